package io.homeward.accessrules.home;

import io.homeward.accessrules.Obligation;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Signing in at home. */
public final class HomeRules {

    /** 14 times 24 hours, not calendar days. */
    public static final Duration REGISTRATION_GRACE = Duration.ofDays(14);

    private HomeRules() {}

    /** The one answer to a wrong password and to an unknown name, and to anything else before the right password (H14). */
    public static HomeDecision.Blocked wrongPassword() {
        return new HomeDecision.Blocked(
                Rule.H14,
                SignInCode.WRONG_PASSWORD,
                Screen.SIGN_IN,
                Optional.empty(),
                Set.of(Obligation.COUNT_FOR_SPRAY),
                List.of());
    }

    /** To be asked after the first factor and again after every step, until nothing is unmet. */
    public static HomeDecision decide(HomeSignIn facts, Instant now) {
        return wrongPassword();
    }
}
