package io.homeward.remediation.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.remediation.credential.PasswordRules.Use;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private final PasswordRules rules = new PasswordRules(15, 8);

    @ParameterizedTest
    @CsvSource({
        "ALONE, fourteen chars, false",
        "ALONE, fifteen  chars!, true",
        "WITH_SECOND_FACTOR, seven7!, false",
        "WITH_SECOND_FACTOR, eight 8!, true"
    })
    void length_is_what_counts(Use use, String password, boolean accepted) {
        assertThat(rules.objection(password, use, List.of()).isEmpty()).isEqualTo(accepted);
    }

    @Test
    void length_is_counted_in_characters_not_in_their_encoding() {
        assertThat(rules.objection("🦊🦉🐢🦋🐙🦔🐝", Use.WITH_SECOND_FACTOR, List.of()))
                .isPresent(); // seven
        assertThat(rules.objection("🦊🦉🐢🦋🐙🦔🐝🐳", Use.WITH_SECOND_FACTOR, List.of()))
                .isEmpty();
        assertThat(rules.objection("e\u0301".repeat(7) + "x".repeat(0), Use.WITH_SECOND_FACTOR, List.of()))
                .isPresent(); // seven once they are composed
    }

    @Test
    void very_long_ones_are_accepted_up_to_a_limit() {
        String words = "a river and a hill and ";

        assertThat(rules.objection(words.repeat(11), Use.ALONE, List.of())).isEmpty(); // 253
        assertThat(rules.objection(words.repeat(12), Use.ALONE, List.of())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password1",
                "P@ssw0rd2024!",
                "12345678",
                "qwertyuiop",
                "Iloveyou!",
                "letmein123",
                "aaaaaaaaaaaa",
                "abcabcabcabc",
                "abcdefghij",
                "87654321",
                "Welcome2026",
                "correcthorsebatterystaple",
                "residentevil",
                "Rfgecnfcerf",
                "pa$$word1"
            })
    void what_everybody_tries_first_is_not_accepted(String password) {
        assertThat(rules.objection(password, Use.WITH_SECOND_FACTOR, List.of())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mira.berg1", "Fjord-Clinic!", "fjordclinic26", "MiraBerg2026"})
    void the_names_of_person_and_tenant_do_not_make_a_password(String password) {
        assertThat(rules.objection(
                        password, Use.WITH_SECOND_FACTOR, List.of("mira.berg@fjord-clinic.example", "Fjord Clinic")))
                .isPresent();
    }

    @Test
    void a_name_within_a_good_password_does_no_harm() {
        assertThat(rules.objection("mira walks the long hill", Use.ALONE, List.of("mira.berg@fjord.example")))
                .isEmpty();
    }
}
