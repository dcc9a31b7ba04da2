package io.homeward.accessrules.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final String BROKEN = "io.homeward.accessrules.architecture.broken";

    private static final ArchRule NOTHING_BUT_THE_JDK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.homeward.accessrules..", "java..", "org.jspecify.annotations");

    private static final ArchRule NO_INPUT_AND_NO_OUTPUT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net..",
                    "java.sql..",
                    "java.util.concurrent..");

    private static final ArchRule NO_CLOCK = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID");

    private static final ArchRule PACKAGES_FORM_NO_CIRCLE =
            slices().matching("io.homeward.accessrules.(*)..").should().beFreeOfCycles();

    private static final ArchRule NOTHING_IS_CALLED_UTIL =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Dto)$");

    private static final JavaClasses RULES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.homeward.accessrules");

    static Stream<ArchRule> rules() {
        return Stream.of(
                NOTHING_BUT_THE_JDK, NO_INPUT_AND_NO_OUTPUT, NO_CLOCK, PACKAGES_FORM_NO_CIRCLE, NOTHING_IS_CALLED_UTIL);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_rules_keep(ArchRule rule) {
        rule.check(RULES);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void each_bites_on_what_is_broken_on_purpose(ArchRule rule) {
        var broken = new ClassFileImporter().importPackages(BROKEN);
        var bites = rule == PACKAGES_FORM_NO_CIRCLE
                ? slices().matching(BROKEN + ".(*)..").should().beFreeOfCycles()
                : rule;

        assertThatThrownBy(() -> bites.check(broken)).isInstanceOf(AssertionError.class);
    }

    @Test
    void the_root_package_is_at_the_bottom() {
        noClasses()
                .that()
                .resideInAPackage("io.homeward.accessrules")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.homeward.accessrules.*..")
                .check(RULES);
    }
}
