package io.homeward.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals and opens secrets with an authenticated cipher (Google Tink AEAD). Its key comes from outside, as {@code homeward.keyset} or in the file
 * {@code homeward.keyset-file}; a service without a key does not start. To rotate, add a key to the keyset and make it
 * primary; the older ones keep opening what they sealed. A key seals up to 2^32 things before chance weakens it: where tokens of listings
 * are sealed too, add one every year.
 */
@Singleton
@Startup
public class Vault {
    private final Aead cipher;

    @Inject
    Vault(
            @ConfigProperty(name = "homeward.keyset") Optional<String> keyset,
            @ConfigProperty(name = "homeward.keyset-file") Optional<Path> keysetFile) {
        this(keyset.orElseGet(() -> read(keysetFile)));
    }

    /** @param keyset a Tink AEAD keyset as JSON */
    public Vault(String keyset) {
        try {
            AeadConfig.register();
            KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
            cipher = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            // The cause may quote the keyset, so it is left out.
            throw new IllegalStateException("homeward.keyset is no usable Tink AEAD keyset");
        }
    }

    /** @param binding what the secret is and whose; without the same text it does not open again */
    public Sealed seal(String binding, byte[] secret) {
        try {
            return Sealed.of(cipher.encrypt(secret, binding.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The secret could not be sealed", e);
        }
    }

    /** @throws IllegalStateException where it was sealed with another binding or key, or was changed */
    public byte[] open(String binding, Sealed sealed) {
        try {
            return cipher.decrypt(sealed.bytes(), binding.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A sealed secret did not open: another key, another owner, or changed", e);
        }
    }

    /** What came back from outside: empty where it was sealed with another binding or key, was changed or cut short. */
    public Optional<byte[]> opened(String binding, byte[] sealed) {
        try {
            return Optional.of(cipher.decrypt(sealed, binding.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static String read(Optional<Path> file) {
        try {
            return Files.readString(file.orElseThrow(
                    () -> new IllegalStateException("homeward.keyset or homeward.keyset-file is needed")));
        } catch (IOException e) {
            throw new UncheckedIOException("homeward.keyset-file cannot be read", e);
        }
    }
}
