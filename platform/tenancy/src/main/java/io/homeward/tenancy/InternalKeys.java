package io.homeward.tenancy;

import jakarta.inject.Singleton;
import javax.crypto.SecretKey;
import org.eclipse.microprofile.config.Config;

/**
 * The keys of the suite's services, as configured: {@code homeward.internal-keys.<service>}, texts of at least
 * {@link InternalToken#KEY_BYTES} bytes. A service is given its own key and those of the services it calls, no others.
 */
@Singleton
public class InternalKeys {
    private final Config config;

    InternalKeys(Config config) {
        this.config = config;
    }

    /**
     * The key of tokens that are made <em>for</em> this service.
     *
     * @throws IllegalStateException where it is not configured, or too short; the message never shows the key
     */
    public SecretKey of(String service) {
        // Asked for by its full name, because an environment variable cannot be listed as a map with dashes in its
        // keys.
        String name = "homeward.internal-keys." + service;
        String text = config.getOptionalValue(name, String.class)
                .orElseThrow(() -> new IllegalStateException(name + " is not configured"));
        try {
            return InternalToken.key(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(name + " is unusable: " + e.getMessage(), e);
        }
    }
}
