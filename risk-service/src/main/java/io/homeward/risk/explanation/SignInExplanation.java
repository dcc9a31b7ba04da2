package io.homeward.risk.explanation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a sign-in has its level.
 *
 * @param level as it stands with the sign-in
 * @param because why there is no score, or why it says nothing about familiarity
 * @param score what was held against the thresholds
 * @param replayed whether the same bits came out of the grounds once more; false where another model gave the score
 * @param familiarity what the person's and the tenant's habits say
 */
public record SignInExplanation(
        String signIn,
        Instant at,
        @Nullable Who person,
        String level,
        String summary,
        Basis basis,
        List<Why> because,
        @Nullable Double score,
        boolean replayed,
        @Nullable Familiarity familiarity,
        Found detectors,
        @Nullable Limits thresholds,
        Decided decidedBy,
        List<Otherwise> counterfactuals,
        List<Detection> detections,
        Rests restsOn,
        Versions versions) {

    SignInExplanation summarised(String words) {
        return new SignInExplanation(
                signIn,
                at,
                person,
                level,
                words,
                basis,
                because,
                score,
                replayed,
                familiarity,
                detectors,
                thresholds,
                decidedBy,
                counterfactuals,
                detections,
                restsOn,
                versions);
    }

    public enum Basis {
        @JsonProperty("scored")
        SCORED,
        /** Statistics had to be silent: the level is what detectors found. */
        @JsonProperty("insufficientData")
        INSUFFICIENT_DATA,
        /** There is no score. */
        @JsonProperty("notScored")
        NOT_SCORED
    }

    public enum Why {
        @JsonProperty("learning")
        LEARNING("Too little is known of this person yet for habits to count."),
        @JsonProperty("networkUnknown")
        NETWORK_UNKNOWN(
                "Neither the country nor the network of the address could be told, so that habits do not count."),
        @JsonProperty("wrongSecret")
        WRONG_SECRET("Whoever tried did not have the right password, so that nobody's risk rises by it."),
        @JsonProperty("nobodyKnown")
        NOBODY_KNOWN("Nobody of this name is in the directory, so that there are no habits to hold it against."),
        @JsonProperty("sessionUsed")
        SESSION_USED(
                "Nobody signed in: a session that had been issued before was used, and that is held against how it was issued."),
        @JsonProperty("notKept")
        NOT_KEPT("It was taken in before scores were kept with what they rest on.");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Which rule gave the level. */
    public enum Rule {
        @JsonProperty("threshold")
        THRESHOLD,
        /** A detector's. */
        @JsonProperty("floor")
        FLOOR,
        @JsonProperty("cap")
        CAP,
        /** An administrator confirmed a similar sign-in safe. */
        @JsonProperty("vouchedFor")
        VOUCHED_FOR,
        @JsonProperty("foundAfterwards")
        FOUND_AFTERWARDS,
        /** None: it is no risk. */
        @JsonProperty("nothing")
        NOTHING
    }

    public record Who(UUID id, String name) {}

    /**
     * @param sum of the contributions, in their order
     * @param counts false of insufficient data: shown, and not part of the score
     * @param attacker which kind of stranger explains it best
     */
    public record Familiarity(
            double sum, boolean counts, String attacker, String attackerWords, List<Contributed> contributions) {}

    /**
     * @param standing of the value to the person's past: {@code known}, {@code new}, {@code withinNew}, {@code notRecorded}, {@code notEvaluable},
     *     {@code vouchedFor}
     * @param contribution positive speaks against the owner
     * @param share of the person's earlier sign-ins that had it
     * @param usual its share in the tenant
     */
    public record Contributed(
            String chain,
            String feature,
            String standing,
            double contribution,
            @Nullable Double share,
            @Nullable Double usual,
            String words) {}

    /**
     * @param sum what findings add to the score: of the groups, in their order
     * @param floors levels below which the sign-in cannot come out
     * @param afterwards what was found when the score had been given
     */
    public record Found(double sum, List<Group> groups, List<Floor> floors, List<Floor> afterwards) {}

    /** Of one group the strongest finding counts whole and the others a quarter, as they tell of one thing. */
    public record Group(String group, double contribution, List<Weight> findings) {}

    public record Weight(String type, double weight) {}

    public record Floor(String type, String level) {}

    /**
     * @param signIns how many of the tenant's sign-ins they were drawn from, older ones counting less
     * @param budgets which share of ordinary sign-ins may reach each level, as set today
     */
    public record Limits(double low, double medium, double high, double signIns, Budget budgets) {}

    public record Budget(double low, double medium, double high) {}

    /**
     * @param threshold that was passed, or not reached
     * @param detector whose floor it is
     */
    public record Decided(
            Rule rule, @Nullable Double threshold, @Nullable String detector, String words) {}

    /**
     * @param without {@code network}, {@code device}, {@code time}, {@code use}, a kind of detection, {@code detectors}, or with which thresholds
     *     ({@code thresholdsOfToday}, {@code thresholdsAsShipped})
     * @param level what it would have been
     */
    public record Otherwise(String without, String level, double score, String words) {}

    public record Detection(
            UUID id,
            String riskEventType,
            String level,
            String state,
            String timing,
            String reason,
            boolean simulated) {}

    /**
     * @param place and {@code network} as they were known when the sign-in was taken in
     * @param lists the lists the address was on
     * @param sources every file it rests on
     */
    public record Rests(
            @Nullable String place,
            String placedBy,
            boolean placeData,
            @Nullable String network,
            boolean networkData,
            boolean trustedPlace,
            List<Listed> lists,
            List<Source> sources) {}

    public record Listed(String list, String entry, Source source) {}

    /** @param ageDays when the sign-in was made */
    public record Source(String name, String version, Instant builtAt, long ageDays) {}

    /**
     * @param profile of the person's profile it was held against
     * @param population of the tenant's counts: when they had last changed
     */
    public record Versions(
            String engine,
            @Nullable String model,
            @Nullable Integer profile,
            @Nullable Instant population) {}
}
