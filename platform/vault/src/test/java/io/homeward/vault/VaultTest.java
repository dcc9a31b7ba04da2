package io.homeward.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VaultTest {
    private final Vault vault = new Vault(Keysets.fresh());

    @Test
    void what_is_sealed_opens_with_the_same_binding_only() {
        byte[] secret = "a seed".getBytes(StandardCharsets.UTF_8);
        Sealed sealed = vault.seal("totp/tenant-a/mira", secret);

        assertThat(vault.open("totp/tenant-a/mira", sealed)).isEqualTo(secret);
        assertThatThrownBy(() -> vault.open("totp/tenant-b/mira", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open("totp/tenant-a/oda", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Vault(Keysets.fresh()).open("totp/tenant-a/mira", sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void without_a_usable_keyset_nothing_starts_and_nothing_of_it_is_said() {
        assertThatThrownBy(() -> new Vault("{\"primaryKeyId\": 1, \"key\": \"secret\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret");
    }
}
