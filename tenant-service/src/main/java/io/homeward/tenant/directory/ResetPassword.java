package io.homeward.tenant.directory;

import io.homeward.accessrules.administrator.Act;
import io.homeward.accessrules.administrator.Actor;
import io.homeward.accessrules.administrator.HomeAdministrator;
import io.homeward.accessrules.administrator.Permission;
import io.homeward.accessrules.administrator.Target;
import io.homeward.tenancy.Caller;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import java.time.Instant;
import java.util.Set;

/** Whoever resets a password can become that person, so the home administrator's rules hold here too (D10, H13). */
public final class ResetPassword {
    private ResetPassword() {}

    /**
     * @throws Refusal {@link Fault#NOT_ALLOWED}, {@link Fault#OUTRANKED}, {@link Fault#FRESH_MFA_NEEDED}; {@link Fault#INVALID} for an invited
     *     guest, who has nothing here to sign in with (D11)
     */
    public static void may(Authority by, Person person, Instant now) {
        var target = new Target(person.id(), person.tenant(), person.roles(), person.delegates());
        switch (HomeAdministrator.may(Act.RESET_PASSWORD, actor(by), target, now)) {
            case Permission.Permitted ignored -> by.needing(Right.RESET_PASSWORDS);
            case Permission.Denied denied -> throw refused(denied.reason());
        }
        if (person.guest().isPresent()) {
            throw new Refusal(Fault.INVALID, "A guest signs in at home.");
        }
    }

    private static Refusal refused(Permission.Reason reason) {
        return switch (reason) {
            case RANK -> new Refusal(Fault.OUTRANKED);
            case MFA -> Authority.freshMfaNeeded();
            case FOREIGN, HIMSELF, NOT_A_MEMBER, APP_ONLY, ROLE -> new Refusal(Fault.NOT_ALLOWED);
        };
    }

    private static Actor actor(Authority by) {
        return switch (by.caller()) {
            case Caller.Person person ->
                new Actor.Person(person.id(), person.home(), person.tenant(), by.roles(), person.mfaAt());
            case Caller.Application ignored ->
                new Actor.Application(
                        by.tenant(), by.may(Right.RESET_PASSWORDS) ? Set.of(Act.RESET_PASSWORD) : Set.of());
            case Caller.Service ignored -> throw new Refusal(Fault.NOT_ALLOWED);
            case Caller.Anonymous ignored -> throw new Refusal(Fault.NOT_ALLOWED);
        };
    }
}
