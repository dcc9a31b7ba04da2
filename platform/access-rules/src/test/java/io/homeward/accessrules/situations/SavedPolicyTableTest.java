package io.homeward.accessrules.situations;

import static io.homeward.accessrules.situations.Tables.or;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.Rule;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.Mentions;
import io.homeward.accessrules.policy.PolicyLint;
import io.homeward.accessrules.policy.PolicyValidation;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SavedPolicyTableTest {
    static final String FILE = "saved-policies.json";

    /** Either a policy or a threshold for external people. */
    record Row(Given.PolicyRow policy, String threshold, String known) {
        List<PolicyValidation.Violation> violations() {
            if (threshold == null) {
                var checked = policy.policy(1);
                return switch (or(known, "not asked")) {
                    case "everything" -> PolicyValidation.check(checked, Mentions.of(checked));
                    case "nothing" -> PolicyValidation.check(checked, Mentions.NONE);
                    default -> PolicyValidation.check(checked);
                };
            }
            var builtIn = ExternalAccess.BUILT_IN;
            return PolicyValidation.check(new ExternalAccess(
                    RiskLevel.ofWire(threshold).orElseThrow(),
                    builtIn.mfaTrust(),
                    builtIn.requireRemediated(),
                    builtIn.distrustedHomes(),
                    builtIn.trustedIssuers(),
                    builtIn.acceptedWaivers()));
        }
    }

    /** @param violations {@code code kind} */
    record Expect(List<String> violations, List<String> remarks, Rule rule) implements Tables.Expectation {
        @Override
        public Set<Rule> with() {
            return Set.of();
        }
    }

    @TestFactory
    Stream<DynamicTest> something_is_saved() {
        return Tables.cases(FILE, Row.class, Expect.class).stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row.given(), row.expect())));
    }

    private static void check(Row given, Expect expect) {
        assertThat(given.violations())
                .extracting(violation -> violation.code() + " " + violation.kind())
                .containsExactlyElementsOf(expect.violations().stream()
                        .map(SavedPolicyTableTest::constant)
                        .toList());
        if (expect.remarks() != null) {
            assertThat(PolicyLint.remarks(given.policy().policy(1)))
                    .extracting(PolicyLint.Remark::kind)
                    .containsExactlyElementsOf(Given.constants(PolicyLint.Kind.class, expect.remarks()));
        }
    }

    private static String constant(String codeAndKind) {
        var space = codeAndKind.indexOf(' ');
        return codeAndKind.substring(0, space + 1)
                + Tables.constant(PolicyValidation.Kind.class, codeAndKind.substring(space + 1));
    }
}
