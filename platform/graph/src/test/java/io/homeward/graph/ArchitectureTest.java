package io.homeward.graph;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.homeward.testsupport.HouseRules;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This module speaks HTTP by its nature; every other rule of the house holds here too. */
class ArchitectureTest {
    private static final String ROOT = "io.homeward.graph";
    private static final JavaClasses GRAPH = HouseRules.mainClasses(ROOT);

    static List<ArchRule> rules() {
        return HouseRules.of(ROOT).stream()
                .filter(rule -> !rule.getDescription()
                        .equals(HouseRules.onlyTheEdgeSpeaksHttp().getDescription()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_module_keeps(ArchRule rule) {
        rule.check(GRAPH);
    }
}
