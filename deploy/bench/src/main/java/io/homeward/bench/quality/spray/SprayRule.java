package io.homeward.bench.quality.spray;

import java.util.List;
import java.util.Optional;

/** Somebody's way to see a spray. */
interface SprayRule {
    String name();

    /** When it would have spoken, in the order of time; the attempts are of one neighbourhood, in that order, too. */
    List<Long> alerts(List<Attempt> attempts);

    /** The first time, asked after every attempt. */
    default Optional<Long> first(List<Attempt> attempts) {
        return alerts(attempts).stream().findFirst();
    }

    /** The first time by what is seen of all neighbourhoods together; most rules look at none of it. */
    default Optional<Long> across(List<Attempt> attempts) {
        return Optional.empty();
    }
}
