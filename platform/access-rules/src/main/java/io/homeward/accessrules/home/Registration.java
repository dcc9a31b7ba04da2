package io.homeward.accessrules.home;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.policy.Effect;
import io.homeward.accessrules.policy.MfaDemand;
import java.time.Instant;

/** Whether a second factor has to be registered in this sign-in, and whether it may be (H2, H3, H4, H6, H17, D18, D27). */
enum Registration {
    /** Registered, or nobody asks, or nobody may ask now. */
    NOT_DUE,
    /** H2. */
    MAY_SKIP,
    /** H2, and it was skipped. */
    SKIPPED,
    /** H3, H4, H13. */
    DUE,
    /** H6. */
    FORBIDDEN_BY_RISK,
    /** D18: a delegated person's first factor, from a place nobody vouches for. */
    FORBIDDEN_HERE,
    /** H7: a policy of the tenant about registering a factor blocks it here, or demands what nobody without a factor can do. */
    FORBIDDEN_BY_POLICY,
    /** D27. */
    FORBIDDEN_BY_GRANT,
    /** Registered, and the tenant demands something stronger (H18). */
    TOO_WEAK;

    static Registration of(Proofs proofs, Instant now) {
        if (proofs.plainMfaDemanded() && !proofs.plainMfa() && !proofs.canPassPlainMfa()) {
            return demandedByOther(proofs);
        }
        var facts = proofs.facts();
        if (facts.capability().registered() || !facts.rules().registration().binds(facts.person())) {
            return NOT_DUE;
        }
        return graceOver(facts, now) ? forced(proofs) : invited(proofs);
    }

    /** Where a factor counts but for its strength, or none would, it is the tenant's demand that is unmet, whatever the risk. */
    private static Registration demandedByOther(Proofs proofs) {
        return proofs.holds(MfaDemand.ANY) || !proofs.plainStrength().satisfiable() ? TOO_WEAK : forced(proofs);
    }

    private static Registration forced(Proofs proofs) {
        if (proofs.unscored()) {
            return NOT_DUE;
        }
        if (atRisk(proofs)) {
            return FORBIDDEN_BY_RISK;
        }
        if (proofs.facts().grant() == GrantKind.DEVICE_CODE) {
            return FORBIDDEN_BY_GRANT;
        }
        if (!allowedByPolicy(proofs)) {
            return FORBIDDEN_BY_POLICY;
        }
        return proofs.facts().registrationGround().solid() ? DUE : FORBIDDEN_HERE;
    }

    /** Somebody without a factor has nothing but an access pass to meet a demand with. */
    private static boolean allowedByPolicy(Proofs proofs) {
        return switch (proofs.demands().registering()) {
            case Effect.Nothing nothing -> true;
            case Effect.Require require -> proofs.facts().registrationGround().accessPass();
            case Effect.Block block -> false;
        };
    }

    /** Never where it would be forbidden, and only where there is a screen. */
    private static Registration invited(Proofs proofs) {
        if (forced(proofs) != DUE || !proofs.facts().grant().interactive()) {
            return NOT_DUE;
        }
        return proofs.facts().progress().registrationSkipped() ? SKIPPED : MAY_SKIP;
    }

    private static boolean atRisk(Proofs proofs) {
        return proofs.facts().risk().risky() || proofs.facts().userRisk().open();
    }

    private static boolean graceOver(HomeSignIn facts, Instant now) {
        return clock(facts, now) instanceof RegistrationState.Forced;
    }

    /** The clock starts with the first interactive sign-in in scope, which may be this one. */
    static RegistrationState clock(HomeSignIn facts, Instant now) {
        return RegistrationState.running(facts.firstInteractiveInScope().orElse(now), now);
    }
}
