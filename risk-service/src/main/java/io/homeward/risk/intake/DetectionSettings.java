package io.homeward.risk.intake;

import io.homeward.risk.detection.Limits;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/** The operator's own numbers for {@link Limits}, where he wants others than are shipped; what they mean stands there. */
@ConfigMapping(prefix = "homeward.detection")
public interface DetectionSettings {
    Spray spray();

    Guessing guessing();

    Travel travel();

    Fatigue fatigue();

    Token token();

    Relay relay();

    Browser browser();

    Issuer issuer();

    Confirmed confirmed();

    Campaign campaign();

    FanOut fanOut();

    interface Spray {
        Optional<Integer> names();

        Optional<Integer> triesPerName();

        Optional<Double> surprise();

        Optional<Duration> afterwards();
    }

    interface Guessing {
        Optional<Integer> tries();
    }

    interface Travel {
        Optional<Integer> shortestKm();

        Optional<Duration> longest();

        Optional<Integer> impossibleKmh();

        Optional<Integer> unlikelyKmh();

        Optional<Integer> familiarKm();

        Optional<Integer> colleagues();

        Optional<Integer> toggles();
    }

    interface Fatigue {
        Optional<Duration> within();

        Optional<Integer> medium();

        Optional<Integer> high();

        Optional<Integer> approved();
    }

    interface Token {
        Optional<Double> unlike();

        Optional<Double> most();
    }

    interface Relay {
        Optional<Duration> within();
    }

    interface Browser {
        Optional<Integer> people();

        Optional<Duration> within();
    }

    interface Confirmed {
        Optional<Double> weight();
    }

    interface Issuer {
        Optional<Integer> learntAfter();

        Optional<Integer> people();
    }

    interface Campaign {
        Optional<Integer> names();

        Optional<Integer> places();

        Optional<Double> times();

        Optional<Integer> days();

        Optional<Double> sum();

        Optional<Integer> members();

        Optional<Double> strange();

        Optional<Double> accuses();
    }

    interface FanOut {
        Optional<Duration> window();

        Optional<Double> rateSurprise();

        Optional<Double> rateSurpriseOfNewcomers();

        Optional<Integer> leastCustomers();

        Optional<Double> firstSurprise();

        Optional<Integer> leastFirst();

        Optional<Double> rateBesideFirst();

        Optional<Double> highRate();

        Optional<Integer> highFirst();

        Optional<Integer> daysOfHabit();

        Optional<Double> usualOfNobody();

        Optional<Double> weightOfColleagues();

        Optional<Duration> newRelationship();

        Optional<Double> steadiest();

        Optional<Double> spread();

        Optional<Double> spreadOfNewcomers();

        Optional<Double> weightOfSpread();

        Optional<Double> firstPrior();

        Optional<Double> firstPriorWeight();

        Optional<Double> firstMostWeight();

        Optional<Double> teamBusiest();

        Optional<Integer> teamLeast();
    }
}
