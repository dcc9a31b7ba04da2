package io.homeward.remediation.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.homeward.remediation.credential.LeakedPasswords.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakedPasswordsTest {
    /** SHA-1 of "password" is 5BAA6 1E4C9B93F3F0682250B6CF8331B7EE68FD8. */
    private static final String PREFIX = "5BAA6";

    private static final String SUFFIX = "1E4C9B93F3F0682250B6CF8331B7EE68FD8";

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> padding = new CopyOnWriteArrayList<>();
    private volatile Body body = exchange -> send(exchange, 200, SUFFIX + ":3\r\n");
    private HttpServer server;

    private interface Body {
        void write(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            padding.add(exchange.getRequestHeaders().getFirst("Add-Padding"));
            body.write(exchange);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void nobody_is_asked_unless_somebody_is_named_and_two_are_one_too_many() {
        var off = new LeakedPasswords(settings(Optional.empty(), Optional.empty(), 1));

        assertThat(off.on()).isFalse();
        assertThat(off.check("password")).isEqualTo(Answer.UNKNOWN);
        assertThatThrownBy(() -> new LeakedPasswords(settings(Optional.of(url()), Optional.of(folder), 1)))
                .hasMessageContaining("not both");
        assertThatThrownBy(
                        () -> new LeakedPasswords(settings(Optional.empty(), Optional.of(folder.resolve("none")), 1)))
                .hasMessageContaining("no folder");
    }

    @Test
    void five_digits_go_out_with_padding_asked_for_and_the_rest_is_sought_here() {
        var leaked = byServer();

        assertThat(leaked.check("password")).isEqualTo(Answer.LEAKED);
        assertThat(asked).containsExactly("/range/" + PREFIX);
        assertThat(padding).containsExactly("true");
    }

    @Test
    void padding_and_seldom_ones_do_not_count() throws IOException {
        Files.writeString(folder.resolve(PREFIX), "0000000000000000000000000000000000A:5\n" + SUFFIX + ":0\n");
        assertThat(byFolder(1).check("password")).isEqualTo(Answer.NOT_AMONG_THEM);

        Files.writeString(folder.resolve(PREFIX), SUFFIX.toLowerCase(Locale.ROOT) + ":9\n");
        assertThat(byFolder(10).check("password")).isEqualTo(Answer.NOT_AMONG_THEM);
        assertThat(byFolder(9).check("password")).isEqualTo(Answer.LEAKED);
        assertThat(byFolder(1).check("another")).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void nonsense_is_not_found_in() {
        body = exchange -> send(exchange, 200, SUFFIX + "\n" + SUFFIX + ":many\n:\n<html>" + SUFFIX + ":1");
        assertThat(byServer().check("password")).isEqualTo(Answer.NOT_AMONG_THEM);
    }

    @Test
    void a_server_that_fails_is_unknown_and_left_alone_for_a_while() {
        body = exchange -> send(exchange, 503, "");
        var leaked = byServer();

        assertThat(leaked.check("password")).isEqualTo(Answer.UNKNOWN);
        assertThat(leaked.check("password")).isEqualTo(Answer.UNKNOWN);
        assertThat(asked).hasSize(1);
    }

    @Test
    void an_answer_without_end_is_given_up() {
        body = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] line = (SUFFIX + ":1\r\n").repeat(1000).getBytes(StandardCharsets.US_ASCII);
            for (int n = 0; n < 100; n++) {
                exchange.getResponseBody().write(line);
            }
        };
        assertThat(byServer().check("password")).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void a_server_that_dawdles_is_not_waited_for() {
        var held = new CountDownLatch(1);
        body = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        long begun = System.nanoTime();

        assertThat(byServer().check("password")).isEqualTo(Answer.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        held.countDown();
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/range/");
    }

    private LeakedPasswords byServer() {
        return new LeakedPasswords(settings(Optional.of(url()), Optional.empty(), 1));
    }

    private LeakedPasswords byFolder(long least) {
        return new LeakedPasswords(settings(Optional.empty(), Optional.of(folder), least));
    }

    private static LeakedPasswordSettings settings(Optional<URI> url, Optional<Path> folder, long least) {
        return new LeakedPasswordSettings() {
            @Override
            public Optional<URI> url() {
                return url;
            }

            @Override
            public Optional<Path> directory() {
                return folder;
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(1);
            }

            @Override
            public long least() {
                return least;
            }

            @Override
            public Duration again() {
                return Duration.ofDays(7);
            }
        };
    }
}
