package io.homeward.local.stream;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Somebody's habits: where he works and lives, what he signs in with, when his day begins. */
record Worker(
        String name, Place town, String officeAddress, String homeAddress, List<Device> devices, double dayBegins) {

    record Device(String id, String operatingSystem, String browser, String userAgent) {}

    private static final List<Place> TOWNS = List.of(Place.BERGEN, Place.OSLO, Place.TRONDHEIM, Place.STAVANGER);

    /** @param number his place in the list; gives him an address at home that nobody else has */
    static Worker of(String name, int number, SplittableRandom random) {
        int town = random.nextInt(TOWNS.size());
        var devices = random.nextInt(3) == 0
                ? List.of(laptop(random), phone(random), laptop(random))
                : List.of(laptop(random), phone(random));
        return new Worker(
                name,
                TOWNS.get(town),
                "198.51.100." + (10 + town),
                "198.18.%d.%d".formatted(number / 250, 1 + number % 250),
                devices,
                7.5 + random.nextDouble() * 1.5);
    }

    private static Device laptop(SplittableRandom random) {
        return random.nextInt(4) == 0
                ? new Device(id(random), "MacOs", "Safari 18.4", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)")
                : new Device(id(random), "Windows11", "Edge 141.0", "Mozilla/5.0 (Windows NT 10.0; Win64; x64)");
    }

    private static Device phone(SplittableRandom random) {
        return random.nextInt(2) == 0
                ? new Device(id(random), "Ios 18", "Mobile Safari", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4)")
                : new Device(id(random), "Android 15", "Chrome Mobile", "Mozilla/5.0 (Linux; Android 15; Pixel 8)");
    }

    private static String id(SplittableRandom random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
