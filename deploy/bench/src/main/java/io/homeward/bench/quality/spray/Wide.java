package io.homeward.bench.quality.spray;

import io.homeward.bench.quality.world.Dice;
import io.homeward.risk.detection.Campaign;
import io.homeward.risk.detection.CampaignKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Guessing spread over many networks, at tenants of three sizes, and a month of each without; five seeds. */
public final class Wide {
    public static final List<Long> SEEDS = List.of(11L, 12L, 13L, 14L, 15L);
    private static final List<Integer> SIZES = List.of(200, 1_000, 5_000);
    private static final int LEARNING = 14;
    private static final int MONTH = 30;
    private static final int STRANGER = 1_000_000;

    /** Which of the keys are asked. */
    public record Asked(String words, Predicate<Campaign> among) {}

    public static final List<Asked> ASKED = List.of(
            new Asked("all", each -> true),
            new Asked("running sum and clusters only", each -> each.key().kind() == CampaignKey.Kind.CLUSTER),
            new Asked("networks and clients only", each -> each.key().kind() != CampaignKey.Kind.CLUSTER),
            new Asked("addresses only, as before", each -> false));

    private record Kind(String name, Consumer<Day> made) {}

    /** A day of a town, on which something happens. */
    private record Day(Town town, int day) {
        long at(double hour) {
            return day * Town.DAY + (long) (hour * Town.HOUR);
        }

        Dice dice() {
            return town.dice;
        }

        /** Seven of ten names are somebody's. */
        int victim(int i) {
            return dice().chance(.7) ? dice().below(town.people) : STRANGER + i;
        }

        void sprays(int names, int networks, double from, double hours, int client) {
            for (int i = 0; i < names; i++) {
                long when = at(from) + (long) (dice().share() * hours * Town.HOUR);
                long agent = client == ROTATING ? 9_000 + i : client;
                town.wrong(when, victim(i), 1_000 + i % networks, 100_000 + i % networks, agent);
            }
        }
    }

    private static final int ROTATING = -1;
    private static final int SCRIPT = 777;
    private static final int POPULAR = 1;

    private static final List<Kind> CAMPAIGNS = List.of(
            new Kind("400 names, 200 networks, 1 h, a client of its own", day -> day.sprays(400, 200, 10, 1, SCRIPT)),
            new Kind("the same with the tenant's commonest client", day -> day.sprays(400, 200, 10, 1, POPULAR)),
            new Kind("the same with another client each time", day -> day.sprays(400, 200, 10, 1, ROTATING)),
            new Kind("100 names, 100 networks, 8 h, commonest client", day -> day.sprays(100, 100, 9, 8, POPULAR)),
            new Kind("60 names, 60 networks, 24 h, a client of its own", day -> day.sprays(60, 60, 0, 23.9, SCRIPT)),
            new Kind("150 names, 100 addresses of one network, 6 h, commonest client", Wide::oneNetwork),
            new Kind("20 names, 20 networks, 24 h, commonest client", day -> day.sprays(20, 20, 0, 23.9, POPULAR)));

    private static final List<Kind> TWINS = List.of(
            new Kind("a release of an application fails for a third of the people all day", Wide::release),
            new Kind("an outage is answered as if every password were wrong, for an hour", Wide::outage),
            new Kind("passwords expired: a fifth fail on Monday, half of them give up", Wide::expiry),
            new Kind("a conference: a fifth of the people in one strange network", Wide::conference),
            new Kind("a carrier renumbers: everybody of the commonest network comes from another", Wide::renumbered));

    private static void oneNetwork(Day day) {
        for (int i = 0; i < 150; i++) {
            long when = day.at(9) + (long) (day.dice().share() * 6 * Town.HOUR);
            day.town.wrong(when, day.victim(i), 3, 120_000 + i % 100, POPULAR);
        }
    }

    private static void release(Day day) {
        for (int i = 0; i < day.town.people / 3; i++) {
            boolean away = day.dice().chance(.2);
            int place = away ? 5_000 + day.dice().below(40_000) : i;
            long network = away ? 100L + day.dice().below(400) : day.town.home(i);
            for (int k = 0; k < 3; k++) {
                day.town.wrong(day.at(7) + (long) (day.dice().share() * 12 * Town.HOUR), i, network, place, 888);
            }
        }
    }

    private static void outage(Day day) {
        for (int i = 0; i < day.town.people; i++) {
            if (day.dice().chance(.5)) {
                boolean away = day.dice().chance(.06);
                int place = away ? 5_000 + day.dice().below(40_000) : i;
                long network = away ? 100L + day.dice().below(400) : day.town.home(i);
                day.town.wrong(
                        day.at(10) + (long) (day.dice().share() * Town.HOUR), i, network, place, day.town.client(i));
            }
        }
    }

    private static void expiry(Day day) {
        for (int i = 0; i < day.town.people; i++) {
            if (day.dice().chance(.2)) {
                boolean away = day.dice().chance(.06);
                int place = away ? 5_000 + day.dice().below(40_000) : i;
                long network = away ? 100L + day.dice().below(400) : day.town.home(i);
                day.town.signIn(
                        day.at(8) + (long) (day.dice().share() * Town.HOUR),
                        i,
                        network,
                        place,
                        day.town.client(i),
                        1,
                        .5);
            }
        }
    }

    private static void conference(Day day) {
        for (int i = 0; i < day.town.people / 5; i++) {
            day.town.signIn(
                    day.at(8) + (long) (day.dice().share() * 8 * Town.HOUR),
                    i,
                    99,
                    60_000 + i % 10,
                    day.town.client(i),
                    .15,
                    .25);
        }
    }

