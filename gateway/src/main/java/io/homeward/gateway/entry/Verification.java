package io.homeward.gateway.entry;

import io.homeward.gateway.web.Fault;

/** What came of looking at a token. */
public sealed interface Verification {

    /** @param fingerprint the SHA-256 of the token, by which it may be spoken of */
    record Genuine(PublicCaller caller, String fingerprint) implements Verification {}

    /**
     * @param fault of kind unauthenticated, or away where the keys could not be had
     * @param detail one sentence for the caller; speaks of what is inside a token only after its signature was found to be ours
     */
    record Refused(Fault fault, String detail) implements Verification {}
}
