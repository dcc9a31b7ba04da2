package io.homeward.risk.fanout;

import io.homeward.accessrules.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which customers a technician enters, and how many a day (UTC). Entries may arrive in any order and any number of times: a customer is counted
 * once a day, and what is older than his last entry there only makes him known.
 *
 * @param customers bounded to {@link #MOST_CUSTOMERS}, those entered last
 * @param days bounded to {@link #MOST_DAYS}
 */
record Rounds(Map<TenantId, Customer> customers, Map<LocalDate, Day> days) {
    /** More customers than any technician has; beyond that the ones he has not entered for longest are forgotten. */
    static final int MOST_CUSTOMERS = 1_000;

    /** Working days of three months; older habits are another job's. */
    static final int MOST_DAYS = 60;

    static final Rounds NONE = new Rounds(Map.of(), Map.of());

    /** When he entered a customer first, and last. */
    record Customer(Instant first, Instant last) {}

    /**
     * One day.
     *
     * @param customers how many he entered
     * @param first how many of them he had never entered before
     */
    record Day(int customers, int first) {
        Day and(boolean never) {
            return new Day(customers + 1, first + (never ? 1 : 0));
        }

        /** No more than so many: a day that was found unusual teaches slowly. */
        Day atMost(int most) {
            return customers <= most ? this : new Day(most, Math.min(first, (int) ((long) first * most / customers)));
        }
    }

    Rounds {
        customers = Map.copyOf(customers);
        days = Map.copyOf(days);
    }

    Rounds entered(TenantId customer, Instant at) {
        Customer known = customers.get(customer);
        if (known != null && !at.isAfter(known.last)) {
            return at.isBefore(known.first) ? with(customer, new Customer(at, known.last), days) : this;
        }
        Map<LocalDate, Day> counted = days;
        LocalDate day = day(at);
        if (known == null || !day(known.last).equals(day)) {
            counted = new TreeMap<>(days);
            counted.put(day, counted.getOrDefault(day, new Day(0, 0)).and(known == null));
        }
        return with(customer, new Customer(known == null ? at : known.first, at), counted);
    }

    /** What was found unusual on that day counts as no more than so many customers from now on. */
    Rounds unusual(Instant at, int most) {
        var counted = new TreeMap<>(days);
        counted.computeIfPresent(day(at), (when, day) -> day.atMost(most));
        return new Rounds(customers, counted);
    }

    /** Customers entered in the time before, those that do not count left out. */
    int recent(Instant at, Duration window, Set<TenantId> without) {
        return (int) customers.entrySet().stream()
                .filter(each -> within(each.getValue().last, at, window) && !without.contains(each.getKey()))
                .count();
    }

    /** Those of them never entered before it. */
    int firstTime(Instant at, Duration window, Set<TenantId> without) {
        return (int) customers.entrySet().stream()
                .filter(each -> within(each.getValue().first, at, window) && !without.contains(each.getKey()))
                .count();
    }

    /** The days before that time, which it cannot have changed. */
    Habit habit(Instant at, Duration window) {
        LocalDate before = day(at.minus(window));
        return Habit.of(days.entrySet().stream()
                .filter(each -> each.getKey().isBefore(before))
                .map(Map.Entry::getValue)
                .toList());
    }

    private static boolean within(Instant time, Instant at, Duration window) {
        return time.isAfter(at.minus(window)) && !time.isAfter(at);
    }

    private Rounds with(TenantId customer, Customer seen, Map<LocalDate, Day> counted) {
        var more = new HashMap<>(customers);
        more.put(customer, seen);
        if (more.size() > MOST_CUSTOMERS) {
            more.entrySet().stream()
                    .min(Comparator.comparing(each -> each.getValue().last))
                    .map(Map.Entry::getKey)
                    .ifPresent(more::remove);
        }
        var bounded = new TreeMap<>(counted);
        while (bounded.size() > MOST_DAYS) {
            bounded.pollFirstEntry();
        }
        return new Rounds(more, bounded);
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
