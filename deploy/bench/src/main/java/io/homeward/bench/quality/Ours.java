package io.homeward.bench.quality;

import io.homeward.bench.quality.peer.Scorer;
import io.homeward.bench.quality.world.Country;
import io.homeward.bench.quality.world.Device;
import io.homeward.bench.quality.world.Internet;
import io.homeward.bench.quality.world.Login;
import io.homeward.risk.familiarity.Enriched;
import io.homeward.risk.familiarity.Features;
import io.homeward.risk.familiarity.InMemoryPopulation;
import io.homeward.risk.familiarity.Lesson;
import io.homeward.risk.familiarity.Likelihood;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.Profile;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.ValueKey;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The engine of risk-service, as it is. */
final class Ours implements Scorer {
    private static final Instant BEGINNING = Instant.parse("2025-01-06T00:00:00Z");
    private static final ValueKey KEY = new ValueKey(1, 2);
    private static final Optional<ZoneId> ZONE = Optional.of(ZoneOffset.UTC);

    private final String name;
    private final Model model;
    private final Map<Integer, Profile> people = new HashMap<>();
    private final Map<Integer, InMemoryPopulation> tenants = new HashMap<>();

    Ours(String name, Tuning tuning) {
        this.name = name;
        this.model = new Model(tuning);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double score(Login login) {
        return likelihood(login).score();
    }

    /** With its contributions. */
    Likelihood likelihood(Login login) {
        return Likelihood.of(person(login).observe(features(login), tenant(login), model), model);
    }

    @Override
    public void learn(Login login) {
        Lesson lesson = person(login).lesson(features(login), 1.0, model);
        people.put(login.user(), person(login).with(lesson, model));
        tenant(login).learn(lesson);
    }

    private Profile person(Login login) {
        return people.getOrDefault(login.user(), Profile.EMPTY);
    }

    private InMemoryPopulation tenant(Login login) {
        return tenants.computeIfAbsent(login.tenant(), each -> new InMemoryPopulation(model));
    }

    private static Features features(Login login) {
        int address = login.address();
        Device device = login.device();
        int around = Internet.neighbourhood(address);
        return Features.of(
                new Enriched(
                        BEGINNING.plusSeconds(login.at()),
                        Enriched.Network.of(
                                Country.code(login.country()),
                                Integer.toString(login.network()),
                                around + "/24",
                                Integer.toString(address)),
                        Enriched.Machine.of(
                                "",
                                false,
                                Integer.toString(device.os()),
                                Integer.toString(device.browser()),
                                device.osVersion() + "/" + device.browserVersion() + "/" + device.model()),
                        Enriched.Use.of("portal", "browser"),
                        ZONE,
                        Set.of()),
                KEY);
    }
}
