package io.homeward.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.NotAsExpected;
import io.homeward.local.door.PublicDoor;
import io.homeward.local.sample.Operator;
import io.homeward.local.sample.Organisation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Scores sign-ins from files, each in an organisation of its own, and shows what was found. */
public final class FileImport {
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
        String runId = Long.toString(System.nanoTime() / 1000, 36);
        Organisation organisation =
                operator.found("Import of " + file.getFileName(), "import-" + runId + ".example", "imported sign-ins");
        String type = contentType(file);
        Eventually.get(
                () -> door.get(organisation.token(), "/v1.0/users?$top=1"),
                "let in",
                answer -> answer.status() == 200,
                Duration.ofSeconds(15));
        Answer answer = door.upload(organisation.token(), "/v1/signIns/import", type, file);
        if (answer.status() != 200) {
            out.accept(new NotAsExpected("200", answer).getMessage());
            return false;
        }
        out.accept("");
        out.accept("%s (%s), tenant %s, in %d ms"
                .formatted(file, type, organisation.id(), answer.took().toMillis()));
        JsonNode result = answer.body();
        for (String count : List.of("received", "imported", "duplicates", "rejected", "detections", "riskyUsers")) {
            out.accept("  %-11s %s".formatted(count, result.path(count).asText()));
        }
        result.path("errors")
                .forEach(error -> out.accept("  line %s: %s"
                        .formatted(
                                error.path("line").asText(),
                                error.path("reason").asText())));
        risky(organisation);
        return result.path("rejected").asInt() == 0;
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
            String first = lines.readLine();
            while (first != null && first.isBlank()) {
                first = lines.readLine();
            }
            if (first == null
                    || !(first.stripLeading().startsWith("{")
                            || first.stripLeading().startsWith("["))) {
                return "text/plain";
            }
            String line = first.strip();
            boolean oneObject = line.startsWith("{") && line.endsWith("}") && !line.contains("\"value\":");
            return oneObject ? "application/x-ndjson" : "application/json";
        }
    }
}
