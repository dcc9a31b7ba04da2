package io.homeward.gateway.entry;

import java.time.Duration;

/**
 * How tokens are checked. Not configurable one by one: each number has its reason here.
 *
 * @param edge the public base URL, which is the audience of every token and the beginning of every issuer; no slash at the end
 * @param cachedTokens more verified tokens than this, and the least used are verified again
 * @param keysLifetime after this a tenant's keys are fetched again, so that a withdrawn key dies
 * @param keysPause a key we do not know makes us ask again, but not more often than this per tenant: anybody can invent a key id
 */
public record EntrySettings(String edge, int cachedTokens, Duration keysLifetime, Duration keysPause) {

    /** How far the clocks of two machines may be apart. Not granted to {@code exp}: an expired token is expired. */
    public static final Duration SKEW = Duration.ofSeconds(5);

    /** No token of ours lives longer; one that claims to is not ours. */
    public static final Duration LONGEST_LIFE = Duration.ofHours(1);

    /** Our tokens are about 1.2 KB; the header line has to fit beside others. */
    public static final int LONGEST_TOKEN = 8 * 1024;

    public EntrySettings {
        if (edge.endsWith("/")) {
            throw new IllegalArgumentException("homeward.edge.url ends without a slash");
        }
    }

    public static EntrySettings of(String edge) {
        return new EntrySettings(edge, 100_000, Duration.ofMinutes(5), Duration.ofSeconds(5));
    }
}
