package io.homeward.local.launch;

import io.homeward.local.door.PublicDoor;
import io.homeward.local.sample.Client;
import io.homeward.local.sample.Operator;
import io.homeward.local.story.Outage;
import io.homeward.local.upstream.SampleUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The running whole: one PostgreSQL, four services, the sample application. Closing it stops them in the opposite order. */
public final class Suite implements AutoCloseable {
    private static final String PLATFORM_TENANT = "00000000-0000-4000-8000-000000000001";
    private static final String OPERATOR = "00000000-0000-4000-8000-0000000000aa";
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    /** Writing an AOT cache takes its time; an ordinary end does not. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(120);

    private final Path root;
    private final Path data;
    private final Ports ports;
    private final Console console;
    private final Consumer<String> failed;
    private final AotCache cache;
    private final Secrets secrets;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<AutoCloseable> others = new CopyOnWriteArrayList<>();
    private final List<ServiceProcess> services = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, String>> settings = new ConcurrentHashMap<>();
    private final PublicDoor door;

    private Suite(Path root, Path data, Ports ports, boolean recording, Console console, Consumer<String> failed)
            throws IOException {
        this.root = root;
        this.data = data;
        this.ports = ports;
        this.console = console;
        this.failed = failed;
        this.cache = new AotCache(root.resolve("deploy/local/target/aot"), recording);
        this.secrets = Secrets.in(data.resolve("secrets"));
        this.door = new PublicDoor(Ports.named(ports.edge()), Ports.named(ports.apps()));
    }

    /**
     * Nothing is started yet, so that whoever has to stop it can be told before.
     *
     * @param root the project's folder, where the built services are
     * @param data where everything that lasts is kept
     * @param recording whether a first start of a build is recorded, so that the next ones are faster
     * @param failed told when a service ends although nobody stopped it
     */
    public static Suite in(
            Path root, Path data, Ports ports, boolean recording, Console console, Consumer<String> failed)
            throws IOException {
        return new Suite(root, data, ports, recording, console, failed);
    }

    /** Where a tenant's own OpenID provider may be at this machine. */
    public URI trialProvider() {
        return Ports.named(ports.trialProvider());
    }

    /**
     * Environment variables for one of the services, besides those of the wiring; before {@link #start}.
     *
     * @param service such as {@code gateway}
     */
    public void set(String service, Map<String, String> environment) {
        settings.put(service, Map.copyOf(environment));
    }

    /**
     * Starts everything and waits until all of it is ready.
     *
     * @throws CannotStart with a sentence that says why, and what to do
     */
    public void start() throws CannotStart {
        try {
            List<String> stale = LeftBehind.stop(data);
            stale.forEach(each -> console.say("Stopped what an earlier start left behind: " + each));
            ports.check();
            LocalDatabase database = database();
            others.add(SampleUpstream.start(ports.upstream()));
            services(new Wiring(
                    ports,
                    secrets,
                    database,
                    Files.createDirectories(data.resolve("intel")),
                    data.resolve("decisions").toAbsolutePath(),
                    data.resolve("letters").toAbsolutePath()));
            for (ServiceProcess service : services) {
                keepPrevious(log(service.name()));
                service.start();
            }
            awaitReady(services);
        } catch (IOException | SQLException e) {
            throw new CannotStart("Could not start: " + e.getMessage());
        }
    }

    private LocalDatabase database() throws IOException, SQLException {
        Files.createDirectories(data.resolve("logs"));
        LocalDatabase database = LocalDatabase.start(
                data.resolve("postgres"), data.resolve("programs"), ports.database(), secrets, log("postgres"));
        others.add(database);
        console.say("PostgreSQL is up");
        return database;
    }

    private void services(Wiring wiring) throws IOException, CannotStart {
        add("tenant-service", ports.tenantService(), wiring.tenantService(), 256);
        add("remediation-service", ports.remediationService(), wiring.remediationService(), 320);
        add("risk-service", ports.riskService(), wiring.riskService(), 384);
        add("gateway", ports.edge(), wiring.gateway(), 256);
    }

    private Path log(String name) {
        return data.resolve("logs").resolve(name + ".log");
    }

    private void add(String name, int port, Map<String, String> environment, int megabytes)
            throws IOException, CannotStart {
        Path application = root.resolve(name).resolve("target/quarkus-app");
        Path jar = application.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new CannotStart(jar + " is not built. Start with deploy/local/run, which builds what is missing.");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Xms64m",
                "-Xmx" + megabytes + "m",
                "-XX:MaxMetaspaceSize=192m",
                LeftBehind.mark(data)));
        command.addAll(cache.flags(name, application));
        command.addAll(List.of("-jar", jar.toString()));
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(settings.getOrDefault(name, Map.of()));
        services.add(new ServiceProcess(
                name,
                command,
                variables,
                data,
                Ports.local(ports.management(port)).resolve("/q/health/ready"),
                console,
                this::died));
    }

    private void awaitReady(List<ServiceProcess> starting) throws CannotStart {
        List<ServiceProcess> waiting = new ArrayList<>(starting);
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!waiting.isEmpty()) {
            for (ServiceProcess service : List.copyOf(waiting)) {
                if (service.isReady()) {
                    console.say(service.name() + " is ready");
                    waiting.remove(service);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new CannotStart("%s is not ready after %d s; see %s"
                        .formatted(waiting.getFirst().name(), READY_WITHIN.toSeconds(), data.resolve("logs")));
            }
            if (isClosing(Duration.ofMillis(200))) {
                throw new CannotStart("Stopped while starting");
            }
        }
    }

    private void died(ServiceProcess service) {
        // On Ctrl-C the children of a terminal end by themselves, a moment before we are told.
        if (!isClosing(Duration.ofSeconds(1))) {
            String words = String.join("\n  ", service.lastWords());
            failed.accept("%s has ended by itself. The last it said:%n  %s".formatted(service.name(), words));
        }
    }

    private boolean isClosing(Duration within) {
        try {
            return closing.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    public PublicDoor door() {
        return door;
    }

    /** The address of the sample application, as its customer registers it. */
    public String upstream() {
        return Ports.local(ports.upstream()).toString();
    }

    public Operator operator() {
        try {
            var client = new Client(OPERATOR, secrets.text("operator"), "Operator", List.of("Tenant.ReadWrite.All"));
            return new Operator(door, PLATFORM_TENANT, client);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An outage of this service, as a power cut would cause it. */
    public Outage outage(String name) {
        ServiceProcess service = services.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such service: " + name));
        return new Outage() {
            @Override
            public void begin() {
                service.kill();
            }

            @Override
            public void end() {
                try {
                    service.start();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static void keepPrevious(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".previous"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        door.close();
        services.forEach(ServiceProcess::stop);
        services.forEach(service -> service.ended(ENDS_WITHIN));
        for (AutoCloseable other : others.reversed()) {
            try {
                other.close();
            } catch (Exception e) {
                console.trouble("While stopping: " + e.getMessage());
            }
        }
    }
}
