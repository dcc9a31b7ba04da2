package io.homeward.intel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one file stands.
 *
 * @param kind empty where the file's name says none
 * @param edition what is in force; empty where nothing ever was
 * @param entries blocks, ranges, or nodes of a database's tree
 * @param malformed how many lines were left out, and the first few of them
 * @param error why the file as it lies there now is not in force; empty where it is
 * @param attribution what its licence asks us to show; empty where we know of nothing
 */
public record SourceStatus(
        String name,
        Optional<SourceKind> kind,
        Optional<Edition> edition,
        long entries,
        long malformed,
        List<String> malformedExamples,
        Optional<String> error,
        Optional<Instant> readAt,
        String attribution) {
    public SourceStatus {
        malformedExamples = List.copyOf(malformedExamples);
    }

    /** Whether something of it is in force. */
    public boolean present() {
        return edition.isPresent();
    }
}
