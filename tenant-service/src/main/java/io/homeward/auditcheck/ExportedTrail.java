package io.homeward.auditcheck;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks an exported file, line by line. */
final class ExportedTrail {
    private static final Pattern HEAD = Pattern.compile(
            "\\{\"trail\":1,\"tenant\":\"([0-9a-f-]{36})\",\"after\":([0-9]{1,18}),\"hash\":\"([0-9a-f]{64})\"}");
    private static final Pattern ENTRY =
            Pattern.compile("\\{\"number\":([0-9]{1,18}),\"hash\":\"([0-9a-f]{64})\",\"entry\":");
    private static final Pattern END = Pattern.compile("\\{\"end\":([0-9]{1,18}),\"hash\":\"([0-9a-f]{64})\"}");

    private final Optional<SealKey> key;
    private final List<SignedCheckpoint> kept;

    ExportedTrail(Optional<SealKey> key, List<SignedCheckpoint> kept) {
        this.key = key;
        this.kept = kept;
    }

    /** The checkpoints of a file, whatever else is in it. */
    static List<SignedCheckpoint> checkpoints(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.flatMap(line -> SignedCheckpoint.of(line).stream()).toList();
        }
    }

    /**
     * @return a sentence about an unbroken trail
     * @throws Broken where it is not
     */
    String check(Path file) throws IOException {
        List<SignedCheckpoint> own = readable(file);
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Trail trail = begin(lines.readLine());
            Map<Long, String> wanted = new HashMap<>();
            own.forEach(one -> wanted.put(one.checkpoint().number(), ""));
            wanted.replaceAll((number, hash) ->
                    number == trail.chain().number() ? trail.chain().hash() : "");
            String last = entries(lines, trail, wanted);
            wanted.values().removeIf(String::isEmpty);
            trail.check(own, wanted);
            end(trail, last, lines);
            return trail.report();
        }
    }

    private static List<SignedCheckpoint> readable(Path file) throws IOException {
        try {
            return checkpoints(file);
        } catch (java.io.UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new Broken(0, "the file is not UTF-8");
            }
            throw e.getCause();
        }
    }

    private Trail begin(@Nullable String line) {
        Matcher head = HEAD.matcher(line == null ? "" : line);
        if (!head.matches()) {
            throw new Broken(0, "the first line is not that of an exported trail");
        }
        UUID tenant = UUID.fromString(head.group(1));
        return new Trail(new Chain(tenant, Long.parseLong(head.group(2)), head.group(3)), key, kept);
    }

    /** @return the line after the last entry and checkpoint */
    private static String entries(BufferedReader lines, Trail trail, Map<Long, String> wanted) throws IOException {
        String line;
        while ((line = lines.readLine()) != null) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.lookingAt() && line.endsWith("}")) {
                String text = line.substring(entry.end(), line.length() - 1);
                trail.follow(Long.parseLong(entry.group(1)), entry.group(2), text);
                wanted.computeIfPresent(
                        trail.chain().number(), (number, hash) -> trail.chain().hash());
            } else if (SignedCheckpoint.of(line).isEmpty()) {
                return line;
            }
        }
        return "";
    }

    private void end(Trail trail, String line, BufferedReader rest) throws IOException {
        Matcher end = END.matcher(line);
        if (!end.matches()) {
            throw new Broken(
                    trail.chain().number() + 1,
                    line.isEmpty()
                            ? "the file has no end: what followed is missing"
                            : "the line after the entries is none of an export");
        }
        if (rest.readLine() != null) {
            throw new Broken(trail.chain().number() + 1, "there are lines behind the end");
        }
        trail.end(Long.parseLong(end.group(1)), end.group(2));
        if (key.isPresent()
                && trail.chain().number() > 0
                && trail.sealed() != trail.chain().number()) {
            throw new Broken(
                    trail.sealed() + 1,
                    "nothing from here on is signed with the given key, and an export is signed to its end");
        }
    }

    static List<SignedCheckpoint> all(List<Path> files) throws IOException {
        var all = new ArrayList<SignedCheckpoint>();
        for (Path file : files) {
            all.addAll(checkpoints(file));
        }
        return all;
    }
}
