package io.homeward.bench.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.homeward.bench.quality.attack.Attacker;
import io.homeward.bench.quality.peer.Scorer;
import io.homeward.bench.quality.world.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** Results, each in a file of its own: a step that has been done by this very code is not done again. */
final class Steps {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path folder;
    private final String fingerprint;

    Steps(Path folder, String fingerprint) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.fingerprint = fingerprint;
    }

    Optional<Results> done(Profile profile, long seed) throws IOException {
        Path file = file(profile, seed);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), Results.class))
                    .filter(results -> results.fingerprint().equals(fingerprint));
        } catch (JsonProcessingException e) {
            // Written by another version, or not to its end.
            return Optional.empty();
        }
    }

    Results run(Profile profile, long seed) throws IOException {
        List<Scorer> models = Models.all(profile);
        Trial trial = Trial.of(profile, seed, models);
        var figures = new ArrayList<Results.Model>();
        for (int i = 0; i < models.size(); i++) {
            figures.add(new Figures(trial, i).of(models.get(i).name(), profile.users()));
        }
        var field = new Field(trial, 0);
        var victims = new EnumMap<Attacker, Integer>(Attacker.class);
        trial.victims.forEach((attacker, those) -> victims.put(attacker, those.size()));
        var results = new Results(
                fingerprint,
                profile.name(),
                seed,
                trial.logins(),
                field.evaluated(i -> true).length,
                field.newcomers().length,
                trial.novelty(),
                victims,
                trial.audit.found(),
                figures,
                FirstDays.of(trial, names(models).indexOf(Models.OURS)));
        JSON.writerWithDefaultPrettyPrinter().writeValue(file(profile, seed).toFile(), results);
        return results;
    }

    private static List<String> names(List<Scorer> models) {
        return models.stream().map(Scorer::name).toList();
    }

    private Path file(Profile profile, long seed) {
        return folder.resolve(profile.name() + "-" + seed + ".json");
    }
}
