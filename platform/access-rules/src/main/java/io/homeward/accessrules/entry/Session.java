package io.homeward.accessrules.entry;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.accessrules.risk.RiskLevel;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the token says about the session behind it.
 *
 * @param began the epochs at its first factor, never those of a refresh or a step-up
 * @param mfa home MFA passed in this session
 * @param mfaForThisEntry fresh MFA was passed at home for entering this very tenant (D16)
 * @param scored false for a session whose sign-in could not be scored and has not been since (H17)
 * @param authenticatedAt when the first factor was proven; empty where it is not known, and then it is too old for any policy that asks
 * @param signInRisk the level of the sign-in that began it; only this enters a resource tenant's decision
 */
public record Session(
        Epochs began,
        Optional<SessionMfa> mfa,
        boolean mfaForThisEntry,
        GrantKind grant,
        boolean scored,
        Optional<Instant> authenticatedAt,
        Optional<RiskLevel> signInRisk,
        TokenOf tokenOf) {
    public Session {
        requireNonNull(began, "began");
        requireNonNull(mfa, "mfa");
        requireNonNull(grant, "grant");
        requireNonNull(authenticatedAt, "authenticatedAt");
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
     * @param kind of the factor; empty where it is not known
     * @param issuer the outside identity provider that says so; empty for MFA passed here (D29)
     */
    public record SessionMfa(
            Instant at, boolean phishingResistant, Optional<FactorKind> kind, Optional<String> issuer) {
        public SessionMfa {
            requireNonNull(at, "at");
            requireNonNull(kind, "kind");
            requireNonNull(issuer, "issuer");
        }

        /**
         * MFA passed here, as a token tells it.
         *
         * @param amr RFC 8176 names more ways than there are kinds; where it could have been more than one kind, it is not known
         */
        public static SessionMfa of(Instant at, Set<String> amr) {
            var hardware = amr.contains("hwk");
            var code = amr.contains("otp");
            var message = amr.contains("sms");
            Optional<FactorKind> kind = hardware || code == message
                    ? Optional.empty()
                    : Optional.of(code ? FactorKind.TOTP : FactorKind.SMS);
            return new SessionMfa(at, hardware, kind, Optional.empty());
        }

        /** A factor of an unknown kind satisfies what every factor it could be satisfies. */
        boolean satisfies(MfaDemand demand) {
            return demand.any()
                    || kind.map(known -> demand.satisfiedBy(known, phishingResistant))
                            .orElseGet(() -> phishingResistant
                                    && demand.satisfiedBy(FactorKind.PASSKEY, true)
                                    && demand.satisfiedBy(FactorKind.SECURITY_KEY, true));
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
