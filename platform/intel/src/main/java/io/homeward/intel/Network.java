package io.homeward.intel;

/**
 * Whose network an address is in.
 *
 * @param asn the number of the autonomous system
 * @param organisation as the source spells it; empty where it does not say
 */
public record Network(long asn, String organisation) {}
