package io.homeward.bench.quality.peer;

import io.homeward.bench.quality.world.Internet;
import io.homeward.bench.quality.world.Login;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evidence as Keycloak's adaptive authentication extension adds it up: hand-set log-odds of known address, known place, usual browser and
 * system, usual hour and recent failures, over the last ninety sign-ins, with the bias of -0.5 that is added in each of its two phases. What
 * needs data that a sign-in here has not (roles, reCAPTCHA, a language model) is left out: it would add the same to owner and attacker.
 */
public final class LogOdds implements Scorer {
    private static final int READ = 90;
    private static final double BIAS = 2 * -.5;
    private static final double NEGATIVE_LOW = -.3;
    private static final double VERY_SMALL = .1;
    private static final double SMALL = .4;
    private static final double MEDIUM = .8;
    private static final double HIGH = 1.5;
    private static final double VERY_HIGH = 2.0;
    private static final double EXTREME = 2.5;
    private static final double FORGETTING = .2;

    /** A person's usual hour, as an average on the circle. */
    private record Hours(double x, double y, int count) {
        Hours with(double hour) {
            double angle = hour / 12 * Math.PI;
            double weight = count == 0 ? 1 : FORGETTING;
            return new Hours(
                    x + weight * (Math.cos(angle) - x), y + weight * (Math.sin(angle) - y), Math.min(count + 1, 1_000));
        }

        double concentration() {
            return Math.hypot(x, y);
        }

        double off(double hour) {
            double usual = Math.atan2(y, x) / Math.PI * 12;
            double off = Math.abs(hour - usual) % 24;
            return Math.min(off, 24 - off);
        }
    }

    private final Map<Integer, Deque<Login>> read = new HashMap<>();
    private final Map<Integer, Hours> hours = new HashMap<>();

    @Override
    public String name() {
        return "Keycloak-style log-odds";
    }

    @Override
    public double score(Login login) {
        Deque<Login> past = read.getOrDefault(login.user(), new ArrayDeque<>());
        return BIAS
                + address(login, past)
                + place(login, past)
                + client(login)
                + hour(login, hours.get(login.user()))
                + failures(login, past);
    }

    private static double address(Login login, Deque<Login> past) {
        if (past.size() <= 3) {
            return 0;
        }
        long same =
                past.stream().filter(each -> each.address() == login.address()).count();
        if (same == 0) {
            return HIGH;
        }
        return same * 3 >= past.size() ? NEGATIVE_LOW : VERY_SMALL;
    }

    private static double place(Login login, Deque<Login> past) {
        if (past.isEmpty()) {
            return VERY_SMALL;
        }
        boolean sameCountry = false;
        for (Login each : past) {
            if (each.country() == login.country()) {
                sameCountry = true;
                if (Internet.city(each.address()) == Internet.city(login.address())) {
                    return NEGATIVE_LOW;
                }
            }
        }
        return sameCountry ? VERY_SMALL : MEDIUM;
    }

    /** The default lists name the usual browsers and systems; Linux and Samsung's browser stand for what they do not. */
    private static double client(Login login) {
        return (login.device().os() == 4 ? MEDIUM : NEGATIVE_LOW)
                + (login.device().browser() == 4 ? MEDIUM : NEGATIVE_LOW);
    }

    private static double hour(Login login, @Nullable Hours usual) {
        if (usual == null || usual.count < 5 || usual.concentration() < .3) {
            return 0;
        }
        double off = usual.off(login.hour());
        boolean night = login.hour() >= 2 && login.hour() < 5;
        double[] steps = {VERY_SMALL, SMALL, MEDIUM, HIGH, VERY_HIGH, EXTREME};
        int step = off < 2 ? 0 : off < 4 ? 1 : off < 6 ? 2 : off < 8 ? 3 : 4;
        return steps[night ? step + 1 : step];
    }

    private static double failures(Login login, Deque<Login> past) {
        if (login.mistyped() == 0) {
            return 0;
        }
        boolean known = past.stream().anyMatch(each -> each.address() == login.address());
        return known ? SMALL : MEDIUM;
    }

    @Override
    public void learn(Login login) {
        Deque<Login> past = read.computeIfAbsent(login.user(), user -> new ArrayDeque<>());
        past.addLast(login);
        if (past.size() > READ) {
            past.removeFirst();
        }
        hours.merge(login.user(), new Hours(0, 0, 0).with(login.hour()), (usual, first) -> usual.with(login.hour()));
    }
}
