package io.homeward.remediation.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashesTest {
    private final PasswordHashes hashes = new PasswordHashes();

    @Test
    void a_password_matches_its_own_hash_and_no_other() {
        String hash = hashes.hash("three wide rivers");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hashes.matches("three wide rivers", hash)).isTrue();
        assertThat(hashes.matches("three wide rivers ", hash)).isFalse();
        assertThat(hashes.hash("three wide rivers")).isNotEqualTo(hash);
    }

    @Test
    void the_same_characters_typed_on_two_keyboards_are_the_same_password() {
        String composed = "caf\u00e9 by the river";
        String decomposed = "cafe\u0301 by the river";

        assertThat(hashes.matches(decomposed, hashes.hash(composed))).isTrue();
    }

    @Test
    void the_whole_password_counts() {
        String long1 = "r".repeat(200) + "a";
        String long2 = "r".repeat(200) + "b";

        assertThat(hashes.matches(long2, hashes.hash(long1))).isFalse();
    }
}
