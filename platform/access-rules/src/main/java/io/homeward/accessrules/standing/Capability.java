package io.homeward.accessrules.standing;

import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.UserRisk;
import java.util.List;

/**
 * What a person has to prove himself with. What of it he can use <em>now</em> depends on his risk: {@link #usable}.
 * Travels in the change feed as it stands.
 *
 * @param passwordChangeable a password managed here; a federated account only with proven write-back. Whether the home tenant lets him change it by
 *     himself is asked besides: {@link #changesPassword}
 * @param temporaryPasswordPending an administrator's temporary password has not yet been replaced by its owner with MFA
 *     (H13, D9)
 * @param sessionEpoch raised with every credential replacement, revocation and disablement
 */
public record Capability(
        List<SecondFactor> factors, boolean passwordChangeable, boolean temporaryPasswordPending, long sessionEpoch) {

    /** Somebody of whom nothing is registered. */
    public static final Capability NONE = new Capability(List.of(), false, false, 0);

    public Capability {
        factors = List.copyOf(factors);
    }

    /** Whether he can replace his password by himself under these rules. */
    public boolean changesPassword(TenantRules rules) {
        return passwordChangeable && rules.selfService().passwordReset();
    }

    /** Whether any second factor is registered at all, usable or not: what the registration policy and D18 ask. */
    public boolean registered() {
        return factors.stream().anyMatch(factor -> factor.kind().countsAsSecondFactor());
    }

    /**
     * The factors that count against this risk: registered before the earliest activity of any active detection, or
     * confirmed since by a home administrator; strong enough; and phishing-resistant where a detection threatens the
     * second factor (H18).
     */
    public List<SecondFactor> usable(UserRisk risk, MfaDemand demanded) {
        var strength = against(risk, demanded);
        return factors.stream().filter(factor -> counts(factor, risk, strength)).toList();
    }

    /** Whether any does. */
    public boolean mfaRegistered(UserRisk risk, MfaDemand demanded) {
        return !usable(risk, demanded).isEmpty();
    }

    /** How strong MFA must be in order to answer a risk (H5, H8, H11), as opposed to some other demand. */
    public static MfaDemand against(UserRisk risk, MfaDemand demanded) {
        return risk.threatensSecondFactor() ? demanded.and(MfaDemand.PHISHING_RESISTANT) : demanded;
    }

    /** Whether this factor, be it still registered or used for a proof, counts now for this demand. */
    public static boolean counts(SecondFactor factor, UserRisk risk, MfaDemand demanded) {
        return precedes(factor, risk) && demanded.satisfiedBy(factor.kind(), factor.phishingResistant());
    }

    /**
     * Invariant 6: whether it is a second factor at all and was there before what the detections are evidence of. A factor
     * registered in the very instant of that activity was not.
     */
    public static boolean precedes(SecondFactor factor, UserRisk risk) {
        return factor.kind().countsAsSecondFactor()
                && (factor.confirmedByAdministrator()
                        || risk.earliestActivity()
                                .map(activity -> factor.registeredAt().isBefore(activity))
                                .orElse(true));
    }
}
