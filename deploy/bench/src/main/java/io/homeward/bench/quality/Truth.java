package io.homeward.bench.quality;

import io.homeward.bench.quality.peer.Scorer;
import io.homeward.bench.quality.world.Internet;
import io.homeward.bench.quality.world.Login;
import io.homeward.bench.quality.world.Profile;

/**
 * What somebody could know of a first sign-in at best: how rare its network really is. No estimate can do better, so this is the limit for
 * accounts without history; of the others it says nothing.
 */
final class Truth implements Scorer {
    private final Profile profile;

    Truth(Profile profile) {
        this.profile = profile;
    }

    @Override
    public String name() {
        return Models.TRUTH;
    }

    @Override
    public double score(Login login) {
        return -Math.log(Internet.frequency(profile, login.network()));
    }

    @Override
    public void learn(Login login) {
        // It knows everything already.
    }
}
