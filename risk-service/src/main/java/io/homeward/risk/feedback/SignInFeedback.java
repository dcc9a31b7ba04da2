package io.homeward.risk.feedback;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.administrator.Act;
import io.homeward.accessrules.administrator.Actor;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.Rights;
import io.homeward.risk.habit.Attacks;
import io.homeward.risk.habit.Habits;
import io.homeward.risk.habit.Teaching;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.habit.Unlearning;
import io.homeward.risk.profile.Profiles;
import io.homeward.risk.score.Score;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.Outcome;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.signin.SignIns;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Closable;
import io.homeward.risk.standing.Evidence;
import io.homeward.risk.standing.SignInStates;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Carries out what a home administrator says about single sign-ins (section 4): about all that are named, or about none. */
@Singleton
public class SignInFeedback {
    private static final Set<String> PERMISSIONS = Set.of("IdentityRiskEvent.ReadWrite.All", "AuditLog.Read.All");
    private static final Set<Act> WITH_PERMISSIONS = Set.of(Act.DISMISS, Act.CONFIRM_COMPROMISED, Act.CONFIRM_SAFE);

    private final TenantDatabase database;
    private final Administrators administrators;
    private final SignIns signIns;
    private final SignInStates states;
    private final Standings standings;
    private final Profiles profiles;
    private final Habits habits;
    private final Unlearning unlearning;
    private final Teaching teaching;
    private final Attacks attacks;
    private final InstantSource clock;

    SignInFeedback(
            TenantDatabase database,
            Administrators administrators,
            SignIns signIns,
            SignInStates states,
            Standings standings,
            Profiles profiles,
            Habits habits,
            Unlearning unlearning,
            Teaching teaching,
            Attacks attacks,
            InstantSource clock) {
        this.database = database;
        this.administrators = administrators;
        this.signIns = signIns;
        this.states = states;
        this.standings = standings;
        this.profiles = profiles;
        this.habits = habits;
        this.unlearning = unlearning;
        this.teaching = teaching;
        this.attacks = attacks;
        this.clock = clock;
    }

    /**
     * @param act one about risk
     * @param ids of sign-ins; one that is not the tenant's is answered alike whether it is another's or nobody's
     * @throws Refusal where there is no such sign-in, it is of nobody we know, or the caller may not do it to its person
     */
    void say(Caller caller, Act act, Collection<String> ids) {
        Actor actor = Administrators.actor(caller, PERMISSIONS, WITH_PERMISSIONS);
        Administrators.requireAnyRight(act, actor);
        TenantId tenant = actor.actingIn();
        Instant now = clock.instant();
        TenantHabits known = habits.of(tenant);
        database.in(tenant, handle -> {
            List<String> named = ids.stream().distinct().sorted().toList();
            Set<PersonId> persons =
                    named.stream().map(id -> owner(find(handle, tenant, id))).collect(Collectors.toUnmodifiableSet());
            for (PersonId person : persons) {
                administrators.require(handle, act, actor, person, now);
            }
            // Profiles, sign-ins, standings: whoever takes sign-ins in locks in this order.
            profiles.lock(handle, tenant, persons);
            named.stream()
                    .flatMap(id -> signIns.lock(handle, tenant, id).map(Kept::signIn).stream())
                    .sorted(Comparator.comparing(each -> owner(each).value()))
                    .forEach(each -> carryOut(handle, known, act, each, now, Rights.id(caller)));
            return tenant;
        });
    }

    private SignIn find(Handle handle, TenantId tenant, String id) {
        // The database knows no such character, so nothing has such an id.
        Optional<SignIn> found = id.indexOf('\0') >= 0
                ? Optional.empty()
                : signIns.find(handle, tenant, id).map(Kept::signIn);
        return found.orElseThrow(() -> new Refusal(Fault.NO_SUCH_SIGN_IN));
    }

    private static PersonId owner(SignIn signIn) {
        return signIn.person()
                .orElseThrow(() -> new Refusal(
                        Fault.SIGN_IN_OF_NOBODY,
                        "The sign-in %s is of nobody in the directory.".formatted(signIn.id())));
    }

    private void carryOut(Handle handle, TenantHabits known, Act act, SignIn signIn, Instant now, String actor) {
        TenantId tenant = known.tenant();
        PersonId person = owner(signIn);
        RiskEvent event = event(act);
        Optional<SignInStates.Before> before =
                states.said(handle, tenant, person, SignIns.Key.of(signIn), event, now, actor);
        if (before.isEmpty()) {
            return;
        }
        boolean wasCompromised = before.get()
                .state()
                .filter(state -> state == RiskState.CONFIRMED_COMPROMISED)
                .isPresent();
        if (wasCompromised) {
            attacks.takenBack(handle, tenant, signIn, now);
        }
        By by = By.actor(actor, why(act, signIn));
        switch (act) {
            case DISMISS ->
                standings.close(handle, tenant, person, event, new Closable.OfSignIn(signIn.id()), now, now, by);
            case CONFIRM_SAFE -> {
                UserRisk risk = standings.close(
                        handle, tenant, person, event, new Closable.OfSignIn(signIn.id()), now, now, by);
                boolean letIn = signIn.outcome().kind() == Outcome.Kind.ACCEPTED;
                if (signIn.outcome().credentialsRight()) {
                    teaching.vouch(handle, tenant, person, signIn, now);
                }
                if (letIn && !risk.openLevel().atLeast(RiskLevel.HIGH)) {
                    teaching.teach(handle, known, person, signIn, Teaching.VOUCHED_FOR);
                }
            }
            case CONFIRM_COMPROMISED -> {
                unlearning.compromised(handle, known, person, signIn);
                teaching.vouchNoMore(handle, tenant, person, signIn, now);
                attacks.confirmed(handle, tenant, signIn, now);
                standings.raise(handle, tenant, person, event, compromised(signIn, now, actor), now, by);
            }
            case RESET_PASSWORD, SIMULATE_RISK -> throw new IllegalArgumentException(act + " is no feedback");
        }
    }

    private static RiskEvent event(Act act) {
        return switch (act) {
            case DISMISS -> RiskEvent.SIGN_IN_DISMISSED;
            case CONFIRM_SAFE -> RiskEvent.SIGN_IN_CONFIRMED_SAFE;
            case CONFIRM_COMPROMISED -> RiskEvent.SIGN_IN_CONFIRMED_COMPROMISED;
            case RESET_PASSWORD, SIMULATE_RISK -> throw new IllegalArgumentException(act + " is no feedback");
        };
    }

    private static String why(Act act, SignIn signIn) {
        String what =
                switch (act) {
                    case DISMISS -> "dismissed";
                    case CONFIRM_SAFE -> "confirmed safe";
                    case CONFIRM_COMPROMISED -> "confirmed compromised";
                    case RESET_PASSWORD, SIMULATE_RISK -> throw new IllegalArgumentException(act + " is no feedback");
                };
        return "sign-in %s %s by an administrator".formatted(signIn.id(), what);
    }

    /** Said again after it was taken back it is a detection of its own. */
    private static Evidence compromised(SignIn signIn, Instant now, String actor) {
        return new Evidence(
                DetectionType.ADMIN_CONFIRMED_SIGNIN_COMPROMISED,
                UUID.randomUUID().toString(),
                RiskLevel.HIGH,
                Evidence.Timing.OFFLINE,
                Optional.of(signIn),
                signIn.at().isBefore(now) ? signIn.at() : now,
                Map.of("by", actor),
                "An administrator confirmed that the sign-in was not the owner's",
                Score.ENGINE,
                true);
    }
}
