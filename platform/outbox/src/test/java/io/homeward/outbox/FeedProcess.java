package io.homeward.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.homeward.feed.FeedCursor;
import io.homeward.feed.FeedName;
import io.homeward.feed.FeedReader;
import io.homeward.feed.HttpFeedSource;
import io.homeward.feed.Replica;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenancy.TenantDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.postgresql.Driver;

/** One process of a service that writes and serves feeds, put together by hand so that a test can run several on one database. */
final class FeedProcess implements AutoCloseable {
    final Sequencing sequencing;
    final Outbox outbox;
    final TenantDatabase database;
    final FeedDatabase feedDatabase;
    final TableReplicas replicas;
    private final AgroalDataSource app;
    private final AgroalDataSource feed;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TailService tails;
    private final SnapshotService snapshots;

    /** @param port of the database server, or of a proxy before it */
    FeedProcess(int port, String database) throws SQLException, IOException {
        app = pool("app", port, database);
        feed = pool("feed", port, database);
        this.database = TenantDatabases.over(app);
        feedDatabase = new FeedDatabase((javax.sql.DataSource) feed);
        var changes = new Changes(feedDatabase);
        sequencing = new Sequencing(new Sequencer(feedDatabase), changes);
        outbox = new Outbox(sequencing);
        tails = new TailService(sequencing, changes);
        List<SnapshotSource> sources = List.of(new Things.Snapshot());
        Map<FeedName, SnapshotSource> byFeed =
                sources.stream().collect(Collectors.toMap(SnapshotSource::feed, source -> source));
        snapshots = new SnapshotService(name -> Optional.ofNullable(byFeed.get(name)), feedDatabase, tails);
        replicas = new TableReplicas(this.database, feedDatabase);
        sequencing.start(byFeed.keySet());
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        http.setExecutor(threads);
        http.createContext("/internal/feeds/things", this::serve);
        http.start();
    }

    int port() {
        return http.getAddress().getPort();
    }

    /** Starts a reader. */
    static FeedReader reader(int port, Replica replica) {
        var source = new HttpFeedSource(URI.create("http://localhost:" + port), Things.FEED, () -> "none");
        var reader = new FeedReader(Things.FEED, source, replica);
        reader.start();
        return reader;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try {
            if (exchange.getRequestURI().getPath().endsWith("/snapshot")) {
                SnapshotService.Stream stream = snapshots.begin(Things.FEED);
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(200, 0);
                stream.writeTo(exchange.getResponseBody());
                return;
            }
            Map<String, String> query = Arrays.stream(
                            exchange.getRequestURI().getQuery().split("&"))
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            var cursor = new FeedCursor(query.get("epoch"), Long.parseLong(query.get("after")));
            Duration wait = Duration.ofMillis(Long.parseLong(query.get("wait").replace("ms", "")));
            byte[] answer = TailJson.write(tails.tail(Things.FEED, cursor, wait));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (FeedRefusal e) {
            exchange.sendResponseHeaders(e.kind() == FeedRefusal.Kind.EXPIRED ? 410 : 503, -1);
        } catch (InterruptedException | RuntimeException e) {
            // Also in the middle of an answer: the line is simply dropped.
            exchange.sendResponseHeaders(500, -1);
        } finally {
            exchange.close();
        }
    }

    private static AgroalDataSource pool(String role, int port, String database) throws SQLException {
        String user = "things_" + role;
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(12)
                        .acquisitionTimeout(Duration.ofSeconds(2))
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> factory.connectionProviderClass(Driver.class)
                                .jdbcUrl("jdbc:postgresql://localhost:%d/%s?connectTimeout=2&socketTimeout=10"
                                        .formatted(port, database))
                                .principal(new NamePrincipal(user))
                                .credential(new SimplePassword(user)))));
    }

    @Override
    public void close() {
        sequencing.stop();
        http.stop(0);
        threads.shutdownNow();
        app.close();
        feed.close();
    }
}
