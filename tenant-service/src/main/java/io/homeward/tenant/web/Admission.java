package io.homeward.tenant.web;

import io.homeward.tenancy.CurrentCaller;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.util.Arrays;

/** Lets the present caller in where he has the right. Every method of every resource asks it first. */
@RequestScoped
public class Admission {
    private final CurrentCaller caller;
    private final Clock clock;

    Admission(CurrentCaller caller, Clock clock) {
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws Refusal {@link io.homeward.tenant.Fault#NOT_ALLOWED}, {@link io.homeward.tenant.Fault#FRESH_MFA_NEEDED} */
    public Authority to(Right right) {
        return anybody().needing(right);
    }

    /** For what holds a narrower question of its own. */
    public Authority toEither(Right one, Right other) {
        return toAny(one, other);
    }

    /** @param rights the first that he has counts; where there are none, everybody may */
    Authority toAny(Right... rights) {
        Authority authority = anybody();
        if (rights.length == 0) {
            return authority;
        }
        return authority.needing(
                Arrays.stream(rights).filter(authority::may).findFirst().orElse(rights[0]));
    }

    /** For what everybody may ask about himself. */
    public Authority anybody() {
        return Authority.of(caller.get(), clock.instant());
    }
}
