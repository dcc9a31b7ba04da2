package io.homeward.risk.habit;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.familiarity.Lesson;
import io.homeward.risk.familiarity.Profile;
import io.homeward.risk.profile.ColleagueNetworks;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.Profiles;
import io.homeward.risk.profile.Vouched;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.signin.SignIns;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** Teaches a person's profile, and the tenant's counts, one sign-in that is kept already. */
@Singleton
public class Teaching {
    /** A sign-in that ended well. */
    public static final double WHOLE = 1;

    /** One that was risky, in which a second factor was passed, a day later. */
    public static final double AFTER_QUARANTINE = .5;

    /** One that an administrator vouched for. */
    public static final double VOUCHED_FOR = 2;

    /** For so long sign-ins like one that an administrator vouched for are not flagged: by then the profile knows them, or they are history. */
    private static final Duration SUPPRESSED = Duration.ofDays(30);

    private final Profiles profiles;
    private final Scores scores;
    private final Learnt learnt;
    private final ColleagueNetworks networks;

    Teaching(Profiles profiles, Scores scores, Learnt learnt, ColleagueNetworks networks) {
        this.profiles = profiles;
        this.scores = scores;
        this.learnt = learnt;
        this.networks = networks;
    }

    /**
     * In a transaction that holds the locks of the person's profile and of the sign-in, taken in this order, before the person's standing is locked. What was learned from it at least so strongly stays as
     * it is; what was learned more weakly is replaced.
     */
    public void teach(Handle handle, TenantHabits habits, PersonId person, SignIn signIn, double weight) {
        TenantId tenant = habits.tenant();
        SignIns.Key key = SignIns.Key.of(signIn);
        History history = profiles.lock(handle, tenant, List.of(person)).getOrDefault(person, History.NONE);
        Optional<Lesson> before = scores.lesson(handle, tenant, key);
        if (before.filter(each -> each.weight() >= weight).isPresent()) {
            return;
        }
        Profile left =
                before.map(each -> habits.without(history.habits(), each)).orElse(history.habits());
        Lesson lesson = left.lesson(habits.features(signIn), weight, habits.model());
        Profile taught = left.with(lesson, habits.model());
        profiles.save(
                handle,
                tenant,
                Map.of(person, before.isPresent() ? history.unlearned(taught) : history.with(signIn, taught)));
        scores.learned(handle, tenant, key, lesson);
        handle.afterCommit(() -> {
            before.ifPresent(each -> learnt.takeBack(tenant, each));
            learnt.add(tenant, lesson);
            networks.learned(tenant, List.of(signIn));
        });
    }

    /** Sign-ins of the person that are like this one are not flagged for thirty days. Before the person's standing is locked. */
    public void vouch(Handle handle, TenantId tenant, PersonId person, SignIn signIn, Instant now) {
        Vouched.of(signIn, now.plus(SUPPRESSED))
                .ifPresent(like -> change(handle, tenant, person, history -> history.vouchedFor(like)));
    }

    /** Sign-ins like this one are flagged again. */
    public void vouchNoMore(Handle handle, TenantId tenant, PersonId person, SignIn signIn, Instant now) {
        Vouched.of(signIn, now)
                .ifPresent(like -> change(handle, tenant, person, history -> history.notVouchedFor(like)));
    }

    /** All of the person's are. */
    public void vouchNoMore(Handle handle, TenantId tenant, PersonId person) {
        change(handle, tenant, person, History::vouchedForNoMore);
    }

    private void change(Handle handle, TenantId tenant, PersonId person, UnaryOperator<History> to) {
        History before = profiles.lock(handle, tenant, List.of(person)).getOrDefault(person, History.NONE);
        History after = to.apply(before);
        if (!after.equals(before)) {
            profiles.save(handle, tenant, Map.of(person, after));
        }
    }
}
