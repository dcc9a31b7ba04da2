package io.homeward.testsupport;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.homeward.testsupport.broken.SampleUtils;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {
    private static final String BROKEN = "io.homeward.testsupport.broken";
    private static final JavaClasses ON_PURPOSE = new ClassFileImporter().importPackages(BROKEN);

    private static final JavaClasses SAMPLE = new ClassFileImporter().importPackages("io.homeward.testsupport.sample");
    private static final JavaClasses TENANCY = new ClassFileImporter().importPackages("io.homeward.tenancy");

    static List<ArchRule> rules() {
        return HouseRules.of(BROKEN);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void every_rule_bites(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(ON_PURPOSE)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void no_rule_bites_who_keeps_it(ArchRule rule) {
        assertThatCode(() -> rule.check(SAMPLE)).doesNotThrowAnyException();
    }

    @Test
    void the_bean_that_produces_the_clock_may_ask_the_machine() {
        assertThatCode(() -> HouseRules.nobodyAsksTheMachineForTheTime(SampleUtils.class.getName())
                        .check(ON_PURPOSE))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("rulesOfTenancy")
    void tenancy_keeps_them_except_that_it_opens_the_database(ArchRule rule) {
        rule.check(TENANCY);
    }

    static List<ArchRule> rulesOfTenancy() {
        return HouseRules.of("io.homeward.tenancy", "io.homeward.tenancy.WallClock").stream()
                .filter(rule -> !rule.getDescription()
                        .equals(HouseRules.nobodyOpensTheDatabase().getDescription()))
                .toList();
    }
}
