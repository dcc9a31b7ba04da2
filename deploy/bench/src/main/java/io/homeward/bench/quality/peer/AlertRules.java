package io.homeward.bench.quality.peer;

import io.homeward.bench.quality.world.Internet;
import io.homeward.bench.quality.world.Login;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Alerts as BuffaLogs raises them: new device, new country, atypical country (not for 30 days), impossible travel (over 100 km at more than
 * 300 km/h from the last sign-in, to a new address). Suppressed are, by its defaults, everybody's first 14 days, travel on mobile devices and
 * travel within a country; new devices do not count for a person's risk.
 */
public final class AlertRules implements Scorer {
    private static final long DAY = 86_400;
    private static final long LEARNING = 14 * DAY;
    private static final long ATYPICAL = 30 * DAY;
    private static final double KILOMETRES = 100;
    private static final double SPEED = 300;
    private static final double LEAST_HOURS = .001;

    private static final class Person {
        private final long since;
        private final Set<Integer> devices = new HashSet<>();
        private final Map<Integer, Long> countries = new HashMap<>();
        private final Set<Integer> addresses = new HashSet<>();
        private Login last;

        Person(Login first) {
            this.since = first.at();
            this.last = first;
        }
    }

    private final boolean newDevices;
    private final Map<Integer, Person> people = new HashMap<>();

    /**
     * @param newDevices whether new devices count, too, unlike by default
     */
    public AlertRules(boolean newDevices) {
        this.newDevices = newDevices;
    }

    @Override
    public String name() {
        return newDevices ? "BuffaLogs-style, every alert" : "BuffaLogs-style, its filters";
    }

    @Override
    public double score(Login login) {
        Person person = people.get(login.user());
        if (person == null || (!newDevices && login.at() - person.since < LEARNING)) {
            return 0;
        }
        Long there = person.countries.get(login.country());
        int alerts = 0;
        if (newDevices && !person.devices.contains(login.device().key())) {
            alerts++;
        }
        if (there == null || login.at() - there > ATYPICAL) {
            alerts++;
        }
        return alerts + (impossible(login, person) ? 1 : 0);
    }

    private static boolean impossible(Login login, Person person) {
        Login last = person.last;
        if (person.addresses.contains(login.address())
                || last.country() == login.country()
                || login.device().mobile()) {
            return false;
        }
        double hours = Math.max(LEAST_HOURS, (login.at() - last.at()) / 3_600.0);
        double distance = kilometres(last.address(), login.address());
        return distance > KILOMETRES && distance / hours > SPEED;
    }

    /** Great-circle distance. */
    static double kilometres(int from, int to) {
        double a = Math.toRadians(Internet.latitude(from));
        double b = Math.toRadians(Internet.latitude(to));
        double c = Math.toRadians(Internet.longitude(to) - Internet.longitude(from));
        double h = Math.pow(Math.sin((b - a) / 2), 2) + Math.cos(a) * Math.cos(b) * Math.pow(Math.sin(c / 2), 2);
        return 2 * 6_371 * Math.asin(Math.sqrt(Math.min(1, h)));
    }

    @Override
    public void learn(Login login) {
        Person person = people.computeIfAbsent(login.user(), user -> new Person(login));
        person.devices.add(login.device().key());
        person.countries.put(login.country(), login.at());
        person.addresses.add(login.address());
        person.last = login;
    }
}
