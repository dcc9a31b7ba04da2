package io.homeward.tenant.waiver;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.administrator.Act;
import io.homeward.accessrules.administrator.Actor;
import io.homeward.accessrules.administrator.HomeAdministrator;
import io.homeward.accessrules.administrator.Permission;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Waiver;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.directory.People;
import io.homeward.tenant.directory.Person;
import io.homeward.tenant.risk.RiskService;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What home administrators do with waivers: ask for one, grant what another has asked for, take it back (D14). */
@Singleton
class GrantWaiver {
    private final TenantDatabase database;
    private final People people;
    private final RiskService risk;
    private final WaiverFeed feed;
    private final AuditTrail audit;

    GrantWaiver(TenantDatabase database, People people, RiskService risk, WaiverFeed feed, AuditTrail audit) {
        this.database = database;
        this.people = people;
        this.risk = risk;
        this.feed = feed;
        this.audit = audit;
    }

    /**
     * What the first administrator asks for.
     *
     * @param riskEpoch the risk he has seen; empty means the one that is open now
     */
    record Wanted(PersonId person, Optional<Long> riskEpoch, String reason, Instant until) {}

    /** @throws Refusal {@link Fault#PERSON_UNKNOWN}, {@link Fault#NOT_ALLOWED}, {@link Fault#INVALID}, {@link Fault#WAIVER_IMPOSSIBLE} */
    HomeWaiver ask(Authority by, Wanted wanted, Instant at) {
        TenantId home = by.tenant();
        PersonId first = administrator(by, wanted.person(), at);
        if (!wanted.until().isAfter(at) || wanted.until().isAfter(at.plus(Waiver.LONGEST))) {
            throw new Refusal(Fault.INVALID, "until lies at most 8 hours ahead.");
        }
        long riskEpoch = open(home, wanted.person(), wanted.riskEpoch());
        return database.in(home, handle -> {
            Waivers.hold(handle, wanted.person());
            Optional<Instant> previous = previousEnd(handle, home, wanted.person(), at);
            var waiver = new HomeWaiver(
                    new WaiverId(UUID.randomUUID()),
                    home,
                    wanted.person(),
                    riskEpoch,
                    wanted.reason(),
                    at,
                    wanted.until(),
                    previous,
                    first,
                    Optional.empty(),
                    Optional.empty(),
                    1);
            Waivers.insert(handle, waiver);
            record(handle, Activity.REQUEST_WAIVER, waiver);
            return waiver;
        });
    }

    /**
     * The second administrator's word; from now on it counts where a customer accepts it.
     *
     * @throws Refusal {@link Fault#WAIVER_UNKNOWN}, {@link Fault#NOT_ALLOWED}, {@link Fault#WAIVER_IMPOSSIBLE}, {@link Fault#NOT_IN_THIS_STATE}
     */
    HomeWaiver approve(Authority by, WaiverId id, Instant at) {
        TenantId home = by.tenant();
        HomeWaiver asked = database.in(home, handle -> Waivers.find(handle, home, id, false));
        PersonId second = administrator(by, asked.person(), at);
        if (second.equals(asked.askedBy())) {
            throw new Refusal(Fault.NOT_ALLOWED, "A waiver needs a second administrator.");
        }
        pending(asked, at);
        stillAnswers(home, asked, at);
        open(home, asked.person(), Optional.of(asked.riskEpoch()));
        return database.in(home, handle -> {
            Waivers.hold(handle, asked.person());
            HomeWaiver before = Waivers.find(handle, home, id, true);
            pending(before, at);
            HomeWaiver granted = before.grantedBy(second, at);
            if (!granted.rule().wellFormed()) {
                throw new Refusal(Fault.WAIVER_IMPOSSIBLE);
            }
            Waivers.update(handle, granted, null);
            feed.publish(handle, granted);
            record(handle, Activity.GRANT_WAIVER, granted);
            return granted;
        });
    }

    /** Taking it back needs nobody else; said twice it changes nothing. */
    HomeWaiver revoke(Authority by, WaiverId id, Instant at) {
        TenantId home = by.tenant();
        return database.in(home, handle -> {
            HomeWaiver before = Waivers.find(handle, home, id, true);
            if (before.revokedAt().isPresent()) {
                audit.unchanged();
                return before;
            }
            HomeWaiver revoked = before.revoked(at);
            Waivers.update(handle, revoked, person(by).id());
            if (before.granted().isPresent()) {
                feed.publish(handle, revoked);
            }
            record(handle, Activity.REVOKE_WAIVER, revoked);
            return revoked;
        });
    }

