package io.homeward.tenant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Speaks remediation-service's contract for the one call we make: it takes a password, refuses a short one with the contract's own
 * example, and can be told to be away. The real chain is proven in deploy/system-test.
 */
public class RemediationStandIn implements QuarkusTestResourceLifecycleManager {
    private static final Path REFUSED =
            Path.of("../remediation-service/src/main/contract/examples/internal-password-refused.json");
    private static final int SHORT = 15;

    /** Quarkus loads test classes in another class loader than this one, so what was seen is kept where both look. */
    private static final String LAST = "homeward.test.remediation.last";

    private static final String ENROLLED = "homeward.test.remediation.enrolled.";
    private static final Path CONTRACT = Path.of("../remediation-service/src/main/contract/examples");
    private static final String AWAY = "homeward.test.remediation.away";

    private HttpServer server;

    /** The last request: method, path and body. */
    public static String last() {
        return System.getProperty(LAST, "");
    }

    public static void forget() {
        System.clearProperty(LAST);
    }

    public static void away(boolean away) {
        System.setProperty(AWAY, String.valueOf(away));
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/tenants/", RemediationStandIn::answer);
        server.start();
        return Map.of(
                "homeward.remediation-service.url",
                "http://localhost:" + server.getAddress().getPort(),
                "homeward.operator.secret",
                OPERATOR_SECRET);
    }

    static final String OPERATOR_SECRET = "the operator's secret in tests, long enough";

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            if (Boolean.getBoolean(AWAY)) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            if (token == null || !token.startsWith("Bearer ")) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            System.setProperty(
                    LAST,
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " " + body);
            if (exchange.getRequestURI().getPath().endsWith("/enrolment")) {
                enrolment(exchange);
                return;
            }
            String password = body.replaceAll("(?s).*\"password\"\\s*:\\s*\"([^\"]*)\".*", "$1");
            if (password.length() < SHORT) {
                byte[] problem = Files.readAllBytes(REFUSED);
                exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
                exchange.sendResponseHeaders(400, problem.length);
                exchange.getResponseBody().write(problem);
                return;
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** Somebody is said to have begun. */
    public static void enrolled(Object person) {
        System.setProperty(ENROLLED + person, "true");
    }

    private static void enrolment(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        boolean enrolled = Boolean.getBoolean(ENROLLED + path[5]);
        if (exchange.getRequestMethod().equals("GET")) {
            String states = Files.readString(CONTRACT.resolve("internal-enrolment-state.json"));
            json(exchange, 200, Feeds.read(states).get(enrolled ? 2 : 0).toString());
        } else {
            String file = enrolled ? "internal-enrolment-refused.json" : "internal-enrolment.json";
            json(exchange, enrolled ? 409 : 201, Files.readString(CONTRACT.resolve(file)));
        }
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
