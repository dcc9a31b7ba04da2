package io.homeward.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.feed.FeedJson;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Speaks risk-service's contract for the calls we make: how somebody stands (everybody is clear of whom nothing else was said), and recorded
 * sign-ins page by page. Can be told to be away. The real chain is proven in deploy/system-test.
 */
public class RiskStandIn implements QuarkusTestResourceLifecycleManager {

    /** Quarkus loads test classes in another class loader than this one, so what was said is kept where both look. */
    private static final String RISK = "homeward.test.risk.";

    private static final String FACTS = "homeward.test.risk-facts.";

    private static final String AWAY = "homeward.test.risk-away";

    private static final String HELD = "homeward.test.risk-held.";

    private HttpServer server;

    /** What is asked about one tenant waits until this is closed. */
    public static final class Hold implements AutoCloseable {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answered = new CountDownLatch(1);
        private final String key;

        private Hold(TenantId tenant) {
            key = HELD + tenant;
            System.getProperties().put(key, List.of(asked, answered));
        }

        public void untilAsked() throws InterruptedException {
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() {
            System.getProperties().remove(key);
            answered.countDown();
        }
    }

    public static Hold hold(TenantId tenant) {
        return new Hold(tenant);
    }

    public static void atRisk(PersonId person, long epoch) {
        atRisk(person, epoch, DetectionType.UNFAMILIAR_FEATURES);
    }

    public static void atRisk(PersonId person, long epoch, DetectionType because) {
        Instant since = Instant.now().minusSeconds(600);
        say(
                person,
                new UserRisk(
                        RiskLevel.HIGH,
                        RiskState.AT_RISK,
                        RiskDetail.NONE,
                        Optional.of(since),
                        epoch,
                        List.of(new ActiveDetection(
                                new DetectionId(UUID.randomUUID()), because, RiskLevel.HIGH, since)),
                        Optional.empty()));
    }

    public static void clear(PersonId person) {
        say(person, UserRisk.CLEAR);
    }

    /** The one page of sign-ins, and of people at risk, that this tenant has. */
    public static void recorded(TenantId tenant, String signIns, String atRisk) {
        pages(tenant, "sign-in-facts", List.of(signIns));
        pages(tenant, "people-at-risk", List.of(atRisk));
    }

    /** What there is page by page; {@code what} as in the path. */
    public static void pages(TenantId tenant, String what, List<String> pages) {
        for (int page = 0; page < pages.size(); page++) {
            String next = page + 1 < pages.size() ? "\"page %d&+\"".formatted(page + 1) : "null";
            System.setProperty(
                    FACTS + tenant + "." + what + (page == 0 ? "" : ".page " + page + "&+"),
                    "{\"value\":" + pages.get(page) + ",\"next\":" + next + "}");
        }
    }

    /** The page behind the first one can no longer be had. */
    public static void losesItsSecondPage(TenantId tenant, String what) {
        System.clearProperty(FACTS + tenant + "." + what + ".page 1&+");
    }

    public static void away(boolean away) {
        System.setProperty(AWAY, String.valueOf(away));
    }

    private static void say(PersonId person, UserRisk risk) {
        System.setProperty(RISK + person, text(risk));
    }

    private static String text(UserRisk risk) {
        try {
            return FeedJson.mapper().writeValueAsString(risk);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/tenants/", RiskStandIn::answer);
        server.start();
        return Map.of(
                "homeward.risk-service.url",
                "http://localhost:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            String[] parts = exchange.getRequestURI().getPath().split("/");
            boolean known =
                    parts.length == 7 && parts[6].equals("risk") && token != null && token.startsWith("Bearer ");
            if (parts.length > 4
                    && System.getProperties().get(HELD + parts[3]) instanceof List<?> latches
                    && latches.getFirst() instanceof CountDownLatch asked
                    && latches.getLast() instanceof CountDownLatch answered) {
                asked.countDown();
                answered.await();
            }
            String kept =
                    FACTS + (parts.length > 4 ? parts[3] + "." + parts[4] + behind(exchange.getRequestURI()) : "");
            if (!Boolean.getBoolean(AWAY) && token != null && System.getProperty(kept) != null) {
                byte[] page = System.getProperty(kept).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                return;
            }
            if (Boolean.getBoolean(AWAY) || !known) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            byte[] body =
                    System.getProperty(RISK + parts[5], text(UserRisk.CLEAR)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String behind(URI asked) {
        for (String parameter :
                Optional.ofNullable(asked.getRawQuery()).orElse("").split("&")) {
            if (parameter.startsWith("after=")) {
                return "." + URLDecoder.decode(parameter.substring("after=".length()), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