    private static void renumbered(Day day) {
        for (int i = 0; i < day.town.people; i++) {
            if (day.town.home(i) == 0 && day.dice().chance(.7)) {
                day.town.signIn(
                        day.at(8) + (long) (day.dice().share() * 8 * Town.HOUR),
                        i,
                        98,
                        i,
                        day.town.client(i),
                        .08,
                        .25);
            }
        }
    }

    /**
     * What came out at one size of tenant.
     *
     * @param found of each campaign, the share seen, by what is asked
     * @param tried of each, how many names had been tried by then, on average of those seen
     * @param hits of right passwords from networks of the campaigns, the share held against the person
     * @param strangers of people who were somewhere new on those days, the share held against them
     * @param twins of each, the share alerted
     * @param monthly alerts in a month in which nobody guesses, of each seed
     */
    public record Size(
            int people,
            List<List<Double>> found,
            List<Double> tried,
            double hits,
            double strangers,
            List<List<Double>> twins,
            List<List<Integer>> monthly) {}

    private Wide() {}

    public static List<String> campaigns() {
        return CAMPAIGNS.stream().map(Kind::name).toList();
    }

    public static List<String> twins() {
        return TWINS.stream().map(Kind::name).toList();
    }

    public static List<Size> run() {
        return SIZES.stream().map(Wide::size).toList();
    }

    private static Size size(int people) {
        var monthly = new ArrayList<List<Integer>>();
        while (monthly.size() < ASKED.size()) {
            monthly.add(new ArrayList<>());
        }
        for (long seed : SEEDS) {
            Town town = learnt(people, seed, 0);
            var alerts = new ArrayList<List<Town.Alerted>>();
            for (int day = LEARNING; day < LEARNING + MONTH; day++) {
                town.ordinary(day);
                alerts.add(town.passes(day));
            }
            for (int i = 0; i < ASKED.size(); i++) {
                Asked each = ASKED.get(i);
                monthly.get(i)
                        .add(alerts.stream().mapToInt(of -> rows(of, each)).sum());
            }
        }
        var tried = new ArrayList<Double>();
        int[] accused = new int[4];
        List<List<Double>> found = CAMPAIGNS.stream()
                .map(kind -> shares(people, kind, Optional.of(tried), accused))
                .toList();
        List<List<Double>> twins = TWINS.stream()
                .map(kind -> shares(people, kind, Optional.empty(), new int[4]))
                .toList();
        return new Size(
                people,
                found,
                tried,
                accused[1] == 0 ? Double.NaN : accused[0] / (double) accused[1],
                accused[3] == 0 ? Double.NaN : accused[2] / (double) accused[3],
                twins,
                monthly);
    }

    private static Town learnt(int people, long seed, int salt) {
        var town = new Town(Dice.of(seed, people, salt), people);
        for (int day = 0; day < LEARNING; day++) {
            town.ordinary(day);
            town.passes(day);
        }
        return town;
    }

    /** Alerts are told once a key and day. */
    private static int rows(List<Town.Alerted> alerts, Asked asked) {
        Set<CampaignKey> keys = new HashSet<>();
        alerts.stream().map(Town.Alerted::campaign).filter(asked.among).forEach(each -> keys.add(each.key()));
        return keys.size();
    }

    private static List<Double> shares(int people, Kind kind, Optional<List<Double>> tried, int[] accused) {
        double[] seen = new double[ASKED.size()];
        double names = 0;
        for (long seed : SEEDS) {
            Town town = learnt(people, seed, kind.name.hashCode());
            // A Wednesday and, for what happens on Mondays, a Monday: both are working days of the third week.
            var day = new Day(town, LEARNING + (kind.name.contains("Monday") ? 0 : 2));
            for (int before = LEARNING; before < day.day; before++) {
                town.ordinary(before);
                town.passes(before);
            }
            town.ordinary(day.day);
            kind.made.accept(day);
            List<Town.Alerted> alerts = town.passes(day.day);
            for (int i = 0; i < seen.length; i++) {
                seen[i] += alerts.stream().map(Town.Alerted::campaign).anyMatch(ASKED.get(i).among) ? 1 : 0;
            }
            names += alerts.stream()
                    .findFirst()
                    .map(each -> each.campaign().names())
                    .orElse(0);
            if (!alerts.isEmpty()) {
                accuse(day, alerts, kind, accused);
            }
        }
        double all = seen[0];
        double mean = all == 0 ? Double.NaN : names / all;
        tried.ifPresent(list -> list.add(mean));
        return Arrays.stream(seen).mapToObj(each -> each / SEEDS.size()).toList();
    }

    /** A hundred right passwords from the campaign, from other addresses of its networks, and a thousand people who are somewhere new. */
    private static void accuse(Day day, List<Town.Alerted> alerts, Kind kind, int[] accused) {
        boolean one = kind.name.contains("one network");
        boolean script = kind.name.contains("of its own");
        boolean rotating = kind.name.contains("another client");
        for (int i = 0; i < 100; i++) {
            long network = one ? 3 : 1_000 + day.dice().below(20);
            int place = 130_000 + i;
            long agent = script ? SCRIPT : rotating ? 50_000 + i : POPULAR;
            accused[0] += Town.accused(alerts, day.at(11), i, network, place, agent) ? 1 : 0;
            accused[1]++;
        }
        for (int i = 0; i < 1_000; i++) {
            int who = day.dice().below(day.town.people);
            accused[2] += Town.accused(
                            alerts,
                            day.at(11),
                            who,
                            100L + day.dice().below(400),
                            5_000 + day.dice().below(40_000),
                            day.town.client(who))
                    ? 1
                    : 0;
            accused[3]++;
        }
    }
}
