package io.homeward.tenancy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtherServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InternalTokens tokens = new InternalTokens(
            "gateway",
            new InternalKeys(new SmallRyeConfigBuilder()
                    .withDefaultValue("homeward.internal-keys.risk-service", "a key of the risk service, long enough")
                    .build()),
            () -> Instant.parse("2026-05-01T08:00:00Z"));
    private final AtomicReference<String> seen = new AtomicReference<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                seen.set("%s %s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                exchange.getRequestHeaders().getFirst("Authorization"),
                                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
                exchange.sendResponseHeaders(201, -1);
            }
        });
        server.createContext("/never", exchange -> {
            try (exchange) {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void end() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private OtherService at(String root) {
        return new OtherService(
                "risk-service",
                URI.create("http://localhost:%d%s".formatted(server.getAddress().getPort(), root)),
                tokens,
                PATIENCE);
    }

    @Test
    void a_call_carries_our_own_token_and_its_body() throws OtherService.Unanswered {
        String token = "Bearer " + tokens.forService("risk-service");

        assertThat(at("").post("/internal/things?a=b", "{}", PATIENCE).statusCode())
                .isEqualTo(201);
        assertThat(seen.get()).isEqualTo("POST /internal/things?a=b " + token + " {}");
        at("/").put("/internal/things", "[]", PATIENCE);
        assertThat(seen.get()).isEqualTo("PUT /internal/things " + token + " []");
        at("").get("/internal/things", PATIENCE);
        assertThat(seen.get()).isEqualTo("GET /internal/things " + token + " ");
    }

    @Test
    void who_is_late_or_away_has_not_answered() {
        assertThatThrownBy(() -> at("").get("/never", Duration.ofMillis(50)))
                .isInstanceOf(OtherService.Unanswered.class);
        OtherService away = at("");
        end();

        assertThatThrownBy(() -> away.get("/", PATIENCE)).isInstanceOf(OtherService.Unanswered.class);
    }
}
