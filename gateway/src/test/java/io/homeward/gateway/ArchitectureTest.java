package io.homeward.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.homeward.testsupport.HouseRules;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final String ROOT = "io.homeward.gateway";
    private static final JavaClasses GATEWAY = HouseRules.mainClasses(ROOT);

    /** A decision waits for nobody. */
    private static final ArchRule DECISIONS_DO_NOT_TALK = noClasses()
            .that()
            .resideInAPackage("..decision..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "io.vertx..", "io.netty..");

    /** Who is at the door, and whether he may pass, is found out without knowing how doors are built. */
    private static final ArchRule ONLY_DOORS_KNOW_DOORS = noClasses()
            .that()
            .resideOutsideOfPackage("..route..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..route..");

    static List<ArchRule> rules() {
        return Stream.concat(HouseRules.of(ROOT).stream(), Stream.of(DECISIONS_DO_NOT_TALK, ONLY_DOORS_KNOW_DOORS))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_gateway_keeps(ArchRule rule) {
        rule.check(GATEWAY);
    }

    @Test
    void the_gateways_own_rules_bite() {
        JavaClasses broken = new ClassFileImporter().importPackages("io.homeward.gateway.broken");

        assertThatThrownBy(() -> DECISIONS_DO_NOT_TALK.check(broken)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> ONLY_DOORS_KNOW_DOORS.check(broken)).isInstanceOf(AssertionError.class);
    }
}
