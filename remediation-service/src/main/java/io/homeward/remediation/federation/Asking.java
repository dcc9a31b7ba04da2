package io.homeward.remediation.federation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * One question to a provider, which only the browser that took it there can have answered: all three are made from that browser's secret, for one step of
 * one flow, and nothing of them is kept.
 *
 * @param state names the flow, and comes back with the answer
 * @param nonce comes back in the ID token
 * @param verifier of PKCE (RFC 7636); redeems the code
 * @param since the person has to have proven himself to the provider after this; empty where it does not matter
 */
public record Asking(String state, String nonce, String verifier, Optional<Instant> since) {
    public Asking {
        requireNonNull(state, "state");
        requireNonNull(nonce, "nonce");
        requireNonNull(verifier, "verifier");
        requireNonNull(since, "since");
    }

    @Override
    public String toString() {
        return "Asking";
    }
}
