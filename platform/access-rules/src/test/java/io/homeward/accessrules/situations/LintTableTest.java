package io.homeward.accessrules.situations;

import static io.homeward.accessrules.situations.Tables.all;
import static io.homeward.accessrules.situations.Tables.or;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.policy.Mentions;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.review.LintFacts;
import io.homeward.accessrules.review.Remark;
import io.homeward.accessrules.review.RulesLint;
import io.homeward.accessrules.standing.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LintTableTest {
    static final String FILE = "lint.json";

    /**
     * @param administratorFactors of the one Global Administrator, who is {@code him}; absent where nobody asks about administrators
     * @param gone whatever the policies name is not there
     */
    record Row(
            List<Given.PolicyRow> policies,
            List<Given.FactorRow> administratorFactors,
            String breakGlass,
            Boolean gone,
            Duration reportOnlyFor) {
        List<Remark> remarks() {
            var rules = TenantRules.none(Ids.HOME, "Home")
                    .withPolicies(Given.policies(policies))
                    .withLocations(Given.locations())
                    .withBreakGlass(breakGlass == null ? Set.of() : Set.of(Ids.SOMEBODY_ELSE));
            return RulesLint.remarks(
                    rules,
                    new LintFacts(
                            administratorFactors == null ? List.of() : List.of(administrator()),
                            breakGlass == null
                                    ? List.of()
                                    : List.of(Subject.member(Ids.SOMEBODY_ELSE, Set.of(), Set.of())),
                            or(gone, false) ? Mentions.NONE : Mentions.of(rules.policies()),
                            reportOnlyFor == null ? Map.of() : Map.of(Ids.policy(1), reportOnlyFor)));
        }

        private LintFacts.Administrator administrator() {
            return new LintFacts.Administrator(
                    Subject.member(Ids.HE, Set.of(Ids.HIS_GROUP), Set.of(DirectoryRole.GLOBAL_ADMINISTRATOR.id())),
                    Optional.of(new Capability(Given.factors(administratorFactors), true, false, 0)));
        }
    }

    /** @param remarks all of them, as {@code severity kind}; {@code has} and {@code hasNot} where only some are asked about */
    record Expect(List<String> remarks, List<String> has, List<String> hasNot, Rule rule)
            implements Tables.Expectation {
        @Override
        public Set<Rule> with() {
            return Set.of();
        }
    }

    @TestFactory
    Stream<DynamicTest> rules_are_looked_over() {
        return Tables.cases(FILE, Row.class, Expect.class).stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row.given(), row.expect())));
    }

    private static void check(Row given, Expect expect) {
        var remarks = given.remarks();
        var said = remarks.stream().map(LintTableTest::words).toList();
        if (expect.remarks() != null) {
            assertThat(said).containsExactlyElementsOf(expect.remarks());
        }
        assertThat(said).containsAll(all(expect.has()));
        assertThat(remarks)
                .extracting(Remark::kind)
                .isNotEmpty()
                .noneMatch(Given.constants(Remark.Kind.class, all(expect.hasNot()))::contains);
        assertThat(remarks).allSatisfy(remark -> {
            assertThat(remark.message()).doesNotContain("%s").endsWith(".");
            assertThat(remark.advice()).endsWith(".");
        });
    }

    private static String words(Remark remark) {
        var kind = remark.kind().name().toLowerCase(Locale.ROOT).split("_");
        var name = new StringBuilder(kind[0]);
        Stream.of(kind).skip(1).forEach(word -> name.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                .append(word.substring(1)));
        return remark.severity().name().toLowerCase(Locale.ROOT) + " " + name;
    }
}
