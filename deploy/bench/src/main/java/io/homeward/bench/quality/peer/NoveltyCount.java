package io.homeward.bench.quality.peer;

import io.homeward.bench.quality.world.Login;
import java.util.List;
import java.util.function.ToLongFunction;

/** How many things of the sign-in the person has never had: address, network, country, device, user agent. */
public final class NoveltyCount implements Scorer {
    private static final List<ToLongFunction<Login>> THINGS = List.of(
            Login::address,
            Login::network,
            Login::country,
            login -> login.device().key(),
            login -> login.device().userAgent());

    private final Counter counts = new Counter();

    @Override
    public String name() {
        return "novel-feature count";
    }

    @Override
    public double score(Login login) {
        int novel = 0;
        for (int i = 0; i < THINGS.size(); i++) {
            novel += counts.get(key(i, login)) == 0 ? 1 : 0;
        }
        return novel;
    }

    @Override
    public void learn(Login login) {
        for (int i = 0; i < THINGS.size(); i++) {
            counts.add(key(i, login));
        }
    }

    private static long key(int thing, Login login) {
        return Counter.key(thing, login.user(), THINGS.get(thing).applyAsLong(login));
    }
}
