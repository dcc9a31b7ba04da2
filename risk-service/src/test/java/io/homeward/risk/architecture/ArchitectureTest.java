package io.homeward.risk.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.homeward.testsupport.HouseRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final String ROOT = "io.homeward.risk";

    /** Whatever engine comes: what judges a sign-in keeps nothing, asks nobody and knows no database. */
    static final ArchRule JUDGING_IS_PURE = noClasses()
            .that()
            .resideInAnyPackage(
                    "..risk.detection..", "..risk.score..", "..risk.familiarity..", "..risk.architecture.broken..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.jdbi..", "java.sql..", "jakarta.inject..", "io.quarkus..", "java.net..", "java.nio.file..")
            .as("what judges a sign-in is pure");

    static List<ArchRule> rules() {
        var rules = new ArrayList<>(HouseRules.of(ROOT));
        rules.add(JUDGING_IS_PURE);
        return rules;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_service_keeps(ArchRule rule) {
        rule.check(HouseRules.mainClasses(ROOT));
    }

    @Test
    void the_rule_of_this_service_bites() {
        var broken = new ClassFileImporter().importPackages(ROOT + ".architecture.broken");

        assertThatThrownBy(() -> JUDGING_IS_PURE.check(broken)).isInstanceOf(AssertionError.class);
    }
}
