package io.homeward.tenant.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.homeward.testsupport.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final String ROOT = "io.homeward.tenant";
    private static final JavaClasses SERVICE = HouseRules.mainClasses(ROOT);

    static List<ArchRule> rules() {
        return HouseRules.of(ROOT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_service_keeps(ArchRule rule) {
        rule.check(SERVICE);
    }

    @Test
    void the_rules_are_about_something() {
        assertThat(SERVICE.size()).isGreaterThan(70);
        assertThat(rules()).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void the_rules_bite_here_too() {
        JavaClasses broken = new ClassFileImporter().importPackages(ROOT + ".architecture.broken");

        assertThatThrownBy(() -> HouseRules.nothingIsCalledAfterItsKind().check(broken))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> HouseRules.resourcesRunOnVirtualThreads().check(broken))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> HouseRules.nobodyAsksTheMachineForTheTime().check(broken))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> SlicesRuleDefinition.slices()
                        .matching(ROOT + ".architecture.broken.(*)..")
                        .should()
                        .beFreeOfCycles()
                        .check(broken))
                .isInstanceOf(AssertionError.class);
    }
}
