package io.homeward.accessrules.situations;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageTest {

    @Test
    void every_rule_has_a_situation_that_expects_it() {
        var expected = Stream.of(
                        expectations(
                                HomeSignInTableTest.FILE,
                                HomeSignInTableTest.Row.class,
                                HomeSignInTableTest.Expect.class),
                        expectations(
                                ForeignEntryTableTest.FILE,
                                ForeignEntryTableTest.Row.class,
                                ForeignEntryTableTest.Expect.class),
                        expectations(
                                AdministratorTableTest.FILE,
                                AdministratorTableTest.Row.class,
                                AdministratorTableTest.Expect.class),
                        expectations(LintTableTest.FILE, LintTableTest.Row.class, LintTableTest.Expect.class),
                        expectations(
                                SavedPolicyTableTest.FILE,
                                SavedPolicyTableTest.Row.class,
                                SavedPolicyTableTest.Expect.class))
                .flatMap(List::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)));

        assertThat(EnumSet.complementOf(expected))
                .as("rules without a situation")
                .isEmpty();
    }

    @Test
    void names_of_situations_are_not_used_twice() {
        for (var file : List.of(HomeSignInTableTest.FILE, ForeignEntryTableTest.FILE)) {
            var names = names(file);
            assertThat(names).doesNotHaveDuplicates();
        }
    }

    private static List<String> names(String file) {
        return file.equals(HomeSignInTableTest.FILE)
                ? Tables.cases(file, HomeSignInTableTest.Row.class, HomeSignInTableTest.Expect.class).stream()
                        .map(Tables.Case::name)
                        .toList()
                : Tables.cases(file, ForeignEntryTableTest.Row.class, ForeignEntryTableTest.Expect.class).stream()
                        .map(Tables.Case::name)
                        .toList();
    }

    private static <G, E extends Tables.Expectation> List<Rule> expectations(
            String file, Class<G> given, Class<E> expect) {
        return Tables.cases(file, given, expect).stream()
                .map(Tables.Case::expect)
                .map(Tables.Expectation::rules)
                .flatMap(Set::stream)
                .toList();
    }
}
