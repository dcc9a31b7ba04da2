package io.homeward.gateway.decision;

import static io.homeward.gateway.suite.Suite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.place.Platform;
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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Every decision can be explained afterwards: what is written down gives the same outcome again (invariant 9). */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class DecisionLogTest {
    @Inject
    Doors doors;

    @ConfigProperty(name = "homeward.decision-log.file")
    Path log;

    @Test
    void a_decision_made_again_from_the_log_has_the_same_outcome() throws Exception {
        var home = Suite.tenant("Northwind MSP");
        var customer = Suite.tenant("Fjord Clinic");
        var group = new GroupId(UUID.randomUUID());
        var person = Suite.person(home, group);
        Suite.relationship(
                UUID.randomUUID() + "-x", home, customer, "active", group, DirectoryRole.SECURITY_READER.id());
        String token = Tokens.person(person, home, customer).text();

        var allowed = until(token, 200);
        var member = until(Tokens.person(person, home, home).text(), 200);
        Suite.risk(home, person, Fixtures.high(1));
        var refused = until(token, 403);

        assertReplays(allowed, "D2");
        assertReplays(member, "H1");
        assertReplays(refused, "D6");
    }

    @Test
    void a_repeated_admission_refers_to_the_first() throws Exception {
        var home = Suite.tenant("Northwind MSP");
        String token = Tokens.person(Suite.person(home), home, home).text();
        var first = decision(until(token, 200));
        var second = decision(until(token, 200));
        var third = decision(until(token, 200));

        var written = logged(third);
        assertThat(logged(first).repeats()).isEmpty();
        assertThat(written.repeats()).hasValueSatisfying(id -> assertThat(id).isIn(first, second));
        assertThat(written.member()).isEmpty();
        assertThat(logged(written.repeats().orElseThrow()).member()).isPresent();
    }

    @Test
    void calls_from_another_place_rest_on_other_facts() throws Exception {
        var home = Suite.tenant("Northwind MSP");
        String token = Tokens.person(Suite.person(home), home, home).text();
        until(token, 200);

        LoggedDecision windows = logged(decision(from(token, "Mozilla/5.0 (Windows NT 10.0)")));
        LoggedDecision android = logged(decision(from(token, "Mozilla/5.0 (Linux; Android 16)")));

        assertThat(windows.member().orElseThrow().surroundings().platform()).contains(Platform.WINDOWS);
        assertThat(android.member().orElseThrow().surroundings().platform()).contains(Platform.ANDROID);
    }

    @Test
    void calls_of_an_application_to_its_own_tenant_are_written_down_too() throws Exception {
        var home = Suite.tenant("Fjord Clinic");
        var application = Suite.application(home, "User.Read.All");
        String token = Tokens.application(application, home, "User.Read.All", "Policy.Read.All")
                .text();
        var let = logged(decision(until(token, 200)));
        var again = logged(decision(until(token, 200)));
        Suite.application(home, application, false, List.of("User.Read.All"), null);
        var refused = logged(decision(until(token, 401)));

        assertThat(let.own().orElseThrow().decide()).isEqualTo(let.granted()).contains(Set.of("User.Read.All"));
        assertThat(again.repeats()).contains(let.decisionId());
        assertThat(refused.own().orElseThrow().decide()).isEmpty();
        assertThat(refused.granted()).isEmpty();
    }

    @Test
    void no_token_is_written_down() throws Exception {
        var home = Suite.tenant("Northwind MSP");
        String token = Tokens.person(Suite.person(home), home, home).text();

        logged(decision(until(token, 200)));

        assertThat(Files.readString(log)).doesNotContain(token);
    }

    private void assertReplays(HttpResponse<String> answer, String rule) throws Exception {
        LoggedDecision logged = logged(decision(answer));

        assertThat(logged.rule()).isEqualTo(rule);
        assertThat(logged.engine()).isNotBlank();
        assertThat(logged.positions()).hasSize(7);
        assertThat(logged.replay()).isEqualTo(logged.outcome().orElseThrow());
        assertThat(logged.replay().rule().name()).isEqualTo(rule);
    }

    private static LoggedDecision logged(UUID decision) throws IOException {
        return WrittenDecisions.find(decision.toString());
    }

    private HttpResponse<String> until(String token, int status) {
        var answer =
                eventually(() -> Suite.get(doors.edgePort(), "/v1.0/me", token), each -> each.statusCode() == status);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private HttpResponse<String> from(String token, String userAgent) {
        return Suite.send(HttpRequest.newBuilder(URI.create("http://localhost:" + doors.edgePort() + "/v1.0/me"))
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", userAgent));
    }

    private static UUID decision(HttpResponse<String> answer) {
        return UUID.fromString(answer.headers().firstValue("Homeward-Decision").orElseThrow());
    }
}
