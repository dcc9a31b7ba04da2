package io.homeward.risk.intake;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RunningService
class ImportTest {
    @Inject
    House house;

    private TenantId tenant;

    @BeforeEach
    void a_tenant() {
        tenant = house.tenant();
    }

    @Test
    void a_file_is_taken_in_once_whatever_its_form() {
        List<String> signIns = ordinary(25);

        array(signIns)
                .body("received", equalTo(25))
                .body("imported", equalTo(25))
                .body("duplicates", equalTo(0));
        page(signIns).body("imported", equalTo(0)).body("duplicates", equalTo(25));
        lines(signIns)
                .body("imported", equalTo(0))
                .body("duplicates", equalTo(25))
                .body("rejected", equalTo(0));

        assertThat(count()).isEqualTo(25);
    }

    @Test
    void a_truncated_array_keeps_the_good_elements_and_names_the_line() {
        String whole = "[" + String.join(",\n", ordinary(10)) + "]";

        send("application/json", whole.substring(0, whole.length() - 30))
                .body("imported", equalTo(9))
                .body("rejected", equalTo(1))
                .body("errors", hasSize(1))
                .body("errors[0].line", equalTo(10))
                .body("errors[0].reason", containsString("Not JSON"));
        assertThat(count()).isEqualTo(9);
    }

    @Test
    void broken_lines_are_named_and_the_others_stay() {
        var lines = new ArrayList<>(ordinary(5));
        lines.add(2, "{\"id\":");
        lines.add(
                4,
                "{\"id\":\"x\",\"createdDateTime\":\"1971-01-01T00:00:00Z\",\"userPrincipalName\":\"a\",\"status\":{\"errorCode\":0}}");

        lines(lines)
                .body("received", equalTo(7))
                .body("imported", equalTo(5))
                .body("rejected", equalTo(2))
                .body("errors.line", equalTo(List.of(3, 5)))
                .body("errors[1].reason", containsString("too long ago"));
    }

    @Test
    void people_made_a_moment_before_are_known_by_name() {
        String name = "new-" + UUID.randomUUID() + "@msp.example";
        PersonId newcomer = house.newcomer(tenant, name);

        lines(spray(name)).body("riskyUsers", equalTo(1));

        assertThat(house.risk(tenant, newcomer).level()).isEqualTo(RiskLevel.HIGH);
    }

    @Test
    void twice_the_same_in_one_file_is_one() {
        List<String> signIns = ordinary(3);

        lines(Stream.concat(signIns.stream(), signIns.stream()).toList())
                .body("received", equalTo(6))
                .body("imported", equalTo(3))
                .body("duplicates", equalTo(3));
    }

    @Test
    void weeks_of_ordinary_sign_ins_raise_nobody_and_a_spray_among_them_raises_whom_it_hits() {
        String name = "tech-" + UUID.randomUUID() + "@msp.example";
        PersonId hit = house.person(tenant, name);
        house.offersPasswordChange(tenant);
        List<String> stream = stream(name, 20_000);

        Instant begun = Instant.now();
        lines(stream)
                .body("imported", equalTo(stream.size()))
                .body("detections", equalTo(0))
                .body("riskyUsers", equalTo(0));
        Duration took = Duration.between(begun, Instant.now());
        lines(spray(name)).body("riskyUsers", equalTo(1)).body("sourceAlerts", greaterThanOrEqualTo(1));

        assertThat(house.risk(tenant, hit).level()).isEqualTo(RiskLevel.HIGH);
        assertThat(house.risk(tenant, hit).detections())
                .extracting(each -> each.type().wireName())
                .containsExactlyInAnyOrder("passwordSpray", "unfamiliarFeatures");
        int told = house.history(tenant, hit).size();
        assertThat(took).as("20,000 sign-ins").isLessThan(Duration.ofSeconds(60));
        // Everything again, in another order: nothing is found twice.
        var shuffled = new ArrayList<>(stream);
        shuffled.addAll(spray(name));
        java.util.Collections.shuffle(shuffled, new Random(1));
        lines(shuffled.subList(0, 5_000)).body("detections", equalTo(0));
        assertThat(house.history(tenant, hit)).hasSize(told);
    }

    @Test
    void the_order_of_a_file_does_not_decide_who_is_hit() {
        String name = "tech-" + UUID.randomUUID() + "@msp.example";
        PersonId hit = house.person(tenant, name);
        var backwards = new ArrayList<>(spray(name));
        java.util.Collections.reverse(backwards);

        for (String one : backwards) {
            lines(List.of(one));
        }

        assertThat(house.risk(tenant, hit).level()).isEqualTo(RiskLevel.HIGH);
        assertThat(house.risk(tenant, hit).detections()).hasSize(1);
    }

