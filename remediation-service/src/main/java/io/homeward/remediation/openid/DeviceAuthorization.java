package io.homeward.remediation.openid;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A device that waits for somebody to sign in for it (RFC 8628).
 *
 * @param scopes those that are granted
 * @param from where the device is, as the gateway saw it
 * @param pause what it has to leave between two questions
 */
record DeviceAuthorization(
        UUID id,
        TenantId tenant,
        ApplicationId client,
        String applicationName,
        Set<String> scopes,
        From from,
        Instant askedAt,
        Instant expiresAt,
        Duration pause,
        Optional<Instant> polledAt,
        State state) {

    /** How long somebody has to walk to a browser and sign in. */
    static final Duration LIFETIME = Duration.ofMinutes(15);

    /** RFC 8628 section 3.2. */
    static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    /** By so much it grows with every question that comes too early (section 3.5). */
    static final Duration LONGER = Duration.ofSeconds(5);

    /** Where whoever asked for the code is. */
    record From(Optional<String> address, Optional<String> country, Optional<String> userAgent) {}

    /** How things stand with it. */
    sealed interface State {
        record Waiting() implements State {}

        /** @param session of whoever has allowed it, with his browser */
        record Allowed(UUID request, SessionId session) implements State {}

        /** @param refused the number of what the law said; empty where the person himself has denied it */
        record Denied(SessionId session, Optional<Integer> refused) implements State {}

        /** The device has its tokens. */
        record Spent(SessionId session, UUID grant) implements State {}
    }

    DeviceAuthorization {
        requireNonNull(id, "id");
        requireNonNull(tenant, "tenant");
        requireNonNull(client, "client");
        requireNonNull(applicationName, "applicationName");
        scopes = Set.copyOf(scopes);
        requireNonNull(from, "from");
        requireNonNull(askedAt, "askedAt");
        requireNonNull(expiresAt, "expiresAt");
        requireNonNull(pause, "pause");
        requireNonNull(polledAt, "polledAt");
        requireNonNull(state, "state");
    }

    boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Whether it asks again before it should. */
    boolean hurries(Instant now) {
        return polledAt.filter(at -> now.isBefore(at.plus(pause))).isPresent();
    }
}