    /** A home administrator of this person (section 1), himself clear. */
    private PersonId administrator(Authority by, PersonId whom, Instant now) {
        TenantId home = by.tenant();
        Caller.Person caller = person(by);
        Person person = people.find(home, whom.toString())
                .filter(found -> !found.deleted())
                .orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
        var actor = new Actor.Person(caller.id(), caller.home(), caller.tenant(), by.roles(), caller.mfaAt());
        var target = new io.homeward.accessrules.administrator.Target(person.id(), home, person.roles(), true);
        switch (HomeAdministrator.may(Act.DISMISS, actor, target, now)) {
            case Permission.Permitted ignored -> {
                if (risk.of(home, caller.id()).open()) {
                    throw new Refusal(Fault.NOT_ALLOWED, "Whoever is at risk himself answers for nobody.");
                }
            }
            case Permission.Denied denied -> throw refused(denied.reason());
        }
        return caller.id();
    }

    /** The first as he is now: between the two words he may have been disabled, have lost his role, or be at risk himself (D14). */
    private void stillAnswers(TenantId home, HomeWaiver asked, Instant now) {
        boolean allowed = people.find(home, asked.askedBy().toString())
                .filter(first -> !first.deleted() && first.profile().accountEnabled())
                .filter(first -> first.guest().isEmpty())
                .filter(first -> people.find(home, asked.person().toString())
                        .filter(person -> outranks(home, first, person, now))
                        .isPresent())
                .isPresent();
        if (!allowed) {
            throw new Refusal(
                    Fault.WAIVER_IMPOSSIBLE,
                    "The administrator who asked for it may not answer for the person any more.");
        }
        if (risk.of(home, asked.askedBy()).open()) {
            throw new Refusal(Fault.WAIVER_IMPOSSIBLE, "The administrator who asked for it is at risk himself now.");
        }
    }

    /** His MFA was fresh when he asked; whoever signs now is the second. */
    private static boolean outranks(TenantId home, Person first, Person person, Instant now) {
        var actor = new Actor.Person(first.id(), home, home, first.roles(), Optional.of(now));
        var target = new io.homeward.accessrules.administrator.Target(person.id(), home, person.roles(), true);
        return HomeAdministrator.may(Act.DISMISS, actor, target, now) instanceof Permission.Permitted;
    }

    private static Refusal refused(Permission.Reason reason) {
        return switch (reason) {
            case RANK -> new Refusal(Fault.OUTRANKED);
            case MFA -> Authority.freshMfaNeeded();
            case HIMSELF -> new Refusal(Fault.NOT_ALLOWED, "Nobody answers for himself.");
            case FOREIGN, NOT_A_MEMBER, APP_ONLY, ROLE -> new Refusal(Fault.NOT_ALLOWED);
        };
    }

    private static Caller.Person person(Authority by) {
        if (by.caller() instanceof Caller.Person person) {
            return person;
        }
        throw new Refusal(Fault.NOT_ALLOWED, "A person answers for a person, not an application.");
    }

    /** The epoch of the open risk that can be waived. */
    private long open(TenantId home, PersonId person, Optional<Long> seen) {
        UserRisk present = risk.of(home, person);
        if (!present.open()) {
            throw new Refusal(Fault.WAIVER_IMPOSSIBLE, "The person has no open risk.");
        }
        if (seen.filter(epoch -> epoch != present.riskEpoch()).isPresent()) {
            throw new Refusal(Fault.WAIVER_IMPOSSIBLE, "The person has no open risk of this epoch.");
        }
        if (present.tokenTheft() || present.confirmedCompromise()) {
            throw new Refusal(
                    Fault.WAIVER_IMPOSSIBLE, "There is no waiver for token theft or a confirmed compromise (D14).");
        }
        return present.riskEpoch();
    }

    private static void pending(HomeWaiver waiver, Instant now) {
        HomeWaiver.Status status = waiver.status(now);
        if (status != HomeWaiver.Status.PENDING) {
            throw new Refusal(Fault.NOT_IN_THIS_STATE, "The waiver is %s already.".formatted(status.wire()));
        }
    }

    private static Optional<Instant> previousEnd(Handle handle, TenantId home, PersonId person, Instant at) {
        List<HomeWaiver> recent = Waivers.recent(handle, home, person, at.minus(Waiver.PAUSE));
        if (recent.stream().anyMatch(one -> one.status(at) == HomeWaiver.Status.PENDING)) {
            throw new Refusal(Fault.WAIVER_IMPOSSIBLE, "A waiver of this person waits to be approved.");
        }
        Optional<Instant> previous = recent.stream()
                .filter(one -> one.granted().isPresent())
                .map(HomeWaiver::end)
                .max(Comparator.naturalOrder());
        previous.filter(end -> at.isBefore(end.plus(Waiver.PAUSE))).ifPresent(end -> {
            throw new Refusal(
                    Fault.WAIVER_IMPOSSIBLE,
                    "A waiver of this person is not renewed before %s.".formatted(end.plus(Waiver.PAUSE)));
        });
        return previous;
    }

    private void record(Handle handle, Activity activity, HomeWaiver waiver) {
        audit.record(
                handle,
                waiver.home(),
                activity.on(
                        Target.of("HomeWaiver", waiver.id(), waiver.reason())
                                .changed("until", null, waiver.until())
                                .changed("riskEpoch", null, waiver.riskEpoch()),
                        Target.user(waiver.person())));
    }
}
