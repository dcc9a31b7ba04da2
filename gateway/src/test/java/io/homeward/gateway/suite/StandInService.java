package io.homeward.gateway.suite;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.tenancy.DecisionHeader;
import io.homeward.tenancy.InternalToken;
import io.homeward.testsupport.SuiteKeys;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.crypto.SecretKey;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** A service of the suite, as far as the gateway can see it. */
final class StandInService implements AutoCloseable {
    private static final Pattern FEED = Pattern.compile("/internal/feeds/([a-z-]+)(/snapshot)?");
    private static final Pattern KEYS = Pattern.compile("/([0-9a-f-]{36})/discovery/v2.0/keys");

    private final String name;
    private final SecretKey key;
    private final HttpServer server;
    private final Map<String, StandInFeed> feeds = new ConcurrentHashMap<>();
    private final Map<String, String> keySets = new ConcurrentHashMap<>();
    private final Exchanger<String> meeting = new Exchanger<>();
    private final CountDownLatch silent = new CountDownLatch(1);
    private final AtomicInteger keysAsked = new AtomicInteger();
    private final List<String> decisions = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    StandInService(String name) throws IOException {
        this.name = name;
        this.key = InternalToken.key(SuiteKeys.of(name));
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/steer/", this::steer);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        silent.countDown();
        server.stop(0);
    }

    private StandInFeed feed(String feed) {
        return feeds.computeIfAbsent(feed, each -> new StandInFeed());
    }

