package io.homeward.local.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses LAUNCHER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.homeward.local");

    private static final ArchRule FEATURES_FORM_NO_CIRCLE =
            slices().matching("io.homeward.local.(*)..").should().beFreeOfCycles();

    private static final ArchRule NOTHING_IS_CALLED_UTIL =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Dto)$");

    /** The story sees what a caller outside sees; only what starts the suite knows its database. */
    private static final ArchRule ONLY_THE_LAUNCH_KNOWS_THE_DATABASE = noClasses()
            .that()
            .resideOutsideOfPackage("io.homeward.local.launch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "io.zonky..");

    @Test
    void the_launcher_keeps_its_rules() {
        FEATURES_FORM_NO_CIRCLE.check(LAUNCHER);
        NOTHING_IS_CALLED_UTIL.check(LAUNCHER);
        ONLY_THE_LAUNCH_KNOWS_THE_DATABASE.check(LAUNCHER);
    }

    @Test
    void the_rules_bite() {
        JavaClasses broken = new ClassFileImporter().importPackages("io.homeward.local.architecture.broken");

        assertThatThrownBy(() -> NOTHING_IS_CALLED_UTIL.check(broken)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> ONLY_THE_LAUNCH_KNOWS_THE_DATABASE.check(broken))
                .isInstanceOf(AssertionError.class);
    }
}
