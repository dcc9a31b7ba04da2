package io.homeward.remediation.risk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.feed.FeedJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What risk-service's contract shows is understood here, and what is sent is what it shows. */
class ContractTest {
    private static final Path RISK_SERVICE = Path.of("../risk-service/src/main/contract/examples");

    @Test
    void a_persons_risk_is_understood() throws IOException {
        JsonNode example = example("person-risk.json");
        UserRisk risk = FeedJson.mapper().treeToValue(example, UserRisk.class);

        assertThat(risk.state()).isEqualTo(RiskState.REMEDIATED);
        assertThat(example.path("remediationApplied").asBoolean()).isTrue();
    }

    @Test
    void the_user_risk_of_a_score_is_understood() throws IOException {
        for (String file : new String[] {"scored-sign-in.json", "scored-sign-in-clear.json"}) {
            JsonNode example = example(file);
            UserRisk risk = FeedJson.mapper().treeToValue(example.path("userRisk"), UserRisk.class);

            assertThat(risk.riskEpoch()).isEqualTo(example.path("riskEpoch").asLong());
            assertThat(risk.detections()).hasSize(example.path("detections").size());
        }
    }

    @Test
    void a_sign_in_is_sent_with_the_members_the_contract_shows() throws IOException {
        JsonNode example = example("sign-in.json");
        SignIn signIn = FeedJson.mapper().treeToValue(example, SignIn.class);

        assertThat(FeedJson.mapper().<JsonNode>valueToTree(signIn)).isEqualTo(example);
    }

    @Test
    void an_outcome_is_sent_as_the_contract_shows_it() throws IOException {
        var outcome = SignIn.Outcome.of(0, Optional.of(true), Instant.parse("2026-11-23T08:58:40.113Z"));

        assertThat(FeedJson.mapper().<JsonNode>valueToTree(outcome)).isEqualTo(example("outcome.json"));
    }

    @Test
    void somebodys_own_sign_ins_are_understood() throws IOException {
        var page = FeedJson.mapper().treeToValue(example("own-sign-ins.json"), SignInHistory.Page.class);

        assertThat(page.value()).hasSize(1);
        assertThat(FeedJson.mapper().<JsonNode>valueToTree(page.value().getFirst()))
                .isEqualTo(example("own-sign-ins.json").path("value").path(0));
    }

    private static JsonNode example(String file) throws IOException {
        return FeedJson.mapper().readTree(RISK_SERVICE.resolve(file).toFile());
    }
}