    @Test
    void a_real_auth_log_is_taken_in_and_its_guessing_sources_are_known() throws IOException {
        Path real = Path.of("../../shared/data/sshd/auth.log");
        assumeTrue(Files.exists(real), "the real log is not here");

        authLog(Files.readString(real))
                .body("imported", equalTo(226 + 805))
                .body("duplicates", equalTo(0))
                .body("sourceAlerts", greaterThanOrEqualTo(3));
        authLog(Files.readString(real))
                .body("imported", equalTo(0))
                .body("duplicates", equalTo(226 + 805))
                .body("sourceAlerts", equalTo(0));

        assertThat(query("select count(*) from sign_in where error_code = 0")).isEqualTo(226);
        assertThat(query("select count(distinct ip) from sign_in where error_code = 0"))
                .isEqualTo(4);
        assertThat(query("select count(*) from sign_in where error_code <> 0")).isEqualTo(805);
        assertThat(query("""
                select count(*) from source_alert where kind = 'passwordSpray'
                  and source in (select distinct host(ip) from sign_in where error_code = 0)""")).isZero();
        assertThat(query("select count(distinct source) from source_alert")).isGreaterThanOrEqualTo(3);
        assertThat(query("select count(*) from user_risk")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json         | [{"class_uid":3002,"activity_id":1,"time":%1$d,"status_id":1,"metadata":{"uid":"o1"},"user":{"name":"rui"}}]
            application/x-ndjson     | {"id":"k1","time":%1$d,"type":"LOGIN","realmId":"r","clientId":"c","details":{"username":"rui"}}
            application/octet-stream | {"uuid":"q1","published":"%2$s","eventType":"user.session.start","actor":{"alternateId":"rui"},"outcome":{"result":"SUCCESS"}}
            text/csv                 | "Date (UTC)","Request ID","Username","Status","Sign-in error code"~"%2$s","r1","rui","Success","0"
            """)
    void a_file_says_itself_of_which_system_it_is(String type, String file) {
        Instant at = Instant.now().minusSeconds(600);

        send(type, file.replace('~', '\n').formatted(at.toEpochMilli(), at)).body("imported", equalTo(1));

        assertThat(query("select count(*) from sign_in where user_name = 'rui' and error_code = 0"))
                .isEqualTo(1);
    }

    @Test
    void a_compressed_file_is_unpacked_and_a_cut_one_keeps_what_it_had() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(String.join("\n", ordinary(2_000)).getBytes(StandardCharsets.UTF_8));
        }
        byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);

        as(sender(tenant))
                .contentType("application/gzip")
                .body(half)
                .post("/v1/signIns/import")
                .then()
                .statusCode(200)
                .body("imported", greaterThanOrEqualTo(500))
                .body("errors[0].reason", containsString("damaged, or ends too early"));
        as(sender(tenant))
                .contentType("application/gzip")
                .body(packed.toByteArray())
                .post("/v1/signIns/import")
                .then()
                .statusCode(200)
                .body("received", equalTo(2_000))
                .body("rejected", equalTo(0));
        assertThat(count()).isEqualTo(2_000);
    }

    /** Section 4, last row. */
    @ParameterizedTest(name = "{0} days old, {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            1   | ''          | medium
            3   | ''          | none
            3   | ?live=true  | medium
            91  | ?live=true  | none
            0   | ?live=false | none
            """)
    void what_is_found_in_old_data_is_kept_and_raises_nobody(int days, String query, String level) {
        String name = "eva-" + UUID.randomUUID() + "@x.example";
        PersonId eva = house.person(tenant, name);
        String signIn = SignInText.of(name)
                .at(Instant.now().minusSeconds(600 + days * 86_400L))
                .from(PublishedFeeds.ANONYMOUS)
                .json();

        as(sender(tenant))
                .contentType("application/x-ndjson")
                .body(signIn.getBytes(StandardCharsets.UTF_8))
                .post("/v1/signIns/import" + query)
                .then()
                .statusCode(200)
                .body("imported", equalTo(1))
                .body("detections", equalTo(1))
                .body("riskyUsers", equalTo(level.equals("none") ? 0 : 1));

        UserRisk risk = house.risk(tenant, eva);
        assertThat(risk.level().name()).isEqualToIgnoringCase(level);
        assertThat(risk.detections())
                .as("what counts, and would make him incapable by D8")
                .hasSize(level.equals("none") ? 0 : 1);
        assertThat(house.history(tenant, eva)).hasSize(level.equals("none") ? 0 : 1);
        as(House.reader(tenant))
                .get("/v1.0/identityProtection/riskDetections")
                .then()
                .body("value[0].riskEventType", equalTo("anonymizedIPAddress"))
                .body("value[0].riskState", equalTo(level.equals("none") ? "none" : "atRisk"));
    }

    @Test
    void whether_a_file_is_a_live_feed_is_said_in_two_words() {
        as(sender(tenant))
                .contentType("text/csv")
                .body("a,b")
                .post("/v1/signIns/import?live=perhaps")
                .then()
                .statusCode(400)
                .body("detail", containsString("live"));
    }

    /** His profile cannot be read any more; what others did is as good as ever. */
    @Test
    void a_sign_in_that_cannot_be_taken_in_spoils_its_line_and_no_file() {
        String spoilt = "spoilt-" + UUID.randomUUID() + "@x.example";
        PersonId person = house.person(tenant, spoilt);
        lines(List.of(SignInText.of(spoilt).json()));
        house.database().in(tenant, handle -> handle.createUpdate(
                        "update person_profile set habits = decode('ff', 'hex') where person_id = :person")
                .bind("person", person.value())
                .execute());
        var signIns = new ArrayList<>(ordinary(40));
        signIns.add(17, SignInText.of(spoilt).id("poison").json());

        lines(signIns)
                .body("received", equalTo(41))
                .body("imported", equalTo(40))
                .body("rejected", equalTo(1))
                .body("errors[0].line", equalTo(18))
                .body("errors[0].reason", containsString("It cannot be taken in"));

        assertThat(query("select count(*) from sign_in where event_id = 'poison'"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/csv         | when,who~1,2  |             | with a mapping
            text/csv         | ''            |             | empty
            text/plain       | hello         |             | say format
            application/json | {}            | ?format=xls | format is none of
            text/csv         | a,b           | ?format=csv | mapping
            text/csv         | a,b           | ?dateOrder=x | dateOrder
            """)
    void a_file_nobody_understands_is_refused_in_words(String type, String file, String query, String detail) {
        as(sender(tenant))
                .contentType(type)
                .body(file.replace('~', '\n').getBytes(StandardCharsets.UTF_8))
                .post("/v1/signIns/import" + (query == null ? "" : query))
                .then()
                .statusCode(400)
                .body("detail", containsString(detail));
    }

    @Test
    void a_logs_year_zone_and_host_can_be_said_and_nonsense_is_refused() {
        String line = "Mar  1 12:00:00 web1 sshd[8]: Accepted password for rui from 192.0.2.1 port 51817 ssh2\n";

        as(sender(tenant))
                .contentType("text/plain")
                .body(line)
                .post("/v1/signIns/import?year=%d&timeZone=Europe/Oslo&host=bastion"
                        .formatted(
                                Instant.now().atZone(java.time.ZoneOffset.UTC).getYear() - 1))
                .then()
                .statusCode(200)
                .body("imported", equalTo(1));
        assertThat(
                        query(
                                "select count(*) from sign_in where application_name = 'OpenSSH on bastion' and extract(hour from ts at time zone 'UTC') = 11"))
                .isEqualTo(1);
        as(sender(tenant))
                .contentType("text/plain")
                .body(line)
                .post("/v1/signIns/import?timeZone=Mars")
                .then()
                .statusCode(400)
                .body("detail", containsString("timeZone"));
        as(sender(tenant))
                .contentType("text/plain")
                .body(line)
                .post("/v1/signIns/import?year=12")
                .then()
                .statusCode(400);
    }

    private List<String> stream(String name, int size) {
        var random = new Random(7);
        Instant now = Instant.now();
        return IntStream.range(0, size)
                .mapToObj(each -> {
                    int user = random.nextInt(400);
                    boolean office = random.nextInt(10) < 6;
                    Instant at = now.minusSeconds(30L * 86_400 - (long) each * (29L * 86_400 / size));
                    SignInText signIn = SignInText.of(user == 0 ? name : "user" + user + "@msp.example")
                            .id("s" + each)
                            .at(at)
                            .from(office ? "198.51.100.10" : "100.64." + user / 250 + "." + (1 + user % 250))
                            .in(60.39, 5.32);
                    return (random.nextInt(20) == 0 ? signIn.wrongPassword() : signIn).json();
                })
                .toList();
    }

    private static List<String> spray(String name) {
        Instant begun = Instant.now().minusSeconds(3_600);
        return IntStream.range(0, 31)
                .mapToObj(each -> each == 17
                        ? SignInText.of(name)
                                .id("hit")
                                .at(begun.plusSeconds(each * 10L))
                                .from("203.0.113.200")
                                .json()
                        : SignInText.of("user" + (1 + each) + "@msp.example")
                                .id("p" + each)
                                .at(begun.plusSeconds(each * 10L))
                                .from("203.0.113.200")
                                .wrongPassword()
                                .json())
                .toList();
    }

    private static List<String> ordinary(int size) {
        return IntStream.range(0, size)
                .mapToObj(each -> SignInText.of("user" + each + "@x.example").json())
                .toList();
    }

    private ValidatableResponse array(List<String> signIns) {
        return send("application/json", signIns.stream().collect(Collectors.joining(",\n", "[", "]")));
    }

    private ValidatableResponse page(List<String> signIns) {
        return send("application/json", signIns.stream().collect(Collectors.joining(",", "{\"value\":[", "]}")));
    }

    private ValidatableResponse lines(List<String> signIns) {
        return send("application/x-ndjson", String.join("\n", signIns));
    }

    private ValidatableResponse authLog(String text) {
        return send("text/plain", text);
    }

    private ValidatableResponse send(String type, String body) {
        return as(sender(tenant))
                .contentType(type)
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/signIns/import")
                .then()
                .statusCode(200);
    }

    private long count() {
        return query("select count(*) from sign_in");
    }

    private long query(String sql) {
        return house.database()
                .in(tenant, handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
