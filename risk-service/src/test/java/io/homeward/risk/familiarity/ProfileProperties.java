package io.homeward.risk.familiarity;

import static io.homeward.risk.familiarity.SignIns.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ProfileProperties {
    private static Profile after(List<Features> signIns) {
        Profile profile = Profile.EMPTY;
        for (Features each : signIns) {
            profile = SignIns.learned(profile, each);
        }
        return profile;
    }

    @Property(tries = 200)
    void a_profile_survives_being_written_and_read(@ForAll("streams") List<Features> signIns) {
        Profile profile = after(signIns);

        byte[] bytes = ProfileCodec.write(profile);

        assertThat(ProfileCodec.read(bytes)).isEqualTo(profile);
        assertThat(ProfileCodec.write(ProfileCodec.read(bytes))).isEqualTo(bytes);
    }

    @Property(tries = 200)
    void learning_through_storage_is_learning_in_memory_bit_for_bit(@ForAll("streams") List<Features> signIns) {
        Profile stored = Profile.EMPTY;
        for (Features each : signIns) {
            stored = ProfileCodec.read(ProfileCodec.write(SignIns.learned(stored, each)));
        }

        assertThat(stored).isEqualTo(after(signIns));
    }

    @Property(tries = 50)
    void the_same_sign_ins_in_the_same_order_give_the_same_bits(@ForAll("streams") List<Features> signIns) {
        var one = new InMemoryPopulation(MODEL);
        var other = new InMemoryPopulation(MODEL);

        assertThat(replayed(signIns, one)).isEqualTo(replayed(signIns, other));
    }

    private static List<Likelihood> replayed(List<Features> signIns, InMemoryPopulation population) {
        var scores = new ArrayList<Likelihood>();
        Profile profile = Profile.EMPTY;
        for (Features each : signIns) {
            scores.add(Likelihood.of(profile.observe(each, population, MODEL), MODEL));
            Lesson lesson = profile.lesson(each, 1, MODEL);
            profile = profile.with(lesson, MODEL);
            population.learn(lesson);
        }
        return scores;
    }

    @Property(tries = 20)
    void a_flood_of_values_stays_within_bounds(@ForAll("floods") List<Features> signIns) {
        Profile profile = after(signIns);

        for (Level level : Level.values()) {
            assertThat(profile.size(level))
                    .isLessThanOrEqualTo(Tuning.SHIPPED.level(level).bound());
        }
        assertThat(ProfileCodec.write(profile)).hasSizeLessThanOrEqualTo(ProfileCodec.LONGEST);
        assertThat(profile.signIns()).isEqualTo(signIns.size());
    }

    @Property(tries = 200)
    void unlearning_returns_to_where_it_was(
            @ForAll("short streams") List<Features> signIns, @ForAll("signIns") Features more) {
        Profile before = after(signIns);
        Lesson lesson = before.lesson(more, 1, MODEL);

        Profile back = before.with(lesson, MODEL).without(lesson, MODEL);

        assertThat(back.signIns()).isEqualTo(before.signIns());
        assertThat(back.last()).isEqualTo(before.last());
        assertThat(back.weight()).isCloseTo(before.weight(), within(1e-9));
        var nobody = new InMemoryPopulation(MODEL);
        for (Features each : signIns) {
            // Asked later, as a profile is: what it knew of its past days is not kept.
            Features probe = SignIns.at(SignIns.BEGIN.plus(Duration.ofDays(750)), each);
            assertThat(Likelihood.of(back.observe(probe, nobody, MODEL), MODEL).score())
                    .isCloseTo(
                            Likelihood.of(before.observe(probe, nobody, MODEL), MODEL)
                                    .score(),
                            within(1e-3));
        }
    }

    @Property(tries = 200)
    void a_lesson_survives_being_written_and_read(
            @ForAll("streams") List<Features> signIns, @ForAll("signIns") Features more) {
        Lesson lesson = after(signIns).lesson(more, .5, MODEL);

        assertThat(LessonCodec.read(LessonCodec.write(lesson))).isEqualTo(lesson);
    }

    @Property(tries = 100)
    void what_a_population_unlearns_it_does_not_know(@ForAll("short streams") List<Features> signIns) {
        var population = new InMemoryPopulation(MODEL);
        Profile profile = Profile.EMPTY;
        var lessons = new ArrayList<Lesson>();
        for (Features each : signIns) {
            Lesson lesson = profile.lesson(each, 1, MODEL);
            lessons.add(lesson);
            population.learn(lesson);
            profile = profile.with(lesson, MODEL);
        }

        lessons.forEach(population::unlearn);

        for (Features each : signIns) {
            for (Level level : Level.values()) {
                var tally = population.tally(level, each.parent(level), each.value(level), each.day());
                assertThat(tally.count()).isCloseTo(0, within(1e-9));
                assertThat(population.novelty().rate(level, 2, 0, Tuning.SHIPPED))
                        .isCloseTo(new Novelty().rate(level, 2, 0, Tuning.SHIPPED), within(1e-9));
            }
        }
    }

    @Provide
    Arbitrary<Features> signIns() {
        return SignIns.any();
    }

    @Provide("short streams")
    Arbitrary<List<Features>> shortStreams() {
        // Short enough for nothing to be forgotten: what had to make room cannot come back.
        return SignIns.any().list().ofMinSize(2).ofMaxSize(7);
    }

    @Provide
    Arbitrary<List<Features>> streams() {
        return SignIns.any().list().ofMinSize(1).ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Features>> floods() {
        return Arbitraries.longs().map(seed -> {
            var random = new java.util.Random(seed);
            var all = new ArrayList<Features>();
            for (int i = 0; i < 3000; i++) {
                int n = random.nextInt(100_000);
                all.add(SignIns.features(
                        SignIns.BEGIN.plusSeconds(random.nextInt(40_000_000)),
                        Enriched.Network.of("C" + n % 40, "" + n % 700, "p" + n % 9000, "ip" + n),
                        Enriched.Machine.of("", false, "os" + n % 70, "", "v" + n % 5000)));
            }
            return all;
        });
    }
}
