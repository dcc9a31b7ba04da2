package io.homeward.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.homeward.testsupport.TinyDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The feeds of tenant-service and remediation-service, as far as this service reads them: a snapshot that is always empty, and a tail of whatever
 * tests publish. Also a folder with files about addresses.
 */
public class PublishedFeeds implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EPOCH = "test";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Listed as a Tor exit, a VPN and a threat, and placed in Bergen, in the files this resource writes. */
    public static final String ANONYMOUS = "198.51.100.77";

    public static final String VPN = "192.0.2.99";
    public static final String THREAT = "192.0.2.66";
    public static final String PLACED = "192.0.2.55";

    /** Both in Tromsø, by a database that says how sure it is. */
    public static final String SURE = "192.0.2.57";

    public static final String VAGUE = "192.0.2.58";

    private final Map<String, List<ObjectNode>> feeds = new ConcurrentHashMap<>();
    private HttpServer server;
    private Path folder;

    /** Publishes the state of one thing; null for one that is gone. */
    public static void publish(String feed, UUID tenant, String key, JsonNode body) {
        ObjectNode change =
                JSON.createObjectNode().put("tenant", tenant.toString()).put("key", key);
        if (body != null) {
            change.set("body", body);
        }
        String url = ConfigProvider.getConfig().getValue("homeward.tenant-service.url", String.class);
        try {
            var request = HttpRequest.newBuilder(URI.create(url + "/publish/" + feed))
                    .POST(HttpRequest.BodyPublishers.ofString(change.toString()))
                    .build();
            CLIENT.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            folder = Files.createTempDirectory("intel-of-tests-");
            Files.writeString(
                    folder.resolve("tor-exits.txt"), "# for tests\n" + ANONYMOUS + "  # an exit\n2001:db8:dead::/48\n");
            Files.writeString(folder.resolve("vpn.txt"), VPN + "\nnot an address\n");
            Files.writeString(folder.resolve("threat.txt"), THREAT + "\n");
            Files.writeString(folder.resolve("asn.csv"), """
                    185.199.1.0,185.199.1.255,64502,Example Mobile
                    185.199.2.0,185.199.2.255,64503,Example Cable
                    198.51.100.0,198.51.100.255,64500,Example Hosting
                    """);
            TinyDatabase.of("Test-City", Instant.parse("2026-06-05T00:00:00Z"))
                    .with(
                            PLACED + "/32",
                            Map.of(
                                    "country_code", "NO",
                                    "state1", "Vestland",
                                    "city", "Bergen",
                                    "latitude", 60.39,
                                    "longitude", 5.32,
                                    "timezone", "Europe/Oslo"))
                    .with(SURE + "/32", inTromso(10))
                    .with(VAGUE + "/32", inTromso(800))
                    .writeTo(folder.resolve("dbip-city-ipv4.mmdb"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/feeds/", this::serve);
        server.createContext("/publish/", this::accept);
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort();
        return Map.of(
                "homeward.tenant-service.url", url,
                "homeward.remediation-service.url", url,
                "homeward.intel.folder", folder.toString());
    }

    private static Map<String, ?> inTromso(int sureToKilometres) {
        return Map.of(
                "country", Map.of("iso_code", "NO"),
                "city", Map.of("names", Map.of("en", "Tromsø")),
                "location", Map.of("latitude", 69.65, "longitude", 18.96, "accuracy_radius", sureToKilometres));
    }

    @Override
    public void stop() {
        server.stop(0);
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        folder.toFile().delete();
    }

    private void accept(HttpExchange exchange) throws IOException {
        try (exchange) {
            String feed = exchange.getRequestURI().getPath().substring("/publish/".length());
            ObjectNode change = (ObjectNode) JSON.readTree(exchange.getRequestBody());
            List<ObjectNode> changes = changes(feed);
            synchronized (changes) {
                change.put("position", changes.size() + 1).put("version", changes.size() + 1);
                changes.add(change);
                changes.notifyAll();
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring("/internal/feeds/".length());
            if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                exchange.sendResponseHeaders(401, -1);
            } else if (path.endsWith("/snapshot")) {
                send(exchange, "{\"epoch\":\"%s\",\"position\":0}\n{\"head\":0}\n".formatted(EPOCH));
            } else {
                send(exchange, tail(changes(path), exchange.getRequestURI().getQuery()));
            }
        }
    }

    private String tail(List<ObjectNode> changes, String query) {
        int after = Integer.parseInt(query.replaceAll(".*after=(\\d+).*", "$1"));
        long wait = Long.parseLong(query.replaceAll(".*wait=(\\d+)ms.*", "$1"));
        synchronized (changes) {
            if (changes.size() <= after && wait > 0) {
                try {
                    changes.wait(wait);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            ObjectNode answer = JSON.createObjectNode()
                    .put("epoch", EPOCH)
                    .put("head", changes.size())
                    .put("certified", true);
            answer.putArray("changes").addAll(new ArrayList<>(changes.subList(after, changes.size())));
            return answer.toString();
        }
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private List<ObjectNode> changes(String feed) {
        return feeds.computeIfAbsent(feed, each -> new ArrayList<>());
    }
}
