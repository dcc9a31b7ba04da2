package io.homeward.bench.quality.attack;

import io.homeward.bench.quality.world.Device;
import io.homeward.bench.quality.world.Dice;
import io.homeward.bench.quality.world.Internet;
import io.homeward.bench.quality.world.Login;
import io.homeward.bench.quality.world.Population;
import io.homeward.bench.quality.world.Profile;
import java.util.List;
import java.util.Optional;

/** The attacks on one population. */
public final class Attacks {
    /** How many of the sign-ins are replaced once by each attacker. */
    public static final double VICTIMS = .20;

    private final Profile profile;
    private final long seed;
    private final Donors donors;

    public Attacks(Profile profile, long seed, List<Login> logins) {
        this.profile = profile;
        this.seed = seed;
        this.donors = new Donors(logins);
    }

    /** Drawn for each sign-in by itself, so that who signs in often is attacked often. */
    public boolean strikes(Login login) {
        return Dice.of(seed, 4, login.number()).chance(VICTIMS);
    }

    /** What the attacker does in place of this sign-in; nothing if nobody could lend him an address. */
    public Optional<Login> replacing(Login victim, Attacker attacker) {
        Dice dice = Dice.of(seed, 3, attacker.wireName().hashCode(), victim.number());
        Device anybodys = Population.anybodysDevice(dice, profile, victim.at());
        return switch (attacker) {
            case NAIVE -> donors.anybody(dice, victim).map(donor -> victim.from(donor.address(), anybodys));
            case VPN -> donors.inCountry(dice, victim).map(donor -> victim.from(donor.address(), anybodys));
            case TARGETED -> donors.inNetwork(dice, victim).map(donor -> victim.from(donor.address(), victim.device()));
            case RENTED -> Optional.of(victim.from(Internet.own(dice, Internet.rented(dice)), anybodys));
            case RARE -> donors.inAnyNetwork(dice, victim).map(donor -> victim.from(donor.address(), anybodys));
        };
    }
}
