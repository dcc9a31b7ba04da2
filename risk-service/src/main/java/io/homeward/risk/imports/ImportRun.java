package io.homeward.risk.imports;

import java.time.Instant;
import java.util.Optional;

/**
 * A file being taken in.
 *
 * @param wanted what was asked for, as it was sent
 * @param format as it was named or recognised; empty until the file is there
 * @param header the first row of a CSV file
 * @param bytes of the file
 * @param reason why it failed; empty where it did not
 */
public record ImportRun(
        RunId id,
        RunState state,
        String wanted,
        String format,
        String header,
        int batchSize,
        long bytes,
        Progress progress,
        String reason,
        Instant createdAt,
        String createdBy,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {}
