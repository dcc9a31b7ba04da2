package io.homeward.risk.familiarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.homeward.risk.familiarity.Observation.Seen;
import io.homeward.risk.familiarity.Observation.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LikelihoodProperties {
    private static final Tuning TUNING = Tuning.SHIPPED;

    @Property
    void contributions_add_up_to_the_score(@ForAll("observations") Observation observation) {
        Likelihood likelihood = Likelihood.of(observation, SignIns.MODEL);

        double values = likelihood.contributions().stream()
                .mapToDouble(Contribution::value)
                .sum();
        double raw = likelihood.contributions().stream()
                .mapToDouble(Contribution::raw)
                .sum();
        assertThat(values).isCloseTo(likelihood.score(), within(1e-9));
        assertThat(raw).isCloseTo(likelihood.ratio(), within(1e-9));
        double chains = 0;
        for (Level.Chain chain : Level.Chain.values()) {
            chains += likelihood.of(chain);
        }
        assertThat(chains).isCloseTo(likelihood.score(), within(1e-9));
    }

    /** The ratio once more, in one piece: products and a quotient instead of a telescope of logarithms. */
    @Property
    void contributions_telescope_to_the_likelihood_ratio(@ForAll("observations") Observation observation) {
        double naive = 1;
        double vpn = 1;
        double targeted = 1;
        double foreign = 1;
        double own = 1;
        for (Level level : Level.values()) {
            Seen seen = observation.at(level);
            if (!seen.standing().speaks()) {
                continue;
            }
            double q = seen.usual();
            double share = seen.total() > 0 ? (double) seen.count() / seen.total() : 0;
            naive *= q;
            vpn *= level == Level.COUNTRY ? Math.max(share, 1e-6) : q;
            targeted *= switch (level) {
                case COUNTRY -> Math.max(share, 1e-6);
                case ASN, DEVICE -> Math.max(1e-9, Math.max(share, 1e-3 * q));
                case AGENT -> Math.max(share, .5 * q);
                case PREFIX, IP, HOUR, APPLICATION, CLIENT -> q;
            };
            foreign *= level == Level.COUNTRY ? 1 / 230.0 : level == Level.ASN ? 1 / 366.0 : q;
            double newly = (double) seen.novelty() * q;
            own *= Math.max(
                    1e-9,
                    switch (seen.standing()) {
                        case KNOWN -> (1 - (double) seen.novelty()) * share + newly;
                        case NEW -> newly;
                        case WITHIN_NEW -> q;
                        case NOT_RECORDED, NOT_EVALUABLE, VOUCHED_FOR -> 1;
                    });
        }
        double expected = Math.log((.495 * naive + .347 * vpn + .01 * targeted + .148 * foreign) / own);

        assertThat(Likelihood.of(observation, SignIns.MODEL).ratio()).isCloseTo(expected, within(1e-9));
    }

    @Property
    void no_level_speaks_louder_than_its_bounds(@ForAll("observations") Observation observation) {
        Likelihood likelihood = Likelihood.of(observation, SignIns.MODEL);

        assertThat(likelihood.contributions()).allSatisfy(each -> {
            assertThat(each.value()).isBetween(-6.0, 8.0);
            if (!each.standing().speaks()) {
                assertThat(each.value()).isZero();
            }
        });
        assertThat(likelihood.of(Level.Chain.TIME)).isBetween(-1.0, 1.0);
        assertThat(likelihood.of(Level.Chain.USE)).isBetween(-.7 - 1e-12, .7 + 1e-12);
    }

    @Property
    void what_is_seen_more_often_never_scores_higher(
            @ForAll("observations") Observation observation, @ForAll("levels") Level level) {
        Seen seen = observation.at(level);
        // What attackers may copy from the person becomes theirs as it becomes his; the other levels are his alone.
        boolean copied =
                Set.of(Level.COUNTRY, Level.ASN, Level.DEVICE, Level.AGENT).contains(level);
        if (copied || seen.standing() != Standing.KNOWN || seen.count() * 2 > seen.total()) {
            return;
        }
        var more = new ArrayList<>(observation.seen());
        more.set(level.place(), new Seen(Standing.KNOWN, seen.count() * 2, seen.total(), seen.usual(), seen.novelty()));

        double before = Likelihood.of(observation, SignIns.MODEL).ratio();
        double after = Likelihood.of(new Observation(observation.history(), more), SignIns.MODEL)
                .ratio();

        assertThat(after).isLessThanOrEqualTo(before + 1e-6);
    }

    @Property
    void the_same_observation_gives_the_same_bits(@ForAll("observations") Observation observation) {
        assertThat(Likelihood.of(observation, new Model(TUNING)))
                .isEqualTo(Likelihood.of(new Observation(observation.history(), observation.seen()), SignIns.MODEL));
    }

    @Provide
    Arbitrary<Level> levels() {
        return Arbitraries.of(Level.class);
    }

    @Provide
    Arbitrary<Observation> observations() {
        Arbitrary<Seen> seen = Combinators.combine(
                        Arbitraries.of(Standing.class),
                        Arbitraries.floats().between(.01f, 1f),
                        Arbitraries.floats().between(.01f, 50f),
                        Arbitraries.floats().between(1e-6f, 1f).ofScale(8),
                        Arbitraries.floats().between(1e-4f, .999f).ofScale(6))
                .as((standing, share, total, usual, novelty) -> switch (standing) {
                    case KNOWN -> new Seen(standing, share * total, total, usual, novelty);
                    case NEW -> new Seen(standing, 0, total, usual, novelty);
                    case WITHIN_NEW -> new Seen(standing, 0, 0, usual, 0);
                    case NOT_RECORDED, NOT_EVALUABLE, VOUCHED_FOR -> Seen.mute(standing);
                });
        return seen.list().ofSize(Level.COUNT).map(all -> new Observation(12, List.copyOf(all)));
    }
}
