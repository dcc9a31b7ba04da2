package io.homeward.risk.intake;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.detection.Finding;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.Profiles;
import io.homeward.risk.score.Detectors;
import io.homeward.risk.score.Score;
import io.homeward.risk.signin.Kept;
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
     * @return how it ended, at a higher level where that is called for
     */
    Kept judged(Handle handle, TenantId tenant, Kept before, Ending ending, Instant now) {
        Kept after = ending.applied(before);
        Optional<PersonId> whose = after.signIn().person();
        boolean again = ending.at() == null && ending.applied(before).equals(before);
        if (whose.isEmpty() || again || !(ending.denied() || ending.approved())) {
            return after;
        }
        PersonId person = whose.get();
        History history = profiles.lock(handle, tenant, List.of(person)).getOrDefault(person, History.NONE);
        Instant at = ending.time(now);
        if (ending.denied()) {
            History denied = history.denied(at);
            if (denied.equals(history)) {
                return after;
            }
            profiles.save(handle, tenant, Map.of(person, denied));
        }
        Optional<Finding> found = ending.denied()
                ? detectors.fatigue().denied(history, at)
                : detectors.fatigue().approved(history, at);
        found.ifPresent(finding -> standings.found(
                handle,
                tenant,
                person,
                List.of(evidence(after.signIn(), finding, now)),
                now,
                By.system(finding.reason())));
        return found.map(finding -> Judgement.worsened(after, finding)).orElse(after);
    }

    /** Many tries belong to one sign-in: they are told of when they are a risk, when they are a high one, and when one was given. */
    private static Evidence evidence(SignIn signIn, Finding finding, Instant now) {
        boolean approved = Boolean.TRUE.equals(finding.evidence().get("approved"));
        return new Evidence(
                finding.type(),
                signIn.at() + " " + signIn.id() + " "
                        + (approved ? "approved" : finding.level().wireName()),
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
