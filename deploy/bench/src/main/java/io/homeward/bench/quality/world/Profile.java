package io.homeward.bench.quality.world;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every knob of the generator.
 *
 * @param users how many people
 * @param tenants among how many organisations they are spread
 * @param days how long they are watched
 * @param logins how many sign-ins each has: 1 + LogNormal(mean, deviation) of the logarithm, at most so many
 * @param gaps how likely the time to the next sign-in falls into each bin of {@link Gap}
 * @param newAddress how likely the address is a new one, by bin of the gap (published for the telecom's page)
 * @param newDevice how likely the device is a new one, by bin of the gap
 * @param homeShare how many live in the one dominant country
 * @param newCountry how many of the new addresses are in a country that is not the person's
 * @param newNetwork how many of the others are in another network of the same country
 * @param habitual how many of such networks become the person's own
 * @param shared how many of the new addresses are one of the {@value Internet#SHARED} that all customers of a network share
 * @param models how many builds and models of a device are around, by falling frequency
 * @param places what the organisation brings along
 */
public record Profile(
        String name,
        int users,
        int tenants,
        int days,
        Logins logins,
        List<Double> gaps,
        List<Double> newAddress,
        List<Double> newDevice,
        double homeShare,
        double newCountry,
        double newNetwork,
        double habitual,
        double shared,
        int models,
        Places places) {

    /** Parameters of the logarithm of how often somebody signs in, and the most. */
    public record Logins(double mean, double deviation, int most) {}

    /**
     * What people of an organisation have in common.
     *
     * @param office how many sign-ins come from one of the organisation's few own addresses
     * @param vpn how many come out of its VPN
     * @param sharedDevices how many of those in the office are on a device that many use
     * @param travellers how many people travel: new countries are then {@value #TRAVELLER} times as likely
     */
    public record Places(double office, double vpn, double sharedDevices, double travellers) {
        static final Places NONE = new Places(0, 0, 0, 0);
        static final int TRAVELLER = 6;
    }

    private static final List<Double> GAPS = List.of(4.0, 10.7, 5.1, 11.2, 17.2, 21.4, 30.3);
    private static final List<Double> DAILY = List.of(2.0, 6.0, 8.0, 55.0, 22.0, 5.0, 2.0);
    private static final List<Double> NEW_ADDRESS = List.of(.024, .054, .12, .223, .351, .539, .759);
    private static final List<Double> NEW_DEVICE = List.of(.02, .02, .04, .05, .06, .08, .10);
    private static final List<Double> NEW_DEVICE_NOISY = List.of(.05, .08, .12, .18, .25, .32, .45);
    private static final List<Double> NEW_DEVICE_MANAGED = List.of(.002, .002, .004, .006, .01, .03, .06);
    private static final Logins OCCASIONAL = new Logins(0.9, 1.1, 120);

    /** The telecom's page, with devices as people own them. */
    public static final Profile CALM = new Profile(
            "calm", 20_000, 1, 395, OCCASIONAL, GAPS, NEW_ADDRESS, NEW_DEVICE, .80, .03, .09, .40, .12, 2, Places.NONE);

    /** The same with as many new user agents as the published data set has. */
    public static final Profile NOISY = CALM.named("noisy").withNewDevice(NEW_DEVICE_NOISY);

    /** Twenty organisations that work on weekdays, from offices, through a VPN, and on journeys. */
    public static final Profile WORKFORCE = CALM.named("workforce")
            .withNewDevice(NEW_DEVICE_MANAGED)
            .with(2_000, 20, new Logins(3.2, .8, 400), DAILY, new Places(.45, .15, 0, .08));

    /** Twenty schools with labs whose devices everybody uses. */
    public static final Profile EDUCATION =
            CALM.named("education").with(4_000, 20, new Logins(2.3, .9, 200), DAILY, new Places(.5, 0, .6, .02));

    /** Customers: most come once or twice, many behind the shared addresses of mobile networks. */
    public static final Profile CONSUMERS = new Profile(
            "consumers",
            30_000,
            20,
            395,
            new Logins(.3, 1.2, 60),
            GAPS,
            NEW_ADDRESS,
            NEW_DEVICE,
            .80,
            .03,
            .09,
            .40,
            .35,
            2,
            Places.NONE);

    private Profile named(String other) {
        return with(other, users, tenants, logins, gaps, newDevice, places);
    }

    private Profile withNewDevice(List<Double> other) {
        return with(name, users, tenants, logins, gaps, other, places);
    }

    private Profile with(int people, int organisations, Logins often, List<Double> pauses, Places common) {
        return with(name, people, organisations, often, pauses, newDevice, common);
    }

    /** Everything in which the profiles above differ from one another; the rest stays. */
    private Profile with(
            String called,
            int people,
            int organisations,
            Logins often,
            List<Double> pauses,
            List<Double> devices,
            Places common) {
        return new Profile(
                called,
                people,
                organisations,
                days,
                often,
                pauses,
                newAddress,
                devices,
                homeShare,
                newCountry,
                newNetwork,
                habitual,
                shared,
                models,
                common);
    }

    /** The same with fewer people, for a test. */
    public Profile of(int people) {
        return with(people, Math.min(tenants, people), logins, gaps, places);
    }

    /** The profile of that name. */
    public static Profile called(String name) {
        return Stream.of(CALM, NOISY, WORKFORCE, EDUCATION, CONSUMERS)
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no profile is called " + name));
    }
}
