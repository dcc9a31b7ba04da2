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
}
