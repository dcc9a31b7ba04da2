package io.homeward.gateway.authzen;

import java.util.Optional;

/** One question as it was asked; whether its words mean anything here nobody has looked yet. */
record Question(Subject subject, String action, Thing resource, Circumstances circumstances) {

    /**
     * Whom it is about.
     *
     * @param issuer whose account it is, {@code {edge}/{home}/v2.0}; empty for the asking application's own tenant
     * @param token his access token for this tenant, the one proof of a session
     */
    record Subject(String type, String id, Optional<String> issuer, Optional<String> token) {}

    /** What it is about. */
    record Thing(String type, String id) {}

    /**
     * From where and with what he calls, as the asking application saw it. What it does not say is not known.
     *
     * @param address {@code context.ip_address}
     * @param userAgent {@code context.user_agent}
     */
    record Circumstances(Optional<String> address, Optional<String> userAgent) {
        static final Circumstances UNKNOWN = new Circumstances(Optional.empty(), Optional.empty());
    }

    Question about(Subject other) {
        return new Question(other, action, resource, circumstances);
    }

    Question doing(String other) {
        return new Question(subject, other, resource, circumstances);
    }

    Question at(Thing other) {
        return new Question(subject, action, other, circumstances);
    }
}
