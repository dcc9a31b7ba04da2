package io.homeward.tenant.web;

import io.homeward.tenancy.CurrentCaller;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import jakarta.enterprise.context.RequestScoped;

/** Lets the present caller in where he has the right. Every method of every resource asks it first. */
@RequestScoped
public class Admission {
    private final CurrentCaller caller;

    Admission(CurrentCaller caller) {
        this.caller = caller;
    }

    /** @throws Refusal {@link io.homeward.tenant.Fault#NOT_ALLOWED} */
    public Authority to(Right right) {
        return Authority.of(caller.get()).needing(right);
    }

    /** For what holds a narrower question of its own. */
    public Authority toEither(Right one, Right other) {
        Authority authority = Authority.of(caller.get());
        return authority.may(one) ? authority : authority.needing(other);
    }

    /** For what everybody may ask about himself. */
    public Authority anybody() {
        return Authority.of(caller.get());
    }
}
