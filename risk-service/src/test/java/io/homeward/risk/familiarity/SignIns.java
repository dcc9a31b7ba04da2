package io.homeward.risk.familiarity;

import io.homeward.risk.familiarity.Enriched.Machine;
import io.homeward.risk.familiarity.Enriched.Network;
import io.homeward.risk.familiarity.Enriched.Use;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Sign-ins for tests: a person at home in Oslo, and what differs. */
final class SignIns {
    static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    static final ValueKey KEY = new ValueKey(7, 11);
    static final Model MODEL = new Model(Tuning.SHIPPED);
    static final Network HOME = Network.of("NO", "2119", "81.2.3.0/24", "81.2.3.4");
    static final Network ABROAD = Network.of("BR", "28573", "177.1.2.0/24", "177.1.2.3");
    static final Machine LAPTOP = Machine.of("", false, "Windows", "Firefox", "11/128");
    static final Machine OTHER = Machine.of("", false, "Linux", "Chrome", "6/99");
    static final Use MAIL = Use.of("mail", "browser");

    private SignIns() {}

    static Enriched signIn(Instant at, Network network, Machine machine) {
        return new Enriched(at, network, machine, MAIL, Optional.of(ZoneOffset.UTC), Set.of());
    }

    static Features features(Instant at, Network network, Machine machine) {
        return Features.of(signIn(at, network, machine), KEY);
    }

    static Features atHome(Instant at) {
        return features(at, HOME, LAPTOP);
    }

    /** The same at another time. */
    static Features at(Instant at, Features features) {
        long[] values = new long[Level.COUNT];
        Trait.Why[] beyond = new Trait.Why[Level.COUNT];
        for (Level level : Level.values()) {
            values[level.place()] = features.value(level);
            beyond[level.place()] = features.beyondJudging(level).orElse(null);
        }
        return new Features(at.toEpochMilli(), features.registered(), values, beyond);
    }

    /** Somebody who has signed in from home once a day. */
    static Profile regular(int days) {
        Profile profile = Profile.EMPTY;
        for (int day = 0; day < days; day++) {
            profile = learned(profile, atHome(BEGIN.plus(Duration.ofDays(day))));
        }
        return profile;
    }

    static Profile learned(Profile profile, Features features) {
        return profile.with(profile.lesson(features, 1, MODEL), MODEL);
    }

    /** A tenant of a hundred people like him and some others. */
    static InMemoryPopulation tenant() {
        var population = new InMemoryPopulation(MODEL);
        for (int i = 0; i < 100; i++) {
            Network network = i % 10 == 0
                    ? Network.of("SE", "3301", "90.1." + i + ".0/24", "90.1." + i + ".7")
                    : Network.of("NO", i % 2 == 0 ? "2119" : "29695", "81.2." + i + ".0/24", "81.2." + i + ".4");
            population.learn(Profile.EMPTY.lesson(features(BEGIN, network, i % 3 == 0 ? OTHER : LAPTOP), 1, MODEL));
        }
        return population;
    }

    /** Sign-ins of all kinds, some beyond judging, within two years. */
    static Arbitrary<Features> any() {
        Arbitrary<Network> network = Arbitraries.integers()
                .between(0, 400)
                .map(n -> n % 17 == 0
                        ? Network.without(Trait.Why.PRIVATE_ADDRESS)
                        : new Network(
                                Trait.of("C" + n % 5),
                                n % 3 == 0 ? new Trait.NotEvaluable(Trait.Why.NO_NETWORK_DATA) : Trait.of("" + n % 12),
                                Trait.of("p" + n % 60),
                                Trait.of("ip" + n)));
        Arbitrary<Machine> machine = Arbitraries.integers()
                .between(0, 200)
                .map(n -> Machine.of(
                        n % 5 == 0 ? "device" + n : "", n % 10 == 0, "os" + n % 4, "browser" + n % 3, "v" + n));
        Arbitrary<Long> minutes = Arbitraries.longs().between(0, 2 * 365 * 24 * 60);
        return Combinators.combine(
                        network, machine, minutes, Arbitraries.integers().between(0, 50))
                .as((where, with, minute, app) -> Features.of(
                        new Enriched(
                                BEGIN.plus(Duration.ofMinutes(minute)),
                                where,
                                with,
                                Use.of("app" + app, "client" + app % 11),
                                app % 2 == 0 ? Optional.of(ZoneOffset.UTC) : Optional.empty(),
                                Set.of()),
                        KEY));
    }
}
