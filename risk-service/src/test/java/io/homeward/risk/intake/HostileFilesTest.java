package io.homeward.risk.intake;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.testsupport.Callers;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over HTTP as a file, whatever it is: a precise answer, and the tenant goes on. */
@RunningService
class HostileFilesTest {
    @Inject
    House house;

    private TenantId tenant;

    @BeforeEach
    void a_tenant() {
        tenant = house.tenant();
    }

    @Test
    void times_that_cannot_be_are_named_and_clocks_may_differ_by_a_day() {
        Instant now = Instant.now();
        String file = List.of(
                        Instant.EPOCH,
                        Instant.parse("2999-01-01T00:00:00Z"),
                        now.plus(Duration.ofHours(25)),
                        now.plus(Duration.ofHours(23)),
                        now)
                .stream()
                .map(at -> SignInText.of("rui").at(at).json())
                .collect(Collectors.joining("\n"));

        as(sender(tenant))
                .contentType("application/x-ndjson")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/signIns/import")
                .then()
                .statusCode(200)
                .body("imported", equalTo(2))
                .body("errors.line", equalTo(List.of(1, 2, 3)))
                .body("errors[0].reason", containsString("too long ago, or lies in the future"));
    }

    @Test
    void two_sources_whose_clocks_differ_do_not_make_anybody_travel() {
        String name = "skew-" + UUID.randomUUID() + "@x.example";
        house.person(tenant, name);
        Instant begun = Instant.now().minus(Duration.ofDays(30));
        String file = IntStream.range(0, 400)
                .mapToObj(nth -> SignInText.of(name)
                        .id("s" + nth)
                        .at(begun.plus(Duration.ofHours(nth)).plusSeconds(nth % 2 == 0 ? 0 : 540))
                        .in(60.39, 5.32)
                        .json())
                .collect(Collectors.joining("\n"));

        as(sender(tenant))
                .contentType("application/x-ndjson")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/signIns/import")
                .then()
                .statusCode(200)
                .body("imported", equalTo(400))
                .body("riskyUsers", equalTo(0));
    }

    @Test
    void ten_thousand_sign_ins_of_one_person_in_one_second_are_ten_thousand() {
        String name = "busy-" + UUID.randomUUID() + "@x.example";
        house.person(tenant, name);
        Instant at = Instant.now().minusSeconds(60).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        String file = IntStream.range(0, 10_000)
                .mapToObj(nth -> SignInText.of(name).id("b" + nth).at(at).json())
                .collect(Collectors.joining("\n"));

        as(sender(tenant))
                .contentType("application/x-ndjson")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/signIns/import")
                .then()
                .statusCode(200)
                .body("imported", equalTo(10_000))
                .body("rejected", equalTo(0));
    }

    @Test
    void people_and_tenants_nobody_knows_are_names_and_nothing_more() {
        as(sender(tenant))
                .contentType("application/json")
                .body("["
                        + SignInText.of("nobody@nowhere.example")
                                .person(UUID.randomUUID())
                                .json() + "]")
                .post("/v1/signIns/import")
                .then()
                .statusCode(200)
                .body("imported", equalTo(1))
                .body("riskyUsers", equalTo(0));
        long nobodys = house.database()
                .in(tenant, handle -> handle.createQuery("select count(*) from sign_in where person_id is null")
                        .mapTo(Long.class)
                        .one());
        assertThat(nobodys).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/x-ndjson",
                "text/plain",
                "text/csv",
                "application/gzip",
                "application/octet-stream"
            })
    void bytes_of_any_kind_are_answered_in_words(String type) {
        var random = new Random(11);
        for (int size : new int[] {0, 1, 2, 3, 10, 1_000, 100_000}) {
            byte[] noise = new byte[size];
            random.nextBytes(noise);
            for (int kind = 0; kind < 4 && size > 3; kind++) {
                byte[] begun = kind == 0
                        ? new byte[] {0x1F, (byte) 0x8B, 8, 0}
                        : kind == 1
                                ? new byte[] {'[', '{', '"', 'i'}
                                : kind == 2 ? new byte[] {0, 0, 0, '{'} : new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0};
                System.arraycopy(begun, 0, noise, 0, 4);
                int status = as(sender(tenant))
                        .contentType(type)
                        .body(noise)
                        .post("/v1/signIns/import")
                        .statusCode();
                assertThat(status).as("%s, %d bytes, kind %d", type, size, kind).isIn(200, 400);
            }
            assertThat(as(sender(tenant))
                            .contentType(type)
                            .body(noise)
                            .post("/v1/signIns/import")
                            .statusCode())
                    .isIn(200, 400);
        }
    }

    @Test
    void a_body_that_claims_a_gigabyte_is_refused_before_it_comes() throws IOException {
        assertThat(answer("POST /v1/signIns/import", 1L << 30, "x")).startsWith("HTTP/1.1 413");
        String id = as(sender(tenant)).body("{}").post("/v1/imports").path("id");
        assertThat(answer("PUT /v1/imports/" + id + "/file", (1L << 30) + 1, "x"))
                .startsWith("HTTP/1.1 413");
        assertThat(answer("POST /v1/imports", 1L << 30, "x")).startsWith("HTTP/1.1 413");
        as(sender(tenant)).get("/v1/imports/{id}", id).then().body("state", equalTo("awaitingFile"));
    }

    @Test
    void an_upload_that_breaks_off_leaves_a_run_that_awaits_its_file() throws IOException {
        String id = as(sender(tenant)).body("{}").post("/v1/imports").path("id");
        try (Socket socket = connection()) {
            begin(socket, "PUT /v1/imports/" + id + "/file", 50_000_000, "{\"id\":".repeat(300_000));
        }
        as(sender(tenant)).get("/v1/imports/{id}", id).then().body("state", equalTo("awaitingFile"));

        as(sender(tenant))
                .contentType("application/octet-stream")
                .body(SignInText.of("rui").json().getBytes(StandardCharsets.UTF_8))
                .put("/v1/imports/{id}/file", id)
                .then()
                .statusCode(202);
    }

    private String answer(String line, long claimed, String body) throws IOException {
        try (Socket socket = connection()) {
            begin(socket, line, claimed, body);
            byte[] answer = new byte[64];
            int length = socket.getInputStream().readNBytes(answer, 0, answer.length);
            return new String(answer, 0, length, StandardCharsets.UTF_8);
        }
    }

    private static Socket connection() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private void begin(Socket socket, String line, long claimed, String body) throws IOException {
        String request =
                "%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(
                                line,
                                Callers.token("risk-service", sender(tenant)),
                                line.endsWith("/imports") ? "application/json" : "application/octet-stream",
                                claimed,
                                body);
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
