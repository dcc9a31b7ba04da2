package io.homeward.risk.explanation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a person has the level he has, and what would release him.
 *
 * @param since since when the open risk is open, or the closed one closed
 * @param sum of what the active detections count, in their order
 */
public record PersonExplanation(
        UUID person,
        @Nullable String name,
        String level,
        String state,
        String detail,
        Status status,
        @Nullable Instant since,
        String summary,
        double sum,
        Levels levels,
        Decided decidedBy,
        List<Active> detections,
        @Nullable Release release,
        List<Event> history) {

    public enum Status {
        /** Never at risk. */
        @JsonProperty("clear")
        CLEAR,
        @JsonProperty("open")
        OPEN,
        @JsonProperty("closed")
        CLOSED
    }

    /** What gave the level. */
    public enum Decided {
        @JsonProperty("administrator")
        ADMINISTRATOR("An administrator has confirmed it, which is high whatever else there is."),
        @JsonProperty("severest")
        SEVEREST("The severest of what was found decides the level."),
        @JsonProperty("sum")
        SUM("Together they are more than each alone."),
        @JsonProperty("onset")
        ONSET("The level is that of the time when it began; an open risk does not sink by itself."),
        @JsonProperty("nothing")
        NOTHING("");

        private final String words;

        Decided(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** From which sum on a person is at medium or high, if no single detection makes him so. */
    public record Levels(double medium, double high) {}

    /**
     * A detection that counts.
     *
     * @param weight by its severity, and its age if it is low
     * @param repeated one of the same kind within a day counts whole, the others a quarter
     * @param counts what it adds to the sum
     * @param withoutIt the level without it
     * @param reason null where it is not kept any more
     */
    public record Active(
            UUID id,
            String riskEventType,
            String level,
            Instant activityDateTime,
            double weight,
            boolean repeated,
            double counts,
            String withoutIt,
            @Nullable String signIn,
            @Nullable String reason,
            boolean simulated) {}

    /**
     * @param route {@code mfa}, {@code passwordChange}, {@code mfaAndPasswordChange}, {@code administrator}, {@code blocked}: the best that the
     *     home's rules leave somebody who has all it takes
     * @param rule of the law that says so
     * @param closes the detections it would close
     */
    public record Release(String route, String rule, List<UUID> closes, String words) {}

    /** @param by who; null for the system */
    public record Event(
            Instant at,
            String level,
            String state,
            String detail,
            List<String> riskEventTypes,
            @Nullable String by,
            String why) {}
}