    /** PUT a body or DELETE one; POST stop or resume. */
    private void steer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        byte[] body = exchange.getRequestBody().readAllBytes();
        String answer = "";
        switch (exchange.getRequestMethod() + " " + path[2]) {
            case "PUT feeds" ->
                feed(path[3])
                        .put(TenantId.of(path[4]), path[5], FeedJson.mapper().readTree(body));
            case "DELETE feeds" ->
                feed(path[3])
                        .put(TenantId.of(path[4]), path[5], FeedJson.mapper().missingNode());
            case "POST stop" -> feed(path[3]).stop();
            case "POST resume" -> feed(path[3]).resume();
            case "PUT keys" -> keySets.put(path[3], new String(body, StandardCharsets.UTF_8));
            case "DELETE keys" -> keySets.remove(path[3]);
            case "POST away" -> away = true;
            case "POST back" -> away = false;
            case "GET decisions" -> answer = String.join("", decisions);
            case "GET keys" -> answer = Integer.toString(keysAsked.get());
            default ->
                throw new IllegalArgumentException(exchange.getRequestURI().toString());
        }
        answer(exchange, 200, "text/plain", answer.getBytes(StandardCharsets.UTF_8));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try {
            var claims = new JwtConsumerBuilder()
                    .setVerificationKey(key)
                    .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "HS256")
                    .setExpectedAudience(name)
                    .setRequireExpirationTime()
                    .build()
                    .processToClaims(bearer(exchange));
            String path = exchange.getRequestURI().getRawPath();
            Matcher feed = FEED.matcher(path);
            Matcher keys = KEYS.matcher(path);
            if (feed.matches()) {
                feed(exchange, feed(feed.group(1)), feed.group(2) != null);
            } else if (keys.matches() && exchange.getRequestHeaders().getFirst("X-Forwarded-Host") == null) {
                keysAsked.incrementAndGet();
                String set = keySets.get(keys.group(1));
                answer(exchange, set == null ? 404 : 200, "application/json", bytes(set == null ? "{}" : set));
            } else if (path.equals("/internal/decisions")) {
                decisions(exchange, String.valueOf(claims.getClaimValue("iss")));
            } else {
                echo(exchange, claims.toJson());
            }
        } catch (InvalidJwtException e) {
            answer(exchange, 401, "text/plain", bytes("no internal token: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes what a gateway tells, or is away. */
    private void decisions(HttpExchange exchange, String from) throws IOException {
        if (away) {
            answer(exchange, 503, "text/plain", bytes("away"));
            return;
        }
        boolean understood = "gateway".equals(from)
                && "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                && "application/x-ndjson".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
        try (var body = new GZIPInputStream(exchange.getRequestBody())) {
            decisions.add(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
        answer(exchange, understood ? 200 : 400, "application/json", bytes("{\"setAside\":0}"));
    }

    private static void feed(HttpExchange exchange, StandInFeed feed, boolean snapshot)
            throws IOException, InterruptedException {
        if (!feed.stopped() && snapshot) {
            answer(exchange, 200, "application/x-ndjson", bytes(feed.snapshot()));
            return;
        }
        Matcher query = Pattern.compile("epoch=([^&]+)&after=(\\d+)&wait=(\\d+)ms")
                .matcher(String.valueOf(exchange.getRequestURI().getQuery()));
        if (!feed.stopped() && query.matches()) {
            byte[] tail = feed.tail(Long.parseLong(query.group(2)), Long.parseLong(query.group(3)));
            if (!feed.stopped()) {
                answer(exchange, 200, "application/json", tail);
                return;
            }
        }
        answer(exchange, 503, "text/plain", bytes("stopped"));
    }

    /** What arrived here, so that a test can look at it. Queries {@code break}, {@code half}, {@code silent} and {@code no} end badly. */
    private void echo(HttpExchange exchange, String claims) throws IOException, InterruptedException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (query.equals("break")) {
            exchange.close();
            return;
        }
        if (query.equals("half")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(bytes("the first half"));
            exchange.getResponseBody().flush();
            throw new IOException("and no second");
        }
        if (query.equals("silent")) {
            silent.await();
        }
        if (query.equals("no")) {
            exchange.getResponseHeaders().set("Homeward-Rule", "D10");
            answer(exchange, 403, "application/json", bytes("{}"));
            return;
        }
        if (query.equals("text")) {
            answer(exchange, 200, "text/plain", bytes("42"));
            return;
        }
        if (query.equals("garbled")) {
            answer(exchange, 200, "application/json", bytes("{\"half\":"));
            return;
        }
        if (query.equals("large")) {
            answer(exchange, 200, "text/plain", new byte[5 * 1024 * 1024]);
            return;
        }
        if (query.equals("meet") && !meet()) {
            answer(exchange, 500, "text/plain", bytes("nobody came"));
            return;
        }
        byte[] body = query.startsWith("body") ? exchange.getRequestBody().readAllBytes() : new byte[0];
        ObjectNode echo = JsonNodeFactory.instance
                .objectNode()
                .put("service", name)
                .put("method", exchange.getRequestMethod())
                .put("uri", exchange.getRequestURI().toString())
                .put("length", count(exchange.getRequestBody()));
        echo.put("body", new String(body, StandardCharsets.UTF_8));
        echo.set("caller", FeedJson.mapper().readTree(claims));
        ObjectNode headers = echo.putObject("headers");
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        String decision = exchange.getRequestHeaders().getFirst(DecisionHeader.NAME);
        echo.put(
                "decision",
                decision == null
                        ? ""
                        : DecisionHeader.verify(key, bearer(exchange), decision)
                                .map(Object::toString)
                                .orElse("forged"));
        exchange.getResponseHeaders().set("Set-Cookie", "a=b");
        if (query.startsWith("set=")) {
            for (String cookie : query.substring(4).split("\\|")) {
                exchange.getResponseHeaders().add("Set-Cookie", cookie);
            }
        }
        exchange.getResponseHeaders().set("Homeward-Rule", "invented");
        exchange.getResponseHeaders().set("X-Kept", "kept");
        exchange.getResponseHeaders().set("Connection", "X-Dropped");
        exchange.getResponseHeaders().set("X-Dropped", "dropped");
        answer(exchange, 200, "application/json", bytes(echo.toString()));
    }

    /** Whether a second call came while this one was here. */
    private boolean meet() {
        try {
            meeting.exchange("", 5, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static long count(InputStream body) throws IOException {
        byte[] buffer = new byte[65536];
        long length = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            length += read;
        }
        return length;
    }

    private static String bearer(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header == null ? "" : header.replaceFirst("^Bearer ", "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
