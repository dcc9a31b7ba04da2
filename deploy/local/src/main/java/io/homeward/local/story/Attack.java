package io.homeward.local.story;

import io.homeward.local.door.Answer;
import io.homeward.local.sample.Organisation;
import io.homeward.local.sample.Person;
import io.homeward.local.stream.SignInStream;
import io.homeward.local.stream.StreamPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Weeks of sign-ins of an organisation, imported through the public door; at their end a spray finds somebody's password. */
final class Attack {
    private final Stage stage;
    private final Path files;

    /** @param files the folder the streams are written to */
    Attack(Stage stage, Path files) {
        this.stage = stage;
        this.files = files;
    }

    /** @param staff user principal name to id, the victim among them */
    Answer on(Organisation home, Person victim, Map<String, String> staff, int weeks, int sprayed) {
        try {
            var plan = new StreamPlan(
                    20_260_101,
                    staff.keySet().stream().sorted().toList(),
                    staff,
                    victim.userPrincipalName(),
                    weeks,
                    sprayed,
                    stage.clock().instant().truncatedTo(ChronoUnit.MILLIS));
            Path file = files.resolve(home.domain() + ".ndjson");
            SignInStream.Written written = SignInStream.write(plan, file);
            Answer answer =
                    stage.door().upload(home.token(), "/v1/signIns/import", "application/x-ndjson", written.file());
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every line was taken in, none twice, and somebody is risky now. */
    static Expectation[] expected() {
        return List.of(
                        Expectation.status(200),
                        Expectation.text("/rejected", "0"),
                        Expectation.text("/duplicates", "0"),
                        new Expectation(
                                "as many imported as received",
                                answer -> answer.body().path("imported").asInt(-1)
                                        == answer.body().path("received").asInt(-2)))
                .toArray(Expectation[]::new);
    }
}
