package io.homeward.risk.imports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is shown.
 *
 * @param bytesRead as of the last batch that was committed, like the counts
 * @param malformedKept how many malformed rows can be fetched
 * @param rowsPerSecond while it was worked on
 */
public record ShownRun(
        UUID id,
        String state,
        @Nullable String format,
        Instant createdDateTime,
        String createdBy,
        @Nullable Instant startedDateTime,
        @Nullable Instant endedDateTime,
        long bytes,
        long bytesRead,
        long rowsRead,
        long kept,
        long duplicates,
        long malformed,
        long malformedKept,
        long detections,
        long sourceAlerts,
        long rowsPerSecond,
        @Nullable String reason) {

    static ShownRun of(ImportRun run) {
        Progress progress = run.progress();
        return new ShownRun(
                run.id().value(),
                run.state().wireName(),
                said(run.format()),
                run.createdAt(),
                run.createdBy(),
                run.startedAt().orElse(null),
                run.endedAt().orElse(null),
                run.bytes(),
                progress.bytes(),
                progress.rows(),
                progress.kept(),
                progress.duplicates(),
                progress.malformed(),
                progress.malformedKept(),
                progress.detections(),
                progress.sourceAlerts(),
                progress.throughput(),
                said(run.reason()));
    }

    private static @Nullable String said(String text) {
        return text.isEmpty() ? null : text;
    }
}
