package io.homeward.risk.decisionlog;

import static io.homeward.risk.House.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.decisions.DecisionJson;
import io.homeward.decisions.DecisionLine;
import io.homeward.decisions.LoggedDecision;
import io.homeward.decisions.OwnApplication;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.tenancy.Caller;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateways' decisions: taken in once, read by the tenants concerned, each his own part. */
@RunningService
class DecisionLogTest {
    private static final String PATH = "/v1/decisions";
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Inject
    House house;

    @Inject
    Retention retention;

    private final TenantId home = new TenantId(UUID.randomUUID());
    private final TenantId customer = new TenantId(UUID.randomUUID());
    private final PersonId person = new PersonId(UUID.randomUUID());
    private final Visitor visitor = Visitor.of(home, person, customer);

    @Test
    void an_entry_is_found_by_both_sides_and_by_nobody_else() throws IOException {
        var application = new ApplicationId(UUID.randomUUID());
        LoggedDecision in = visitor.calling(application).at(now);
        tell(decided(in)).body("taken", equalTo(1), "known", equalTo(0), "setAside", equalTo(0));

        for (TenantId reader : List.of(home, customer)) {
            boolean atHome = reader.equals(home);
            list(reader, "")
                    .body("value", hasSize(1))
                    .body("value[0].id", equalTo(in.decisionId().toString()))
                    .body("value[0].side", equalTo(atHome ? "home" : "entered"))
                    .body("value[0].otherTenantId", equalTo((atHome ? customer : home).toString()))
                    .body("value[0].personId", equalTo(person.toString()))
                    .body("value[0].applicationId", equalTo(application.toString()))
                    .body("value[0].way", equalTo("delegated"))
                    .body("value[0].relationshipIds", contains(visitor.relationship()))
                    .body("value[0].outcome", equalTo("admitted"))
                    .body("value[0].rule", equalTo("D2"))
                    .body("value[0].code", equalTo(0))
                    .body("value[0].roles", hasSize(1))
                    .body("value[0].notice", nullValue());
        }
        TenantId stranger = house.tenant();
        list(stranger, "").body("value", empty());
        get(stranger, in.decisionId()).statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"passwordSpray, D6, none", "unfamiliarFeatures, D3, self", "leakedCredentials, D7, blocked"})
    void what_the_tenant_entered_learns_of_a_standing_is_its_notice(String type, String rule, String rules)
            throws IOException {
        Visitor risky = visitor.atRisk(type);
        Visitor ruled =
                switch (rules) {
                    case "self" -> risky.helpingHimself();
                    case "blocked" -> risky.blockedAtHome();
                    default -> risky;
                };
        LoggedDecision refused = ruled.at(now);
        tell(decided(refused));

        list(home, "").body("value[0].rule", equalTo(rule), "value[0].outcome", equalTo("refused"));
        list(customer, "")
                .body("value[0].rule", equalTo(Sight.HOME_STANDING))
                .body("value[0].with", empty())
                .body("value[0].code", equalTo(530034))
                .body("value[0].notice.blocked", equalTo(true))
                .body("value[0].notice.homeTenantName", equalTo("Northwind MSP"));
        String told = get(customer, refused.decisionId())
                .statusCode(200)
                .body("facts.visiting", notNullValue(), "facts.rules.name", equalTo("Fjord Clinic"))
                .body("facts.session", not(hasKey("signInRisk")), "facts.session", not(hasKey("began")))
                .body("replay.same", equalTo(true))
                .extract()
                .asString();
        assertThat(told)
                .doesNotContain(type, Visitor.HOME_POLICY, "standing\"", "capability", "inherited", "riskEpoch")
                .doesNotContain("\"" + rule + "\"");
        String own = get(home, refused.decisionId())
                .statusCode(200)
                .body("facts.standing.risk.detections[0].type.wireName", equalTo(type))
                .body("facts.rules.name", equalTo("Northwind MSP"))
                .body("replay.same", equalTo(true))
                .extract()
                .asString();
        assertThat(own).doesNotContain("Fjord Clinic", "visiting");
    }

    @Test
    void a_decision_made_again_from_what_is_kept_comes_out_the_same() throws IOException {
        List<LoggedDecision> told = List.of(
                visitor.at(now),
                visitor.atRisk("passwordSpray").at(now),
                visitor.atRisk("impossibleTravel").helpingHimself().at(now),
                visitor.atHome(now),
                application(Set.of("User.Read.All")),
                application(Set.of()));
        tell(told.stream().map(DecisionLogTest::decided).toArray(DecisionLine[]::new))
                .body("taken", equalTo(told.size()));

        for (LoggedDecision each : told) {
            get(home, each.decisionId())
                    .statusCode(200)
                    .body("replay.same", equalTo(true), "rule", equalTo(each.rule()));
        }
        list(home, "").body("value", hasSize(told.size()));
    }

    @Test
    void what_does_not_come_out_the_same_is_said() throws IOException {
        LoggedDecision let = visitor.at(now);
        LoggedDecision refused = visitor.atRisk("passwordSpray").at(now);
        var forged = new LoggedDecision(
                let.decisionId(),
                let.at(),
                let.engine(),
                let.token(),
                let.positions(),
                refused.rule(),
                let.foreign(),
                let.member(),
                refused.outcome(),
                let.own(),
                let.granted(),
                let.repeats(),
                let.freshness(),
                let.tenant());
        tell(decided(forged));

        get(home, forged.decisionId()).statusCode(200).body("replay.same", equalTo(false));
    }

    @Test
    void what_is_told_again_changes_nothing() throws IOException {
        LoggedDecision in = visitor.at(now);
        var repeated =
                new DecisionLine.Repeated(in.decisionId(), in.at(), customer, Optional.of(home), 7, now.plusSeconds(9));
        var fewer =
                new DecisionLine.Repeated(in.decisionId(), in.at(), customer, Optional.of(home), 3, now.plusSeconds(4));
        var gap = new DecisionLine.Missing(UUID.randomUUID(), customer, true, now, now, 12);

        tell(decided(in), repeated, gap).body("taken", equalTo(1));
        tell(decided(in), fewer, gap).body("taken", equalTo(0), "known", equalTo(1));

        for (TenantId reader : List.of(home, customer)) {
            list(reader, "").body("value", hasSize(1)).body("value[0].repetitions", equalTo(7));
        }
        as(auditor(customer))
                .get(PATH + "/gaps")
                .then()
                .statusCode(200)
                .body("value", hasSize(1))
                .body("value[0].decisions", equalTo(12), "value[0].outcomes", equalTo("admitted"));
        as(auditor(home)).get(PATH + "/gaps").then().body("value", empty());
    }

    @Test
    void the_log_is_filtered_and_paged_newest_first() throws IOException {
        var application = new ApplicationId(UUID.randomUUID());
        Visitor other = Visitor.of(home, new PersonId(UUID.randomUUID()), customer);
        LoggedDecision first = visitor.calling(application).at(now.minusSeconds(30));
        LoggedDecision second = visitor.atRisk("passwordSpray").at(now.minusSeconds(20));
        LoggedDecision third = other.at(now.minusSeconds(10));
        tell(decided(second), decided(third), decided(first));

        found("", third, second, first);
        found("outcome eq 'refused'", second);
        found("rule eq 'D6'", second);
        found("personId eq '%s'".formatted(other.person()), third);
        found("applicationId eq '%s'".formatted(application), first);
        found("relationshipIds/any(r: r eq '%s')".formatted(visitor.relationship()), second, first);
        found("otherTenantId eq '%s' and side eq 'home'".formatted(customer), third, second, first);
        found("decidedDateTime ge %s and decidedDateTime lt %s".formatted(second.at(), third.at()), second);

        String next = as(auditor(home))
                .get(PATH + "?$top=2")
                .then()
                .body(
                        "value.id",
                        contains(
                                third.decisionId().toString(),
                                second.decisionId().toString()))
                .extract()
                .path("'@odata.nextLink'");
        as(auditor(home))
                .urlEncodingEnabled(false)
                .get(next.substring(next.indexOf(PATH)))
                .then()
                .statusCode(200)
                .body("value.id", contains(first.decisionId().toString()));
        as(auditor(home)).get(PATH + "?$filter=token eq 'x'").then().statusCode(400);
    }

    @Test
    void only_gateways_tell_and_only_who_may_read_the_audit_log_reads() throws IOException {
        for (Caller caller : new Caller[] {
            Callers.service("tenant-service"), Callers.anonymous(), House.administrator(home), auditor(home)
        }) {
            telling(caller).body(gzip("")).post("/internal/decisions").then().statusCode(403);
        }
        for (Caller caller : new Caller[] {
            House.reader(home), House.sender(home), Callers.service("gateway"), Callers.member(home, person)
        }) {
            as(caller).get(PATH).then().statusCode(403);
            as(caller).get(PATH + "/gaps").then().statusCode(403);
            as(caller).get(PATH + "/" + UUID.randomUUID()).then().statusCode(403);
        }
        as(House.administrator(home)).get(PATH).then().statusCode(200);
        as(auditor(home)).get(PATH + "/none").then().statusCode(404);
    }

    @Test
    void a_technician_reads_the_log_of_the_tenant_entered_and_not_his_homes() throws IOException {
        LoggedDecision refused = visitor.atRisk("passwordSpray").at(now);
        tell(decided(refused), decided(visitor.atHome(now)));

        as(Callers.external(
                        home,
                        person,
                        customer,
                        io.homeward.accessrules.DirectoryRole.SECURITY_READER
                                .id()
                                .toString()))
                .get(PATH)
                .then()
                .statusCode(200)
                .body("value", hasSize(1))
                .body("value[0].side", equalTo("entered"), "value[0].rule", equalTo(Sight.HOME_STANDING));
    }

    @Test
    void lines_that_cannot_be_kept_are_set_aside_and_the_others_are_taken() throws IOException {
        LoggedDecision good = visitor.at(now);
        LoggedDecision old = visitor.at(now.minus(Duration.ofDays(91)));
        LoggedDecision refusedThen = visitor.atRisk("passwordSpray").at(now.minus(Duration.ofDays(91)));
        LoggedDecision future = visitor.at(now.plus(Duration.ofDays(2)));
        String elsewhere = DecisionJson.write(decided(visitor.at(now)))
                .replaceFirst(
                        "\"tenant\":\"%s\"}}$".formatted(customer), "\"tenant\":\"%s\"}}".formatted(house.tenant()));
        assertThat(elsewhere).doesNotContain("\"tenant\":\"%s\"}}".formatted(customer));
        String lines = Stream.of(good, old, refusedThen, future)
                        .map(each -> write(decided(each)))
                        .collect(Collectors.joining("\n"))
                + "\nnot json\n{\"line\":\"newer\"}\n\n" + elsewhere + "\n{\"line\":\"decided\"";

        telling(Callers.service("gateway"))
                .body(gzip(lines))
                .post("/internal/decisions")
                .then()
                .statusCode(200)
                .body("taken", equalTo(2), "setAside", equalTo(6));
        found("", good, refusedThen);
    }

    @Test
    void what_is_no_gzip_or_too_large_is_refused() throws IOException {
        telling(Callers.service("gateway"))
                .body("plain".getBytes(UTF_8))
                .post("/internal/decisions")
                .then()
                .statusCode(400)
                .body("detail", containsString("gzip"));
        telling(Callers.service("gateway"))
                .body(gzip("x".repeat((8 << 20) + 1)))
                .post("/internal/decisions")
                .then()
                .statusCode(400)
                .body("detail", containsString("bytes"));
        telling(Callers.service("gateway"))
                .body(gzip("\n".repeat(10_001)))
                .post("/internal/decisions")
                .then()
                .statusCode(400)
                .body("detail", containsString("lines"));
    }

    @Test
    void all_facts_are_seen_only_by_who_acts_for_both_tenants() throws IOException {
        LoggedDecision in = visitor.at(now);
        tell(decided(in));

        assertThat(factsSeen(in, home)).isZero();
        assertThat(factsSeen(in, customer)).isZero();
        assertThat(factsSeen(in, home, customer)).isOne();
    }

    private long factsSeen(LoggedDecision decision, TenantId... bound) {
        return house.database().inEach(List.of(bound), handle -> handle.createQuery(
                        "select count(*) from decision_facts where decision_id = :id")
                .bind("id", decision.decisionId())
                .mapTo(Long.class)
                .one());
    }

    @Test
    void admissions_are_forgotten_before_refusals_and_nothing_recent_is() throws IOException {
        Instant then = now.minus(Duration.ofDays(85));
        LoggedDecision admitted = visitor.at(then);
        LoggedDecision refused = visitor.atRisk("passwordSpray").at(then);
        LoggedDecision recent = visitor.at(now);
        tell(decided(admitted), decided(refused), decided(recent)).body("taken", equalTo(3));

        int dropped = retention.forget(now.plus(Duration.ofDays(40)));

        assertThat(dropped).isGreaterThanOrEqualTo(2);
        found("", recent, refused);
        get(home, admitted.decisionId()).statusCode(404);
        get(home, refused.decisionId()).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"admitted, 6", "refused, 29", "else, 400"})
    void whoever_holds_the_applications_role_cannot_forget_what_is_recent(String kind, int days) {
        assertThatThrownBy(() -> house.database()
                        .in(
                                home,
                                handle -> handle.execute(
                                        "select decision_forget(?, ((now() at time zone 'UTC') - ? * interval '1 day')::date)",
                                        kind,
                                        days)))
                .hasMessageContaining("not forgotten");
    }

    @ParameterizedTest
    @CsvSource({"P29D, P7D", "P30D, P6D", "P30D, P31D"})
    void settings_below_what_is_needed_stop_the_start(Duration refusals, Duration admissions) {
        assertThatThrownBy(() -> settings(refusals, admissions).check()).isInstanceOf(IllegalStateException.class);
        settings(Duration.ofDays(30), Duration.ofDays(7)).check();
    }

    private static RetentionSettings settings(Duration refusals, Duration admissions) {
        return new RetentionSettings() {
            @Override
            public Duration refusals() {
                return refusals;
            }

            @Override
            public Duration admissions() {
                return admissions;
            }
        };
    }

    private LoggedDecision application(Set<String> permissions) {
        var facts = new OwnApplication(
                new ApplicationId(UUID.randomUUID()),
                home,
                permissions,
                permissions.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new OwnApplication.Registration(true, permissions)));
        return new LoggedDecision(
                UUID.randomUUID(),
                now,
                "test",
                "token",
                List.of(),
                "none",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(facts),
                facts.decide(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(home));
    }

    private void found(String filter, LoggedDecision... expected) {
        list(home, filter)
                .body(
                        "value.id",
                        contains(Arrays.stream(expected)
                                .map(each -> each.decisionId().toString())
                                .toArray()));
    }

    private static ValidatableResponse list(TenantId tenant, String filter) {
        RequestSpecification request = as(auditor(tenant));
        return (filter.isEmpty() ? request : request.queryParam("$filter", filter))
                .get(PATH)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse get(TenantId tenant, UUID id) {
        return as(auditor(tenant)).get(PATH + "/" + id).then();
    }

    private static Caller auditor(TenantId tenant) {
        return Callers.application(tenant, "AuditLog.Read.All");
    }

    private static DecisionLine decided(LoggedDecision decision) {
        return new DecisionLine.Decided(decision);
    }

    static ValidatableResponse tell(DecisionLine... lines) throws IOException {
        return telling(Callers.service("gateway"))
                .body(gzip(Arrays.stream(lines).map(DecisionLogTest::write).collect(Collectors.joining("\n"))))
                .post("/internal/decisions")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification telling(Caller caller) {
        return as(caller).contentType("application/x-ndjson").header("Content-Encoding", "gzip");
    }

    private static String write(DecisionLine line) {
        try {
            return DecisionJson.write(line);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
