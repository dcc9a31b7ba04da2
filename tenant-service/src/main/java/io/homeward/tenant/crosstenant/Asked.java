package io.homeward.tenant.crosstenant;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.ExternalAccess.MfaTrust;
import io.homeward.accessrules.policy.PolicyValidation;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes of what decisions heed, one at a time. A looser threshold than the built-in one is refused (D13). */
record Asked(ExternalAccess access) {
    private static final int LONGEST_ISSUER = 300;
    private static final int MOST_ISSUERS = 50;

    Asked threshold(RiskLevel level) {
        return new Asked(new ExternalAccess(
                        level,
                        access.mfaTrust(),
                        access.requireRemediated(),
                        access.distrustedHomes(),
                        access.trustedIssuers(),
                        access.acceptedWaivers()))
                .checked();
    }

    Asked requireRemediated(boolean required) {
        return new Asked(new ExternalAccess(
                access.threshold(),
                access.mfaTrust(),
                required,
                access.distrustedHomes(),
                access.trustedIssuers(),
                access.acceptedWaivers()));
    }

    Asked trustedIssuers(List<String> issuers) {
        return new Asked(new ExternalAccess(
                access.threshold(),
                access.mfaTrust(),
                access.requireRemediated(),
                access.distrustedHomes(),
                issuers(issuers),
                access.acceptedWaivers()));
    }

    Asked mfaByDefault(boolean accepted) {
        return with(new MfaTrust(
                accepted, access.mfaTrust().accepted(), access.mfaTrust().notAccepted()));
    }

    /** @param accepted empty where the default is to hold for this home */
    Asked mfaOf(TenantId home, Optional<Boolean> accepted) {
        var yes = new HashSet<>(access.mfaTrust().accepted());
        var no = new HashSet<>(access.mfaTrust().notAccepted());
        yes.remove(home);
        no.remove(home);
        accepted.ifPresent(one -> (one ? yes : no).add(home));
        return with(new MfaTrust(access.mfaTrust().byDefault(), yes, no));
    }

    Asked distrust(TenantId home, boolean distrusted) {
        var homes = new HashSet<>(access.distrustedHomes());
        if (distrusted) {
            homes.add(home);
        } else {
            homes.remove(home);
        }
        return new Asked(new ExternalAccess(
                access.threshold(),
                access.mfaTrust(),
                access.requireRemediated(),
                homes,
                access.trustedIssuers(),
                access.acceptedWaivers()));
    }

    private Asked with(MfaTrust trust) {
        return new Asked(new ExternalAccess(
                access.threshold(),
                trust,
                access.requireRemediated(),
                access.distrustedHomes(),
                access.trustedIssuers(),
                access.acceptedWaivers()));
    }

    /** @throws Refusal {@link Fault#INVALID} */
    Asked checked() {
        PolicyValidation.check(access).stream().findFirst().ifPresent(violation -> {
            throw new Refusal(Fault.INVALID, violation.message());
        });
        return this;
    }

    static RiskLevel level(String text) {
        return RiskLevel.ofWire(text)
                .orElseThrow(() ->
                        new Refusal(Fault.INVALID, "threshold is high, medium or low, not '%s'.".formatted(text)));
    }

    /** @throws Refusal {@link Fault#INVALID} where one is no address of a provider */
    static Set<String> issuers(List<String> issuers) {
        boolean good = issuers.size() <= MOST_ISSUERS
                && issuers.stream()
                        .allMatch(one -> one.length() <= LONGEST_ISSUER
                                && (one.startsWith("https://") || one.startsWith("http://"))
                                && one.chars().noneMatch(c -> c <= ' ' || Character.isISOControl(c)));
        if (!good) {
            throw new Refusal(
                    Fault.INVALID, "trustedIssuers are at most %d addresses of issuers.".formatted(MOST_ISSUERS));
        }
        return Set.copyOf(issuers);
    }
}
