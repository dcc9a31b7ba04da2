package io.homeward.remediation.flow;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.policy.Control;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What risk-service learns of a sign-in: with which browser and session, and what became of every challenge. */
@QuarkusTest
@WithTestResource(World.class)
class ReportedSignInsTest {
    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    private Member mira;

    @BeforeEach
    void somebody_with_a_second_factor() {
        clock.reset();
        mira = Home.called("Reported")
                .registrationDemanded()
                .always(Control.MFA)
                .person("mira");
        SignIns.firstOf(mira).register(mira, clock);
    }

    @Test
    void every_failed_try_of_a_second_factor_is_told_once_with_its_time() {
        SignIns flow = SignIns.open(mira).password(Member.PASSWORD);
        flow.totp(mira.wrongCode(clock));
        clock.pass(Duration.ofSeconds(1));
        flow.totp(mira.wrongCode(clock));
        clock.pass(Duration.ofSeconds(1));
        flow.step(Map.of("type", "cancel"));

        eventually(() -> outcomes().size() == 3);
        assertThat(outcomes())
                .extracting(each -> each.path("mfa").asText())
                .containsExactly("failed", "failed", "null");
        assertThat(outcomes())
                .extracting(each -> each.path("errorCode").asInt())
                .containsOnly(50074);
        assertThat(outcomes().get(0).path("at")).isNotEqualTo(outcomes().get(1).path("at"));
    }

    @Test
    void a_challenge_that_is_turned_down_has_failed() {
        SignIns.open(mira).password(Member.PASSWORD).step(Map.of("type", "cancel"));

        eventually(() -> outcomes().size() == 1);
        assertThat(outcomes().getFirst().path("mfa").asText()).isEqualTo("failed");
    }

    @Test
    void a_challenge_that_is_walked_away_from_has_failed_when_its_flow_ended() {
        SignIns.open(mira).password(Member.PASSWORD);
        String expires = SignIns.open(mira).password(Member.PASSWORD).json().getString("expiresAt");
        clock.pass(Duration.ofHours(3));
        SignIns.open(mira);

        eventually(() -> outcomes().size() == 1);
        assertThat(outcomes().getFirst().path("mfa").asText()).isEqualTo("failed");
        assertThat(Instant.parse(outcomes().getFirst().path("at").asText())).isEqualTo(Instant.parse(expires));
    }

    @Test
    void a_session_is_called_as_its_sign_in_and_the_browsers_mark_stays_here() throws IOException {
        SignIns flow = SignIns.open(mira).marked("abcdefghijklmnopqrst_-").password(Member.PASSWORD);
        flow.totp(mira.code(clock));
        JsonNode told = last();

        assertThat(told.path("sessionId"))
                .isEqualTo(told.path("id"))
                .isEqualTo(claims(flow.token()).path("sid"));
        assertThat(told.path("tokenIssuerName")).isEqualTo(claims(flow.token()).path("iss"));
        assertThat(told.path("incomingTokenType").isNull()).isTrue();
        assertThat(told.at("/deviceDetail/browserId").asText()).matches("[0-9a-f]{64}");
        assertThat(told.toString()).doesNotContain("abcdefghijklmnopqrst_-");
    }

    @Test
    void who_has_proven_nothing_has_no_session() {
        SignIns.open(mira).marked("abcdefghijklmnopqrst_-").password("not hers");

        eventually(() -> last().at("/status/errorCode").asInt() == 50126);
        assertThat(last().path("sessionId").isNull()).isTrue();
        assertThat(last().at("/deviceDetail/browserId").asText()).matches("[0-9a-f]{64}");
    }

    private JsonNode last() {
        return riskService.signInsOf(mira.userPrincipalName()).getLast();
    }

    private List<JsonNode> outcomes() {
        return riskService.outcomesOf(last().path("id").asText() + "/outcome");
    }

    private static JsonNode claims(String token) throws IOException {
        return FeedJson.mapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
