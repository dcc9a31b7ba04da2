package io.homeward.accessrules.administrator;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.administrator.Permission.Denied;
import io.homeward.accessrules.administrator.Permission.Permitted;
import io.homeward.accessrules.administrator.Permission.Reason;
import java.time.Duration;
import java.time.Instant;

/**
 * Who is a home administrator for somebody: a member of his home tenant with the role for the act, not he himself, ranking
 * above him, in a session with fresh MFA. For people without delegated access elsewhere, delegated rights and app-only
 * tokens will do as well.
 */
public final class HomeAdministrator {

    /** Long enough for a morning's queue of risky people, short enough that an unattended or stolen session runs dry. */
    public static final Duration FRESH_MFA = Duration.ofMinutes(60);

    private HomeAdministrator() {}

    public static Permission may(Act act, Actor actor, Target target, Instant now) {
        if (!actor.actingIn().equals(target.home())) {
            return new Denied(Reason.FOREIGN);
        }
        return switch (actor) {
            case Actor.Person person -> mayPerson(act, person, target, now);
            case Actor.Application application -> mayApplication(act, application, target);
        };
    }

    private static Permission mayPerson(Act act, Actor.Person actor, Target target, Instant now) {
        if (actor.person().equals(target.person())) {
            return new Denied(Reason.HIMSELF);
        }
        if (target.delegatedElsewhere() && !actor.home().equals(target.home())) {
            return new Denied(Reason.NOT_A_MEMBER);
        }
        var rank = DirectoryRole.known(actor.roles()).stream()
                .filter(act.roles()::contains)
                .mapToInt(DirectoryRole::rank)
                .max();
        if (rank.isEmpty()) {
            return new Denied(Reason.ROLE);
        }
        if (!outranks(rank.getAsInt(), DirectoryRole.rankOf(target.roles()))) {
            return new Denied(Reason.RANK);
        }
        return actor.mfaAt().filter(at -> now.isBefore(at.plus(FRESH_MFA))).isPresent()
                ? new Permitted()
                : new Denied(Reason.MFA);
    }

    /** The rank of the role that allows the act counts, not of some other role. Among the highest, each may act on the other. */
    private static boolean outranks(int actor, int target) {
        return actor > target || actor == GLOBAL_ADMINISTRATOR.rank();
    }

    private static Permission mayApplication(Act act, Actor.Application actor, Target target) {
        if (target.delegatedElsewhere()) {
            return new Denied(Reason.APP_ONLY);
        }
        if (!actor.permitted().contains(act)) {
            return new Denied(Reason.ROLE);
        }
        // An application has no rank. Who resets an administrator's password can become him, and an administrator can
        // make himself an
        // application that releases him (invariant 11); to accuse him is open to all.
        if (act != Act.CONFIRM_COMPROMISED && DirectoryRole.rankOf(target.roles()) > 0) {
            return new Denied(Reason.RANK);
        }
        return new Permitted();
    }
}
