package io.homeward.remediation.notice;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a link holds for. Exactly one of {@code signIn} and {@code change} is there. */
record NoticeLink(
        UUID id,
        PersonId person,
        @Nullable String signIn,
        @Nullable String change,
        Instant expiresAt) {

    /** People read their mail after a holiday of a week, and what they then say still helps. */
    static final Duration LIFETIME = Duration.ofDays(7);

    NoticeLink {
        requireNonNull(id, "id");
        requireNonNull(person, "person");
        requireNonNull(expiresAt, "expiresAt");
        if ((signIn == null) == (change == null)) {
            throw new IllegalArgumentException("A notice is about a sign-in or about a change");
        }
    }

    String about() {
        return signIn == null ? "change " + change : "sign-in " + signIn;
    }
}
