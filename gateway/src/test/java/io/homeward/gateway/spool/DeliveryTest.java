package io.homeward.gateway.spool;

import static io.homeward.gateway.suite.Suite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.decisions.DecisionJson;
import io.homeward.decisions.DecisionLine;
import io.homeward.decisions.LoggedDecision;
import io.homeward.gateway.route.Doors;
import io.homeward.gateway.suite.Fixtures;
import io.homeward.gateway.suite.StandIns;
import io.homeward.gateway.suite.Suite;
import io.homeward.gateway.suite.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What was decided arrives at risk-service, whatever it was doing meanwhile. */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class DeliveryTest {
    @Inject
    Doors doors;

    @Test
    void an_admission_and_a_refusal_are_told_with_their_facts() {
        var home = Suite.tenant("Northwind MSP");
        var customer = Suite.tenant("Fjord Clinic");
        var group = new GroupId(UUID.randomUUID());
        var person = Suite.person(home, group);
        String relationship = UUID.randomUUID() + "-x";
        Suite.relationship(relationship, home, customer, "active", group, DirectoryRole.SECURITY_READER.id());
        String token = Tokens.person(person, home, customer).text();

        LoggedDecision allowed = told(decision(until(token, 200)));
        Suite.risk(home, person, Fixtures.high(1));
        LoggedDecision refused = told(decision(until(token, 403)));

        assertThat(allowed.admitted()).isTrue();
        assertThat(refused.admitted()).isFalse();
        for (LoggedDecision each : List.of(allowed, refused)) {
            assertThat(each.tenants()).containsExactly(customer, home);
            assertThat(each.replay()).isEqualTo(each.outcome().orElseThrow());
            assertThat(each.foreign().orElseThrow().path().toString()).contains(relationship);
        }
    }

    @Test
    void repetitions_are_counted() {
        var home = Suite.tenant("Northwind MSP");
        String token = Tokens.person(Suite.person(home), home, home).text();
        for (int call = 0; call < 5; call++) {
            until(token, 200);
        }

        List<DecisionLine> lines = eventually(
                () -> of(home.toString()),
                each -> each.stream().mapToLong(DeliveryTest::calls).sum() >= 5);

        // Other tests change what the replicas hold, so there may be more than one first admission.
        assertThat(lines.stream().mapToLong(DeliveryTest::calls).sum()).isGreaterThanOrEqualTo(5);
        assertThat(lines).anyMatch(DecisionLine.Decided.class::isInstance);
    }

    @Test
    void what_was_decided_while_risk_service_was_away_is_told_when_it_is_back() {
        var home = Suite.tenant("Northwind MSP");
        String token = Tokens.person(Suite.person(home), home, home).text();
        Suite.takesDecisions(false);
        UUID decision;
        try {
            decision = decision(until(token, 200));
            assertThat(find(decision)).isEmpty();
        } finally {
            Suite.takesDecisions(true);
        }

        assertThat(told(decision).tenant()).contains(home);
    }

    /** The most that was told of one first admission counts. */
    private static long calls(DecisionLine line) {
        return switch (line) {
            case DecisionLine.Decided decided -> 1;
            case DecisionLine.Repeated repeated -> repeated.times();
            case DecisionLine.Missing missing -> 0;
        };
    }

    private static LoggedDecision told(UUID decision) {
        return eventually(() -> find(decision), Optional::isPresent).orElseThrow();
    }

    private static Optional<LoggedDecision> find(UUID decision) {
        return of(decision.toString()).stream()
                .filter(DecisionLine.Decided.class::isInstance)
                .map(line -> ((DecisionLine.Decided) line).decision())
                .filter(each -> each.decisionId().equals(decision))
                .findFirst();
    }

    private static List<DecisionLine> of(String word) {
        return Suite.toldDecisions()
                .lines()
                .filter(line -> line.contains(word))
                .flatMap(DeliveryTest::read)
                .toList();
    }

    private static Stream<DecisionLine> read(String line) {
        try {
            return Stream.of(DecisionJson.readLine(line));
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private HttpResponse<String> until(String token, int status) {
        var answer =
                eventually(() -> Suite.get(doors.edgePort(), "/v1.0/me", token), each -> each.statusCode() == status);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static UUID decision(HttpResponse<String> answer) {
        return UUID.fromString(answer.headers().firstValue("Homeward-Decision").orElseThrow());
    }
}
