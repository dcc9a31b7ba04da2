package io.homeward.accessrules.situations;

import static io.homeward.accessrules.situations.Tables.or;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.MemberEntry;
import io.homeward.accessrules.entry.MemberRules;
import io.homeward.accessrules.entry.Session;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MemberEntryTableTest {
    static final String FILE = "member-entry.json";

    /** @param began session epoch at begin; {@code beganRisk} likewise */
    record Row(
            List<Given.PolicyRow> policies,
            Boolean rulesMissing,
            Given.RiskRow risk,
            Boolean riskUnknown,
            Boolean disabled,
            Long sessionEpoch,
            Long riskEpoch,
            Long began,
            Long beganRisk) {

        MemberEntry facts() {
            var current = new Epochs(or(sessionEpoch, 0L), or(riskEpoch, 0L));
            return new MemberEntry(
                    Subject.member(Ids.HE, Set.of(Ids.HIS_GROUP), Set.of()),
                    or(rulesMissing, false)
                            ? Optional.empty()
                            : Optional.of(TenantRules.none(Ids.HOME, "Home").withPolicies(Given.policies(policies))),
                    or(riskUnknown, false) ? Optional.empty() : Optional.of(Given.risk(risk)),
                    or(disabled, false),
                    current,
                    new Session(
                            new Epochs(or(began, current.session()), or(beganRisk, current.risk())),
                            Optional.empty(),
                            false,
                            GrantKind.INTERACTIVE,
                            true,
                            Optional.empty(),
                            Optional.of(RiskLevel.NONE),
                            Session.TokenOf.PERSON),
                    Optional.of(Ids.APPLICATION),
                    ClientAppType.BROWSER,
                    Surroundings.UNKNOWN);
        }
    }

    record Expect(String decision, Rule rule, Integer code, String need) implements Tables.Expectation {
        @Override
        public Set<Rule> with() {
            return Set.of();
        }
    }

    @TestFactory
    Stream<DynamicTest> a_member_calls_his_own_tenant() {
        return Tables.cases(FILE, Row.class, Expect.class).stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row.given(), row.expect())));
    }

    private static void check(Row given, Expect expect) {
        var decision = MemberRules.decide(given.facts());

        assertThat(ForeignEntryTableTest.kind(decision)).as("%s", decision).isEqualTo(expect.decision());
        assertThat(decision.rule()).isEqualTo(expect.rule());
        if (expect.code() != null) {
            assertThat(decision.code().number()).isEqualTo(expect.code());
        }
        if (expect.need() != null) {
            assertThat(((EntryDecision.StepUp) decision).need())
                    .isEqualTo(Tables.constant(EntryDecision.Need.class, expect.need()));
        }
    }
}
