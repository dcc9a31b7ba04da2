package io.homeward.remediation.credential;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.standing.SecondFactor;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A registered passkey.
 *
 * @param credentialId as the authenticator named it, base64url
 * @param name what its owner calls it
 * @param model AAGUID; zeros where the authenticator does not say
 * @param synced may be copied to its owner's other devices (WebAuthn's BE); device-bound where not
 * @param backedUp was so copied when it was last used (BS)
 * @param doubted registered after what a detection found later is evidence of: counts no more (invariant 6)
 * @param cloneSuspected its counter went back: counts no more
 * @param confirmed a home administrator vouched for it
 */
public record Passkey(
        UUID methodId,
        PersonId person,
        String credentialId,
        String name,
        UUID model,
        boolean synced,
        boolean backedUp,
        String attestationFormat,
        Instant registeredAt,
        Optional<Instant> lastUsedAt,
        boolean doubted,
        boolean cloneSuspected,
        boolean confirmed) {
    public Passkey {
        requireNonNull(methodId, "methodId");
        requireNonNull(person, "person");
        requireNonNull(credentialId, "credentialId");
        requireNonNull(name, "name");
        requireNonNull(model, "model");
        requireNonNull(attestationFormat, "attestationFormat");
        requireNonNull(registeredAt, "registeredAt");
        requireNonNull(lastUsedAt, "lastUsedAt");
    }

    /** Whether it proves anything now. */
    public boolean counts() {
        return !doubted && !cloneSuspected;
    }

    /** Synced or not, it signs for one origin only, so nobody can relay it. */
    public SecondFactor factor() {
        return new SecondFactor(methodId.toString(), FactorKind.PASSKEY, registeredAt, true, confirmed);
    }
}
