package io.homeward.gateway.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file of lines that is sent as one.
 *
 * @param number the order in which they were begun
 * @param begun when
 */
record Segment(long number, Lane lane, Path file, long bytes, Instant begun) {
    private static final int DIGITS = 16;

    static Path file(Path folder, long number, Lane lane) {
        return folder.resolve(("%0" + DIGITS + "d%s").formatted(number, lane.suffix()));
    }

    /** One that an earlier run left; empty where the file is none. */
    static Optional<Segment> left(Path file) throws IOException {
        String name = file.getFileName().toString();
        for (Lane lane : Lane.values()) {
            if (name.matches("\\d{" + DIGITS + "}" + lane.suffix())) {
                return Optional.of(new Segment(
                        Long.parseLong(name.substring(0, DIGITS)),
                        lane,
                        file,
                        Files.size(file),
                        Files.getLastModifiedTime(file).toInstant()));
            }
        }
        return Optional.empty();
    }

    Segment grown(long more) {
        return new Segment(number, lane, file, bytes + more, begun);
    }

    /** A last line that was not finished, because the process was ended while writing it, is none. */
    List<String> lines() throws IOException {
        String text = new String(Files.readAllBytes(file), UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
