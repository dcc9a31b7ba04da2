package io.homeward.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
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
    void what_comes_back_from_outside_opens_or_does_not() {
        byte[] sealed = vault.seal("token/tenant-a", new byte[] {1, 2, 3}).bytes();

        assertThat(vault.opened("token/tenant-a", sealed)).hasValue(new byte[] {1, 2, 3});
        assertThat(vault.opened("token/tenant-b", sealed)).isEmpty();
        assertThat(new Vault(Keysets.fresh()).opened("token/tenant-a", sealed)).isEmpty();
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(vault.opened("token/tenant-a", changed)).isEmpty();
            assertThat(vault.opened("token/tenant-a", Arrays.copyOf(sealed, i))).isEmpty();
        }
    }

    @Test
    void an_older_key_keeps_opening_what_it_sealed() throws Exception {
        AeadConfig.register();
        KeysetHandle old = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        KeysetHandle rotated = KeysetHandle.newBuilder(old)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build();
        byte[] sealed = new Vault(text(old)).seal("token", new byte[] {1}).bytes();

        assertThat(new Vault(text(rotated)).opened("token", sealed)).hasValue(new byte[] {1});
        byte[] later = new Vault(text(rotated)).seal("token", new byte[] {2}).bytes();
        assertThat(new Vault(text(old)).opened("token", later)).isEmpty();
    }

    private static String text(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    }

    @Test
    void without_a_usable_keyset_nothing_starts_and_nothing_of_it_is_said() {
        assertThatThrownBy(() -> new Vault("{\"primaryKeyId\": 1, \"key\": \"secret\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret");
    }
}
