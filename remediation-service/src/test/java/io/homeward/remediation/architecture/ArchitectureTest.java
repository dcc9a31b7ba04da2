package io.homeward.remediation.architecture;

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
    private static final String ROOT = "io.homeward.remediation";
    private static final JavaClasses SERVICE = HouseRules.mainClasses(ROOT);

    /** Can be run by itself, because it knows nothing of flows. */
    static final ArchRule OPENID_KNOWS_NO_FLOW = noClasses()
            .that()
            .resideInAPackage("..openid..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..flow..")
            .as("openid is free of arrows to flow");

    /** Hashes and seeds are made in one room; the others are handed proofs. */
    static final ArchRule ONLY_CREDENTIAL_HASHES = noClasses()
            .that()
            .resideOutsideOfPackage("..credential..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.password4j..", "com.eatthepath..", "com.webauthn4j..")
            .as("only credential hashes passwords, makes codes and checks passkeys");

    static final ArchRule ONLY_THE_VAULT_SEALS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.crypto.tink..")
            .as("only the vault seals");

    static List<ArchRule> own() {
        return List.of(OPENID_KNOWS_NO_FLOW, ONLY_CREDENTIAL_HASHES, ONLY_THE_VAULT_SEALS);
    }

    static Stream<ArchRule> rules() {
        return Stream.concat(HouseRules.of(ROOT).stream(), own().stream());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_service_keeps(ArchRule rule) {
        rule.check(SERVICE);
    }

    @Test
    void the_own_rules_bite() {
        JavaClasses broken = new ClassFileImporter()
                .importPackages(ROOT + ".architecture.broken", ROOT + ".flow", ROOT + ".credential");

        for (ArchRule rule : own()) {
            assertThatThrownBy(() -> rule.check(broken))
                    .as(rule.getDescription())
                    .isInstanceOf(AssertionError.class);
        }
    }
}
