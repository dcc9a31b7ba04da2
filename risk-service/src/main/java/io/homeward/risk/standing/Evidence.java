package io.homeward.risk.standing;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.signin.SignIn;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something found about a person.
 *
 * @param about what it is about; the same kind of evidence about the same thing is found once
 * @param signIn the sign-in it was found in; empty for evidence about the account
 * @param activity when what it tells of began: the time of the person's own sign-in, never later than now
 * @param counts false for what is found in old data: kept, and no risk to the person
 * @param simulated true for what an administrator raised to see what happens: it counts as a real one does, and is shown for what it is
 */
public record Evidence(
        DetectionType type,
        String about,
        RiskLevel level,
        Timing timing,
        Optional<SignIn> signIn,
        Instant activity,
        Map<String, Object> evidence,
        String reason,
        String engine,
        boolean counts,
        boolean simulated) {

    /** A real one. */
    public Evidence(
            DetectionType type,
            String about,
            RiskLevel level,
            Timing timing,
            Optional<SignIn> signIn,
            Instant activity,
            Map<String, Object> evidence,
            String reason,
            String engine,
            boolean counts) {
        this(type, about, level, timing, signIn, activity, evidence, reason, engine, counts, false);
    }

    /** Whether it was there for the decision about its sign-in. Graph: {@code detectionTimingType}. */
    public enum Timing {
        REALTIME("realtime"),
        OFFLINE("offline"),
        NOT_DEFINED("notDefined");

        private final String wireName;

        Timing(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
