package io.homeward.remediation.federation;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * With what a provider has sent the browser back (OpenID Connect Core 1.0, 3.1.2.5 and 3.1.2.6). */
public sealed interface Returned {
    /** {@code iss} (RFC 9207). */
    Optional<String> issuer();

    record Code(String code, Optional<String> issuer) implements Returned {
        public Code {
            requireNonNull(code, "code");
            requireNonNull(issuer, "issuer");
        }

        @Override
        public String toString() {
            return "Code";
        }
    }

    /** @param error the provider's word for it, for the log */
    record Declined(String error, Optional<String> issuer) implements Returned {}
}
