package io.homeward.remediation.session;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.risk.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person has after signing in at home; every token names it.
 *
 * @param began the person's epochs at the first factor; raised since means over
 * @param authTime when the first factor was proven
 * @param mfaAt when the second factor was passed in this session
 * @param amr RFC 8176 names of what was proven
 * @param scored false where the risk service was away (H17): no foreign token and no factor change from it
 * @param signInRisk the level of its sign-in; empty where that was not scored
 * @param signInId the sign-in it came from, as the risk service knows it
 */
public record Session(
        SessionId id,
        PersonId person,
        ApplicationId client,
        Epochs began,
        Instant authTime,
        Optional<Instant> mfaAt,
        List<String> amr,
        boolean scored,
        Optional<RiskLevel> signInRisk,
        GrantKind grant,
        UUID signInId,
        Instant expiresAt) {

    /** A working day. Nothing that began earlier is worth a token; the person signs in again. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    public Session {
        requireNonNull(id, "id");
        requireNonNull(person, "person");
        requireNonNull(client, "client");
        requireNonNull(began, "began");
        requireNonNull(authTime, "authTime");
        requireNonNull(mfaAt, "mfaAt");
        amr = List.copyOf(amr);
        requireNonNull(signInRisk, "signInRisk");
        requireNonNull(grant, "grant");
        requireNonNull(signInId, "signInId");
        requireNonNull(expiresAt, "expiresAt");
    }
}
