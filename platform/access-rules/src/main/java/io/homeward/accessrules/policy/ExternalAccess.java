package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.Set;

/**
 * What a tenant asks of people who come in from outside, beyond its policies. It can only be stricter than the built-in
 * rule; the few things it may accept (home MFA, an issuer, a waiver) are ones the built-in rule leaves to it.
 *
 * @param threshold from which home user risk on nobody comes in; {@code NONE} would be looser than the built-in
 *     threshold (D13): refused when saved, and read as {@code HIGH} if it is there all the same
 * @param mfaTrust whose home MFA satisfies a demand of this tenant (D16)
 * @param requireRemediated a risk that was merely dismissed, or confirmed safe, does not let in (D9)
 * @param distrustedHomes homes from which nobody comes in (D24)
 * @param trustedIssuers identity providers whose MFA counts here (D29)
 * @param acceptedWaivers home waivers accepted here (D14)
 */
public record ExternalAccess(
        RiskLevel threshold,
        MfaTrust mfaTrust,
        boolean requireRemediated,
        Set<TenantId> distrustedHomes,
        Set<String> trustedIssuers,
        Set<WaiverId> acceptedWaivers) {

    /** The built-in threshold. */
    public static final RiskLevel BUILT_IN_THRESHOLD = RiskLevel.HIGH;

    /** What holds where a tenant has said nothing. */
    public static final ExternalAccess BUILT_IN =
            new ExternalAccess(BUILT_IN_THRESHOLD, MfaTrust.NONE, false, Set.of(), Set.of(), Set.of());

    public ExternalAccess {
        requireNonNull(threshold, "threshold");
        requireNonNull(mfaTrust, "mfaTrust");
        distrustedHomes = Set.copyOf(distrustedHomes);
        trustedIssuers = Set.copyOf(trustedIssuers);
        acceptedWaivers = Set.copyOf(acceptedWaivers);
    }

    /** Never looser than the built-in one, whatever is stored. */
    public RiskLevel effectiveThreshold() {
        return threshold == RiskLevel.NONE ? BUILT_IN_THRESHOLD : threshold;
    }

    /**
     * Graph: {@code inboundTrust.isMfaAccepted}, by default and per home. A home in both sets is not accepted.
     */
    public record MfaTrust(boolean byDefault, Set<TenantId> accepted, Set<TenantId> notAccepted) {
        public static final MfaTrust NONE = new MfaTrust(false, Set.of(), Set.of());
        public static final MfaTrust ALL = new MfaTrust(true, Set.of(), Set.of());

        public MfaTrust {
            accepted = Set.copyOf(accepted);
            notAccepted = Set.copyOf(notAccepted);
        }

        public boolean accepts(TenantId home) {
            return !notAccepted.contains(home) && (byDefault || accepted.contains(home));
        }
    }
}
