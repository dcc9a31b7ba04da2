package io.homeward.risk.imports;

/**
 * How far a run has come, as of the last batch that was committed.
 *
 * @param rows elements that were meant as sign-ins
 * @param bytes of the file as it was sent; read ahead a little
 * @param kept sign-ins that were not there before
 * @param duplicates those that were, or that the file holds twice
 * @param malformed rows that could not be read or kept
 * @param malformedKept how many of those were kept aside
 * @param sourceAlerts sources that turned out to guess
 * @param workedMillis time spent on them
 */
public record Progress(
        int batches,
        long rows,
        long bytes,
        long kept,
        long duplicates,
        long malformed,
        int malformedKept,
        long detections,
        long sourceAlerts,
        long workedMillis) {
    static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final long MILLIS = 1_000;

    /** Rows a second, while it was worked on. */
    long throughput() {
        return workedMillis == 0 ? 0 : rows * MILLIS / workedMillis;
    }
}
