package io.homeward.local.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.NotAsExpected;
import io.homeward.local.door.PublicDoor;
import io.homeward.local.sample.Colleagues;
import io.homeward.local.sample.Operator;
import io.homeward.local.sample.Organisation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Scores sign-ins from files through the public door, each file in an organisation of its own, whose people are those the file names, and
 * shows what was found.
 */
public final class FileImport {
    private static final List<String> COUNTS =
            List.of("received", "imported", "duplicates", "rejected", "detections", "sourceAlerts", "riskyUsers");
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(15);

    private final PublicDoor door;
    private final Operator operator;
    private final Consumer<String> out;

    public FileImport(PublicDoor door, Operator operator, Consumer<String> out) {
        this.door = door;
        this.operator = operator;
        this.out = out;
    }

    /** Returns whether every file was taken in without a rejected line. */
    public boolean score(List<Path> files) throws IOException {
        boolean all = true;
        for (Path file : files) {
            all &= score(file);
        }
        return all;
    }

    private boolean score(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            out.accept(file + " cannot be read");
            return false;
        }
        String type = contentType(file);
        Organisation organisation = organisation(file);
        Answer answer = door.upload(organisation.token(), "/v1/signIns/import?live=true", type, file);
        out.accept("");
        if (answer.status() != 200) {
            out.accept(String.valueOf(new NotAsExpected("200", answer).getMessage()));
            return false;
        }
        out.accept("%s (%s), tenant %s, in %d ms"
                .formatted(file, type, organisation.id(), answer.took().toMillis()));
        JsonNode result = answer.body();
        for (String count : COUNTS) {
            out.accept("  %-13s %s".formatted(count, result.path(count).asText()));
        }
        for (JsonNode error : result.path("errors")) {
            out.accept("  line %s: %s"
                    .formatted(error.path("line").asText(), error.path("reason").asText()));
        }
        risky(organisation);
        return result.path("rejected").asInt() == 0;
    }

    private Organisation organisation(Path file) throws IOException {
        String name = "Import of " + file.getFileName();
        Optional<NamesInFile> people = NamesInFile.of(file);
        if (people.isPresent()) {
            try {
                Organisation organisation =
                        known(operator.found(name, people.get().domain(), "imported sign-ins"));
                Colleagues.add(door, organisation, people.get().names());
                return organisation;
            } catch (NotAsExpected e) {
                out.accept(
                        "The domain %s belongs to another organisation here (an earlier import?); its people stay names only."
                                .formatted(people.get().domain()));
            }
        }
        String domain = "import-%s.example".formatted(Long.toString(System.nanoTime() / 1000, 36));
        return known(operator.found(name, domain, "imported sign-ins"));
    }

    private Organisation known(Organisation organisation) {
        Eventually.get(
                () -> door.get(organisation.token(), "/v1.0/users?$top=1"),
                "let in",
                answer -> answer.status() == 200,
                KNOWN_WITHIN);
        return organisation;
    }

    private void risky(Organisation organisation) {
        Answer answer = door.get(organisation.token(), "/v1.0/identityProtection/riskyUsers?$top=500");
        for (JsonNode user : answer.body().path("value")) {
            out.accept("  risky: %-40s %-8s %s"
                    .formatted(
                            user.path("userPrincipalName").asText(),
                            user.path("riskLevel").asText(),
                            user.path("riskState").asText()));
        }
    }

    /** A JSON array or an object with {@code value} is JSON; one object a line is NDJSON; everything else is a log. */
    static String contentType(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String line = lines.readLine();
            while (line != null && line.isBlank()) {
                line = lines.readLine();
            }
            String first = line == null ? "" : line.strip();
            if (!first.startsWith("{") && !first.startsWith("[")) {
                return "text/plain";
            }
            boolean oneObject = first.startsWith("{") && first.endsWith("}") && !first.contains("\"value\":");
            return oneObject ? "application/x-ndjson" : "application/json";
        }
    }
}
