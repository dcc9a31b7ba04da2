package io.homeward.graph.query;

import java.util.Optional;

/**
 * Seals the tokens that listings hand to their callers ({@code $skiptoken}, {@code $deltatoken}), so that nobody reads in them what the
 * database counts for all tenants together, or makes one himself. A service with a key brings its own; without one,
 * {@link ClearTokens} serves, which is enough where a token holds nothing but the caller's own rows.
 */
public interface TokenSeal {

    /** @param binding whose token it is and for what; with another one it does not open */
    byte[] seal(String binding, byte[] token);

    /** Empty whatever is wrong: another binding, another key, cut short, changed. What a key once sealed it opens as long as tokens live. */
    Optional<byte[]> open(String binding, byte[] sealed);
}
