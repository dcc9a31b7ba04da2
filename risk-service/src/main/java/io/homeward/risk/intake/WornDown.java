package io.homeward.risk.intake;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.detection.Finding;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.Profiles;
import io.homeward.risk.score.Detectors;
import io.homeward.risk.score.Score;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.Outcome;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Evidence;
import io.homeward.risk.standing.Standings;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * {@code mfaFatigue} in how our own sign-ins end: a second factor that was not given is remembered, and one that was given after several were not is
 * held against the sign-in and its person. The end of one sign-in told once more changes nothing.
 */
@Singleton
class WornDown {
    /** Asked for a second factor, which then failed. */
    private static final int SECOND_FACTOR_WANTED = 50074;

    private final Profiles profiles;
    private final Standings standings;
    private final Detectors detectors;

    WornDown(Profiles profiles, Standings standings, Detectors detectors) {
        this.profiles = profiles;
        this.standings = standings;
        this.detectors = detectors;
    }

    /**
     * @param before locked by the caller
     * @param after how it ended
     * @return {@code after}, at a higher level where that is called for
     */
    Kept judged(Handle handle, TenantId tenant, Kept before, Kept after, Instant now) {
        boolean denied = denied(after) && !denied(before);
        boolean approved = approved(after) && !approved(before);
        Optional<PersonId> whose = after.signIn().person();
        if (whose.isEmpty() || !(denied || approved)) {
            return after;
        }
        PersonId person = whose.get();
        History history = profiles.lock(handle, tenant, List.of(person)).getOrDefault(person, History.NONE);
        Optional<Finding> found = denied
                ? detectors.fatigue().denied(history, now)
                : detectors.fatigue().approved(history, now);
        if (denied) {
            profiles.save(handle, tenant, Map.of(person, history.denied(now)));
        }
        return found.map(finding -> {
                    standings.found(
                            handle,
                            tenant,
                            person,
                            List.of(evidence(after.signIn(), finding, denied, now)),
                            now,
                            By.system(finding.reason()));
                    return Judgement.worsened(after, finding);
                })
                .orElse(after);
    }

    private static boolean denied(Kept kept) {
        Outcome outcome = kept.signIn().outcome();
        return outcome.secondFactorDenied()
                || (outcome.errorCode() == SECOND_FACTOR_WANTED
                        && kept.mfa().filter(Kept.Mfa.FAILED::equals).isPresent());
    }

    private static boolean approved(Kept kept) {
        return kept.signIn().outcome().kind() == Outcome.Kind.ACCEPTED
                && kept.mfa().filter(Kept.Mfa.PASSED::equals).isPresent();
    }

    /** Denials and the approval of one sign-in are two things. */
    private static Evidence evidence(SignIn signIn, Finding finding, boolean denied, Instant now) {
        return new Evidence(
                finding.type(),
                signIn.at() + " " + signIn.id() + (denied ? "" : " approved"),
                finding.level(),
                Evidence.Timing.REALTIME,
                Optional.of(signIn),
                signIn.at().isBefore(now) ? signIn.at() : now,
                finding.evidence(),
                finding.reason(),
                Score.ENGINE,
                true);
    }
}
