package io.homeward.bench.quality.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people of one tenant have in common: the country, the office's addresses, the way out of the VPN, the devices of a lab. */
final class Organisation {
    private static final int OFFICES = 2;
    private static final int EXITS = 2;
    private static final int LAB_DEVICES = 6;

    private final Profile.Places places;
    private final int number;
    private final int country;
    private final List<Integer> offices = new ArrayList<>();
    private final List<Integer> exits = new ArrayList<>();
    private final List<Owned> lab = new ArrayList<>();

    Organisation(Profile profile, int number, Dice dice) {
        this.places = profile.places();
        this.number = number;
        this.country = profile.tenants() == 1 || dice.chance(.5) ? 0 : dice.below(12);
        int provider = Internet.popular(dice, country);
        for (int i = 0; i < OFFICES; i++) {
            offices.add(Internet.own(dice, provider));
        }
        int hosting = Internet.popular(dice, country);
        for (int i = 0; i < EXITS; i++) {
            exits.add(Internet.own(dice, hosting));
        }
        for (int i = 0; i < LAB_DEVICES; i++) {
            lab.add(Owned.drawn(dice, profile));
        }
    }

    int number() {
        return number;
    }

    int country() {
        return country;
    }

    /** An address of the organisation, unless this sign-in comes from the person's own surroundings. */
    Optional<Integer> address(Dice dice) {
        if (places.equals(Profile.Places.NONE)) {
            return Optional.empty();
        }
        double where = dice.share();
        if (where < places.office()) {
            return Optional.of(offices.get(dice.below(OFFICES)));
        }
        return where < places.office() + places.vpn() ? Optional.of(exits.get(dice.below(EXITS))) : Optional.empty();
    }

    /** A device of the lab, perhaps, if the address is the organisation's own. */
    Optional<Owned> device(Dice dice, int address) {
        boolean there = places.sharedDevices() > 0 && offices.contains(address);
        return there && dice.chance(places.sharedDevices())
                ? Optional.of(lab.get(dice.below(LAB_DEVICES)))
                : Optional.empty();
    }
}
