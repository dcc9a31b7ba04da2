package io.homeward.tenant.delegation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who has suspended a relationship. It is open again when neither side has (D22), and each side lifts only its own.
 *
 * @param all at most one of each side
 */
public record Suspensions(List<Suspension> all) {
    public static final Suspensions NONE = new Suspensions(List.of());

    /**
     * @param reason as the other side reads it
     * @param who the id of the person or application that suspended it
     */
    public record Suspension(Side by, Instant since, String reason, String who) {
        public Suspension {
            requireNonNull(by, "by");
            requireNonNull(since, "since");
            requireNonNull(reason, "reason");
            requireNonNull(who, "who");
        }
    }

    public Suspensions {
        all = all.stream().sorted(Comparator.comparing(Suspension::by)).toList();
        if (all.stream().map(Suspension::by).distinct().count() < all.size()) {
            throw new IllegalArgumentException("A side suspends a relationship once");
        }
    }

    public Optional<Suspension> of(Side side) {
        return all.stream().filter(one -> one.by() == side).findFirst();
    }

    /** With this one; a side that has suspended already has, and its first word stands. */
    public Suspensions with(Suspension suspension) {
        return of(suspension.by()).isPresent()
                ? this
                : new Suspensions(
                        Stream.concat(all.stream(), Stream.of(suspension)).toList());
    }

    public Suspensions without(Side side) {
        return new Suspensions(all.stream().filter(one -> one.by() != side).toList());
    }

    /** {@code partner}, {@code customer} or {@code both}, and since the earlier of the two; nothing while it is open. */
    public Optional<Summary> summary() {
        return all.stream()
                .min(Comparator.comparing(Suspension::since))
                .map(first -> new Summary(all.size() > 1 ? "both" : first.by().wire(), first.since()));
    }

    public record Summary(String by, Instant since) {}
}
