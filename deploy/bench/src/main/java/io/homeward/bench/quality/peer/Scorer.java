package io.homeward.bench.quality.peer;

import io.homeward.bench.quality.world.Login;

/** Says how suspicious a sign-in is, from those it has learned before. */
public interface Scorer {

    /** As it stands in tables. */
    String name();

    /** Higher is more suspicious. Asking changes nothing. */
    double score(Login login);

    void learn(Login login);
}
