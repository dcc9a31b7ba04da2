package io.homeward.risk.profile;

/**
 * How often an administrator has called sign-ins with the same things compromised, decayed and capped.
 *
 * @param address from the same address
 * @param network in the same network
 * @param agent with the same user agent
 */
public record Attacked(double address, double network, double agent) {
    public static final Attacked NEVER = new Attacked(0, 0, 0);
}
