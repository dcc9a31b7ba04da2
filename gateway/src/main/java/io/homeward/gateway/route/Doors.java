package io.homeward.gateway.route;

import io.homeward.gateway.web.Problems;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Opens both doors when the application starts: one listener per processor, each on an event loop with a client of its own. */
@Singleton
public class Doors {
    private static final Logger LOG = Logger.getLogger(Doors.class);
    private static final long PATIENCE_SECONDS = 10;

    private final Vertx vertx;
    private final Edge edge;
    private final AppsDoor apps;
    private final Problems problems;
    private final ClientAddresses clients;
    private final EdgeSettings edgeSettings;
    private final AppsSettings appsSettings;
    private final List<String> deployed = new CopyOnWriteArrayList<>();
    private final AtomicInteger edgePort = new AtomicInteger();
    private final AtomicInteger appsPort = new AtomicInteger();

    Doors(
            Vertx vertx,
            Edge edge,
            AppsDoor apps,
            Problems problems,
            ClientAddresses clients,
            EdgeSettings edgeSettings,
            AppsSettings appsSettings) {
        this.vertx = vertx;
        this.edge = edge;
        this.apps = apps;
        this.problems = problems;
        this.clients = clients;
        this.edgeSettings = edgeSettings;
        this.appsSettings = appsSettings;
    }

    /** Where the edge listens. */
    public int edgePort() {
        return edgePort.get();
    }

    /** Where the apps door listens. */
    public int appsPort() {
        return appsPort.get();
    }

    void open(@Observes StartupEvent started) throws Exception {
        open(edge, edgeSettings.host(), edgeSettings.port(), edgePort);
        open(apps, appsSettings.host(), appsSettings.port(), appsPort);
        LOG.infof("The edge listens on port %d, the apps door on port %d", edgePort.get(), appsPort.get());
    }

    private void open(Door door, String host, int port, AtomicInteger actual) throws Exception {
        // Several listeners share a port only if it is known beforehand.
        int listeners = port == 0 ? 1 : Runtime.getRuntime().availableProcessors();
        deployed.add(vertx.deployVerticle(
                        () -> new DoorListener(door, problems, clients, host, port, actual),
                        new DeploymentOptions().setInstances(listeners))
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    void close(@Observes ShutdownEvent stopping) throws Exception {
        for (String each : deployed) {
            vertx.undeploy(each).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        deployed.clear();
    }
}
