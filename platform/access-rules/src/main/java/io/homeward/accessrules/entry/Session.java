package io.homeward.accessrules.entry;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.risk.RiskLevel;
import java.time.Instant;
import java.util.Optional;

/**
 * What the token says about the session behind it.
 *
 * @param began the epochs at its first factor, never those of a refresh or a step-up
 * @param mfa home MFA passed in this session
 * @param mfaForThisEntry fresh MFA was passed at home for entering this very tenant (D16)
 * @param scored false for a session whose sign-in could not be scored and has not been since (H17)
 * @param signInRisk the level of the sign-in that began it; only this enters a resource tenant's decision
 */
public record Session(
        Epochs began,
        Optional<SessionMfa> mfa,
        boolean mfaForThisEntry,
        GrantKind grant,
        boolean scored,
        Optional<RiskLevel> signInRisk,
        TokenOf tokenOf) {
    public Session {
        requireNonNull(began, "began");
        requireNonNull(mfa, "mfa");
        requireNonNull(grant, "grant");
        requireNonNull(signInRisk, "signInRisk");
        requireNonNull(tokenOf, "tokenOf");
    }

    /** D29: MFA passed here, or by an issuer that this tenant trusts. */
    boolean mfaTrustedBy(ExternalAccess resource) {
        return mfa.filter(passed ->
                        passed.issuer().map(resource.trustedIssuers()::contains).orElse(true))
                .isPresent();
    }

    /**
     * @param at when
     * @param issuer the outside identity provider that says so; empty for MFA passed here (D29)
     */
    public record SessionMfa(Instant at, boolean phishingResistant, Optional<String> issuer) {
        public SessionMfa {
            requireNonNull(at, "at");
            requireNonNull(issuer, "issuer");
        }
    }

    /** Whom a token is about and who carries it. */
    public enum TokenOf {
        /** A person, by himself. */
        PERSON,
        /** A portal on behalf of a person: decided on the person (D21). */
        PORTAL_FOR_PERSON,
        /** A portal, and no person: no delegated access (D21). */
        PORTAL_ALONE,
        /** App-only: no delegated access (D28). */
        APPLICATION
    }
}
