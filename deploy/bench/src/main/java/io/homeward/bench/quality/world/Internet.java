package io.homeward.bench.quality.world;

import java.util.Arrays;

/**
 * A small internet: countries, in each 40 to 120 networks of which the first has about a third of the customers, in each 65,536 addresses.
 * An address says everything: its network, and with that its country; its neighbourhood of 256, and with that its city.
 */
public final class Internet {
    /** How many addresses of a network all its customers share. */
    static final int SHARED = 30;

    private static final int ADDRESSES = 65_536;
    private static final int CITIES = 5;
    private static final double[] CITY_SIZES = {.5, .2, .15, .1, .05};
    private static final double FALL = 1.35;
    private static final long SEED = 20_160_221;

    private static final int[] FIRST = new int[Country.COUNT + 1];
    private static final double[][] CUSTOMERS = new double[Country.COUNT][];
    private static final double[] TRAVEL = Dice.zipf(Country.COUNT - 1, 1);

    static {
        Dice dice = Dice.of(SEED);
        for (int country = 0; country < Country.COUNT; country++) {
            int networks = 40 + dice.below(81);
            FIRST[country + 1] = FIRST[country] + networks;
            CUSTOMERS[country] = Dice.zipf(networks, FALL);
        }
    }

    private Internet() {}

    public static int networks() {
        return FIRST[Country.COUNT];
    }

    public static int network(int address) {
        return address / ADDRESSES;
    }

    public static int neighbourhood(int address) {
        return address / 256;
    }

    public static int country(int address) {
        return countryOf(network(address));
    }

    static int countryOf(int network) {
        int found = Arrays.binarySearch(FIRST, network);
        return found >= 0 ? found : -found - 2;
    }

    /** A number below 5; the first is the capital. */
    public static int city(int address) {
        return Dice.of(SEED, neighbourhood(address)).pick(CITY_SIZES);
    }

    /** Degrees; the smaller cities of a country lie around its capital. */
    public static double latitude(int address) {
        int city = city(address);
        return Country.latitude(country(address)) + (city == 0 ? 0 : (city - 2.5) * 1.2);
    }

    /** Degrees. */
    public static double longitude(int address) {
        int city = city(address);
        return Country.longitude(country(address)) + (city == 0 ? 0 : (city % 2 == 0 ? 2.5 : -2.5));
    }

    /** A network of the country, as likely as it has customers. */
    static int popular(Dice dice, int country) {
        return FIRST[country] + dice.pick(CUSTOMERS[country]);
    }

    /** Another country, near ones (in the order of traffic) more likely. */
    static int abroad(Dice dice, int home) {
        int drawn = dice.pick(TRAVEL);
        return drawn < home ? drawn : drawn + 1;
    }

    /** Any network of any country, countries as likely as each other: where an attacker has rented something. */
    public static int rented(Dice dice) {
        int country = dice.below(Country.COUNT);
        return FIRST[country] + dice.below(FIRST[country + 1] - FIRST[country]);
    }

    /** An address in the network: shared, or somebody's own in the wanted city (any, if negative). */
    static int address(Dice dice, int network, boolean shared, int city) {
        if (shared) {
            return network * ADDRESSES + dice.below(SHARED);
        }
        int address = own(dice, network);
        for (int tries = 0; city >= 0 && city(address) != city && tries < 60; tries++) {
            address = own(dice, network);
        }
        return address;
    }

    /** Somebody's own address there. */
    public static int own(Dice dice, int network) {
        return network * ADDRESSES + SHARED + dice.below(ADDRESSES - SHARED);
    }

    /** How often, of all first sign-ins of a profile with one tenant, one comes from this network. */
    public static double frequency(Profile profile, int network) {
        int country = countryOf(network);
        double here = country == 0
                ? profile.homeShare()
                : (1 - profile.homeShare())
                        * TRAVEL[country - 1]
                        / Arrays.stream(TRAVEL).sum();
        double[] customers = CUSTOMERS[country];
        return here
                * customers[network - FIRST[country]]
                / Arrays.stream(customers).sum();
    }

    static int city(Dice dice) {
        return dice.pick(CITY_SIZES);
    }

    static int cities() {
        return CITIES;
    }
}
