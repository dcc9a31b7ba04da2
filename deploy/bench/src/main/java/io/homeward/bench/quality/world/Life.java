package io.homeward.bench.quality.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One person's sign-ins, made one after the other. */
final class Life {
    private static final long DAY = 86_400;
    private static final double LAST_ADDRESS_AGAIN = .70;
    private static final double TWO_DEVICES = .45;
    private static final double TWO_NETWORKS = .5;
    private static final double FIRST_DEVICE = .7;
    private static final double SAME_DEVICE_SOON = .95;
    private static final double AT_HOME = .85;
    private static final double MISTYPES = .08;
    private static final int REMEMBERED = 30;

    private final Profile profile;
    private final Organisation organisation;
    private final int user;
    private final Dice dice;
    private final int home;
    private final int city;
    private final boolean traveller;
    private final double usualHour;
    private final List<Integer> networks = new ArrayList<>();
    private final List<Integer> addresses = new ArrayList<>();
    private final List<Owned> devices = new ArrayList<>();
    private @Nullable Owned lastDevice;
    private int left;
    private long at;

    Life(Profile profile, Organisation organisation, int user, Dice dice) {
        this.profile = profile;
        this.organisation = organisation;
        this.user = user;
        this.dice = dice;
        this.home = dice.chance(profile.homeShare())
                ? organisation.country()
                : Internet.abroad(dice, organisation.country());
        this.city = Internet.city(dice);
        this.traveller = dice.chance(profile.places().travellers());
        this.usualHour = 7 + 14 * dice.share();
        this.left = 1
                + Math.min(profile.logins().most() - 1, (int) StrictMath.exp(
                        profile.logins().mean() + profile.logins().deviation() * dice.normal()));
        this.at = (long) (dice.share() * profile.days() * DAY);
        networks.add(Internet.popular(dice, home));
        if (dice.chance(TWO_NETWORKS)) {
            networks.add(Internet.popular(dice, home));
        }
        devices.add(Owned.drawn(dice, profile));
        if (dice.chance(TWO_DEVICES)) {
            devices.add(Owned.drawn(dice, profile));
        }
    }

    /** The next one, as yet without its number; nothing once the time or the person's wish is over. */
    @Nullable
    Login next() {
        if (left == 0 || at >= profile.days() * DAY) {
            return null;
        }
        boolean first = lastDevice == null;
        Gap gap = Gap.ALL.get(dice.pick(profile.gaps()));
        if (!first) {
            at = Math.max(at + 1, inRhythm(at + gap.drawn(dice), gap));
            if (at >= profile.days() * DAY) {
                return null;
            }
        }
        left--;
        int address = organisation.address(dice).orElseGet(() -> address(first, gap));
        Owned device = organisation.device(dice, address).orElseGet(() -> device(first, gap));
        int mistyped = dice.chance(MISTYPES) ? 1 + dice.below(2) : 0;
        return new Login(0, organisation.number(), user, at, address, device.at(at), mistyped);
    }

    /** After a day or more, people come back at the hour that is theirs. */
    private long inRhythm(long due, Gap gap) {
        if (gap.compareTo(Gap.WEEK) < 0) {
            return due;
        }
        double wanted = usualHour * 3_600 + 9_000 * dice.normal();
        double off = Math.floorMod(due - (long) wanted, DAY);
        return due - (long) (off > DAY / 2.0 ? off - DAY : off);
    }

    private int address(boolean first, Gap gap) {
        int address;
        if (first || addresses.isEmpty() || dice.chance(profile.newAddress().get(gap.place()))) {
            address = somewhere(first);
        } else if (dice.chance(LAST_ADDRESS_AGAIN)) {
            address = addresses.getLast();
        } else {
            address = addresses.get(dice.below(addresses.size()));
        }
        addresses.remove((Object) address);
        addresses.add(address);
        if (addresses.size() > REMEMBERED) {
            addresses.removeFirst();
        }
        return address;
    }

    private int somewhere(boolean first) {
        boolean shared = dice.chance(profile.shared());
        double abroad = profile.newCountry() * (traveller ? Profile.Places.TRAVELLER : 1);
        if (!first && dice.chance(abroad)) {
            return Internet.address(dice, Internet.popular(dice, Internet.abroad(dice, home)), shared, -1);
        }
        int where = dice.chance(AT_HOME) ? city : Internet.city(dice);
        if (!first && dice.chance(profile.newNetwork())) {
            int network = Internet.popular(dice, home);
            if (dice.chance(profile.habitual()) && !networks.contains(network)) {
                networks.add(network);
            }
            return Internet.address(dice, network, shared, where);
        }
        return Internet.address(dice, networks.get(dice.below(networks.size())), shared, where);
    }

    private Owned device(boolean first, Gap gap) {
        Owned chosen;
        if (!first && dice.chance(profile.newDevice().get(gap.place()))) {
            chosen = Owned.drawn(dice, profile);
            if (dice.chance(.5)) {
                devices.add(dice.below(devices.size() + 1), chosen);
            }
        } else if (lastDevice != null && gap.compareTo(Gap.MINUTES) <= 0 && dice.chance(SAME_DEVICE_SOON)) {
            chosen = lastDevice;
        } else {
            chosen = dice.chance(FIRST_DEVICE) ? devices.getFirst() : devices.get(dice.below(devices.size()));
        }
        lastDevice = chosen;
        return chosen;
    }
}
