package io.homeward.bench.quality.peer;

import io.homeward.bench.quality.world.Dice;
import io.homeward.bench.quality.world.Login;

/** Knows nothing. What it reaches is what the measuring itself brings: nothing, if it is right. */
public final class Chance implements Scorer {

    @Override
    public String name() {
        return "random";
    }

    @Override
    public double score(Login login) {
        return Dice.of(17, login.number(), login.address(), login.device().userAgent())
                .share();
    }

    @Override
    public void learn(Login login) {
        // Nothing to learn from.
    }
}
