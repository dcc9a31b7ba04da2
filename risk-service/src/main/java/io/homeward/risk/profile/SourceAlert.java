package io.homeward.risk.profile;

import java.time.Instant;

/**
 * A source that guessed. It is a record of the tenant; it touches a person only once the source has guessed right.
 *
 * @param at when the evidence was this strong
 * @param surprise how unlikely such counts are at an ordinary source, as the negative decimal logarithm of the probability; 0 for guesses at
 *     one name, which are counted and not compared
 */
public record SourceAlert(Kind kind, SourceCounts counts, double surprise, Instant at) {

    public enum Kind {
        /** Many names, few tries each. */
        PASSWORD_SPRAY("passwordSpray"),
        /** One name, many tries. */
        BRUTE_FORCE("bruteForce");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
