package io.homeward.remediation.openid;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All keys that a tenant's issuer ever had, and what each is for at a moment: the next is published ahead of use, one signs, those before stay
 * published until nothing they signed is valid. Pure, so that every process that has the same rows signs with the same key at the same moment.
 *
 * @param keys the one that signs last first
 */
record KeyRing(List<Kept> keys) {

    /** Nothing that a key has signed is valid for longer, give or take what clocks differ. */
    static final Duration OVERLAP = TokenIssuer.ID_LIFETIME.plusMinutes(5);

    /**
     * @param signsFrom before that it is published only
     * @param withdrawnAt it leaked: since then nothing it signed is believed
     */
    record Kept(SigningKey key, Instant createdAt, Instant signsFrom, Optional<Instant> withdrawnAt) {
        Kept {
            requireNonNull(key, "key");
            requireNonNull(createdAt, "createdAt");
            requireNonNull(signsFrom, "signsFrom");
            requireNonNull(withdrawnAt, "withdrawnAt");
        }
    }

    /** What a key is for. */
    enum State {
        NEXT,
        SIGNING,
        RETIRING,
        RETIRED,
        WITHDRAWN
    }

    KeyRing {
        keys = keys.stream()
                .sorted(Comparator.comparing(Kept::signsFrom)
                        .thenComparing(Kept::createdAt)
                        .thenComparing(kept -> kept.key().id())
                        .reversed())
                .toList();
    }

    State state(Kept kept, Instant now) {
        if (kept.withdrawnAt().isPresent()) {
            return State.WITHDRAWN;
        }
        List<Kept> sound = sound();
        int place = sound.indexOf(kept);
        int signing = signing(now).map(sound::indexOf).orElseThrow();
        if (place <= signing) {
            return place < signing ? State.NEXT : State.SIGNING;
        }
        return sound.get(place - 1).signsFrom().plus(OVERLAP).isAfter(now) ? State.RETIRING : State.RETIRED;
    }

    /** The last whose time has come, or else the first that there is: one made by a clock that is ahead of ours. Empty where there is none at all. */
    Optional<Kept> signing(Instant now) {
        List<Kept> sound = sound();
        return sound.stream()
                .filter(kept -> !kept.signsFrom().isAfter(now))
                .findFirst()
                .or(() -> sound.stream().reduce((later, earlier) -> earlier));
    }

    /** Empty where none waits. */
    Optional<Kept> next(Instant now) {
        return keys.stream().filter(kept -> state(kept, now) == State.NEXT).findFirst();
    }

    /** What whoever verifies may know: the one that signs first. */
    List<SigningKey> published(Instant now) {
        return keys.stream()
                .filter(kept -> switch (state(kept, now)) {
                    case NEXT, SIGNING, RETIRING -> true;
                    case RETIRED, WITHDRAWN -> false;
                })
                .sorted(Comparator.comparing(kept -> state(kept, now) != State.SIGNING))
                .map(Kept::key)
                .toList();
    }

    /** All but those that leaked: what an old ID token was signed with still tells who it was about. */
    List<SigningKey> ever() {
        return sound().stream().map(Kept::key).toList();
    }

    private List<Kept> sound() {
        return keys.stream().filter(kept -> kept.withdrawnAt().isEmpty()).toList();
    }
}
