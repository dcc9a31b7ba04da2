package io.homeward.bench.quality.spray;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts within a sliding window at one address, as published rules of monitoring products do.
 *
 * @param seconds how long the window is
 * @param names how many names must have failed in it
 * @param failures how often they must have, all together
 * @param more whether more names must have failed than got in, in the three days up to then
 * @param expired whether an expired password counts as a failure
 */
record WindowRule(String name, long seconds, int names, int failures, boolean more, boolean expired)
        implements SprayRule {
    private static final long LOOKING_BACK = 3 * 86_400;

    /** The rules compared with, from their published queries. */
    static final List<SprayRule> PUBLISHED = List.of(
            new WindowRule("Sentinel-style", 20 * 60, 5, 5, true, true),
            new WindowRule("Splunk-style", 5 * 60, 31, 31, false, true),
            new WindowRule("Elastic-style", 30 * 60, 15, 15, false, false),
            new WindowRule("tuned on RBA, fast", 5 * 60, 4, 8, false, false),
            new WindowRule("tuned on RBA, slow", 86_400, 50, 50, false, false));

    @Override
    public List<Long> alerts(List<Attempt> attempts) {
        var byAddress = new HashMap<Integer, List<Attempt>>();
        attempts.forEach(each -> byAddress
                .computeIfAbsent(each.source(), source -> new ArrayList<>())
                .add(each));
        return byAddress.values().stream()
                .flatMap(those -> ofAddress(those).stream())
                .sorted()
                .toList();
    }

    private List<Long> ofAddress(List<Attempt> attempts) {
        var alerts = new ArrayList<Long>();
        Deque<Attempt> window = new ArrayDeque<>();
        Map<Integer, Integer> failing = new HashMap<>();
        for (Attempt attempt : attempts) {
            if (!failed(attempt)) {
                continue;
            }
            window.addLast(attempt);
            failing.merge(attempt.name(), 1, Integer::sum);
            while (window.getFirst().at() <= attempt.at() - seconds) {
                failing.computeIfPresent(window.removeFirst().name(), (name, count) -> count == 1 ? null : count - 1);
            }
            if (failing.size() >= names && window.size() >= failures && guarded(attempts, attempt.at())) {
                alerts.add(attempt.at());
            }
        }
        return alerts;
    }

    private boolean failed(Attempt attempt) {
        return switch (attempt.ending()) {
            case WRONG -> true;
            case EXPIRED -> expired;
            case RIGHT -> false;
        };
    }

    private boolean guarded(List<Attempt> attempts, long at) {
        if (!more) {
            return true;
        }
        Set<Integer> failing = new HashSet<>();
        Set<Integer> succeeding = new HashSet<>();
        for (Attempt attempt : attempts) {
            if (attempt.at() <= at && attempt.at() > at - LOOKING_BACK) {
                (failed(attempt) ? failing : succeeding).add(attempt.name());
            }
        }
        return failing.size() > succeeding.size();
    }
}
