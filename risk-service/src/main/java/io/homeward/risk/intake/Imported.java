package io.homeward.risk.intake;

import io.homeward.accessrules.PersonId;
import io.homeward.risk.signin.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What came of a file.
 *
 * @param received elements that were meant as sign-ins
 * @param imported those that were not there before
 * @param duplicates those that were
 * @param rejected those that could not be read or kept
 * @param errors why, for the first of those
 * @param detections how many were found
 * @param riskyUsers whose risk was raised
 * @param sourceAlerts sources that turned out to guess, and were not known to
 */
public record Imported(
        long received,
        long imported,
        long duplicates,
        long rejected,
        List<BadLine> errors,
        long detections,
        int riskyUsers,
        int sourceAlerts) {

    /** The first line is 1. */
    public record BadLine(long line, String reason) {}

    /** The running totals of one import. */
    static final class Tally {
        /** More would help nobody; the number of all is in {@link Imported#rejected}. */
        private static final int MOST_ERRORS = 100;

        private long good;
        private long imported;
        private long rejected;
        private long detections;
        private int alerts;
        private final Set<PersonId> raised = new HashSet<>();
        private final List<BadLine> errors = new ArrayList<>();

        void bad(Reading.Bad bad) {
            rejected++;
            if (errors.size() < MOST_ERRORS) {
                errors.add(new BadLine(bad.line(), bad.reason()));
            }
        }

        void batch(int size, Taken taken) {
            good += size;
            imported += taken.added();
            detections += taken.detections();
            alerts += taken.alerts();
            raised.addAll(taken.raised());
        }

        Imported total() {
            return new Imported(
                    good + rejected, imported, good - imported, rejected, errors, detections, raised.size(), alerts);
        }
    }
}
