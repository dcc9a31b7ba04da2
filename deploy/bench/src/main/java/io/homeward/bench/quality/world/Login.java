package io.homeward.bench.quality.world;

/**
 * A successful sign-in.
 *
 * @param number its place in the order of time; an attacker's has the number of the one it replaces
 * @param at seconds since the beginning
 * @param address see {@link Internet}
 * @param mistyped how often the password was wrong just before
 */
public record Login(int number, int tenant, int user, long at, int address, Device device, int mistyped) {

    /** What an attacker makes of it: at the same moment, from elsewhere, perhaps with something else in his hand. */
    public Login from(int other, Device used) {
        return new Login(number, tenant, user, at, other, used, mistyped);
    }

    public int network() {
        return Internet.network(address);
    }

    public int country() {
        return Internet.country(address);
    }

    /** Hour of the day, with minutes as its fraction. */
    public double hour() {
        return at % 86_400 / 3_600.0;
    }
}
