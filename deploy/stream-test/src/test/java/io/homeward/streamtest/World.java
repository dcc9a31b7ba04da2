package io.homeward.streamtest;

import io.homeward.accessrules.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Three organisations with 200 people and 4,000 sign-ins of 60 days, in order, of which every fourth is told a second time later: 5,000 in all. There
 * are journeys nobody can make, and an address that tries everybody's password. Each organisation has a twin with the same people.
 */
final class World {
    private static final int[] PEOPLE = {100, 60, 40};
    private static final int EACH = 18;
    private static final int DIFFERENT = 4_000;
    private static final int REPEATED = 4;
    private static final int SPRAYED = 3;
    private static final String OSLO = place("Oslo", "NO", 59.9, 10.7);
    private static final String SYDNEY = place("Sydney", "AU", -33.9, 151.2);
    private static final String SPRAYER = "203.0.113.200";

    /** @param position where a second copy stands: later than the first */
    record Told(int organisation, String user, Instant at, String json, double position) {}

    record Person(int organisation, int number) {
        UUID id() {
            return UUID.nameUUIDFromBytes((organisation + "/" + number).getBytes(StandardCharsets.UTF_8));
        }

        String name() {
            return "person%d@org%d.example".formatted(number, organisation);
        }
    }

    private final Random random = new Random(20_261_123);
    private final Instant begin = Instant.now().minus(Duration.ofDays(61)).truncatedTo(ChronoUnit.SECONDS);
    private final List<Told> told = new ArrayList<>();
    private int next;

    World() {
        people().forEach(this::live);
        people().stream().filter(person -> person.organisation() == 0).forEach(this::sprayed);
        List<Person> people = people();
        while (told.size() < DIFFERENT) {
            ordinary(people.get(random.nextInt(people.size())), random.nextInt(EACH));
        }
        told.sort(Comparator.comparing(Told::at));
        repeat();
    }

    static int organisations() {
        return PEOPLE.length;
    }

    static TenantId tenant(int organisation) {
        return new TenantId(UUID.nameUUIDFromBytes(("streamed" + organisation).getBytes(StandardCharsets.UTF_8)));
    }

    static TenantId twin(int organisation) {
        return new TenantId(UUID.nameUUIDFromBytes(("imported" + organisation).getBytes(StandardCharsets.UTF_8)));
    }

    static List<Person> people() {
        var people = new ArrayList<Person>();
        for (int organisation = 0; organisation < PEOPLE.length; organisation++) {
            for (int number = 0; number < PEOPLE[organisation]; number++) {
                people.add(new Person(organisation, number));
            }
        }
        return people;
    }

    List<Told> told() {
        return told;
    }

    static int different() {
        return DIFFERENT;
    }

    private void live(Person person) {
        for (int nth = 0; nth < EACH; nth++) {
            Instant at = ordinary(person, nth);
            if (nth > 11 && random.nextInt(25) == 0) {
                tell(person, at.plusSeconds(1_200), "192.0.2." + (1 + person.number()), "unknown", 0);
            }
        }
    }

    private Instant ordinary(Person person, int nth) {
        Instant at = begin.plusSeconds((long) ((nth + random.nextDouble()) * 60 / EACH * 86_400));
        boolean wrong = random.nextInt(20) == 0;
        tell(person, at, home(person), "device-" + person.number(), wrong ? 50126 : 0);
        return at;
    }

    private static String home(Person person) {
        return "198.51.%d.%d".formatted(100 + person.organisation(), 1 + person.number());
    }

    /** Everybody a few times within two hours of one afternoon; two of the passwords were right. */
    private void sprayed(Person person) {
        for (int round = 0; round < SPRAYED; round++) {
            Instant at = begin.plus(Duration.ofDays(40)).plusSeconds(round * 2_400L + person.number() * 20L);
            boolean right = round == 1 && person.number() % 50 == 7;
            tell(person, at, SPRAYER, "sprayer", right ? 0 : 50126);
        }
    }

    private void tell(Person person, Instant at, String ip, String device, int code) {
        boolean atHome = ip.equals(home(person));
        String json = """
                {"id":"sign-in-%d","createdDateTime":"%s","userId":"%s","userPrincipalName":"%s","appId":"mail","appDisplayName":"Mail",\
                "ipAddress":"%s","clientAppUsed":"Browser","isInteractive":true,"deviceDetail":{"deviceId":"%s","operatingSystem":"Linux",\
                "browser":"Firefox"},"location":%s,"status":{"errorCode":%d}}""".formatted(next++, at, person.id(), person.name(), ip, device, atHome ? OSLO : SYDNEY, code);
        told.add(new Told(person.organisation(), person.name(), at, json, 0));
    }

    private static String place(String city, String country, double north, double east) {
        return """
                {"city":"%s","countryOrRegion":"%s","geoCoordinates":{"latitude":%s,"longitude":%s}}""".formatted(city, country, north, east);
    }

    private void repeat() {
        int size = told.size();
        var all = new ArrayList<Told>();
        for (int place = 0; place < size; place++) {
            Told once = told.get(place);
            all.add(new Told(once.organisation, once.user, once.at, once.json, place));
            if (place % REPEATED == 0) {
                int later = place + 1 + random.nextInt(size - place);
                all.add(new Told(once.organisation, once.user, once.at, once.json, later + 0.5));
            }
        }
        told.clear();
        all.sort(Comparator.comparing(Told::position));
        told.addAll(all);
    }
}
