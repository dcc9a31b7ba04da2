package io.homeward.risk.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's risk over time.
 *
 * @param timeZone always UTC: parts begin on its hours and midnights
 * @param parts all of them, also those in which nothing happened, the oldest first
 * @param total over all parts; people at risk as at the end
 */
public record RiskStatistics(
        Instant from,
        Instant to,
        String interval,
        String timeZone,
        List<Part> parts,
        Part total,
        Budget budget,
        Histogram scores) {

    /**
     * @param signIns with the right secret
     * @param failed tries with a wrong one
     * @param levels of the sign-ins with the right secret
     * @param judged how many of them were of somebody known, and so had a score
     * @param challengedShare how many of those came out at medium or above; null where none was judged
     * @param mfa what became of second factors
     * @param blocked how many were stopped by a policy or the standing rule
     * @param detections found in this time, by kind and level; simulated ones not
     * @param peopleAtRisk at its end, by level
     */
    public record Part(
            Instant start,
            long signIns,
            long failed,
            Levels levels,
            long judged,
            @JsonInclude @Nullable Double challengedShare,
            Mfa mfa,
            long blocked,
            List<Found> detections,
            Levels peopleAtRisk) {}

    /** @param none zero of people: whoever is at none is not at risk */
    public record Levels(long none, long low, long medium, long high) {
        static final Levels ZERO = new Levels(0, 0, 0, 0);
    }

    /** @param asked how often a second factor was asked for */
    public record Mfa(long asked, long passed, long failed) {}

    public record Found(String riskEventType, String level, long count) {}

    /**
     * @param medium which share of ordinary sign-ins may be challenged, as set today
     * @param challengedShare which share was
     */
    public record Budget(
            double medium, @JsonInclude @Nullable Double challengedShare) {}

    /**
     * How accepted sign-ins of these days have scored under the model of today.
     *
     * @param least where the first bin begins
     * @param width of each bin
     */
    public record Histogram(String model, double least, double width, List<Long> counts) {}
}
