package io.homeward.risk.profile;

import io.homeward.risk.familiarity.Profile;
import io.homeward.risk.signin.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a person's accepted sign-ins were like.
 *
 * @param accepted how many there have been
 * @param firstAt the earliest of them
 * @param ring the last of them by their own time, oldest first, at most {@link #RING}
 * @param habits what is usual for the person, as the familiarity score keeps it
 * @param recent what happened lately beside
 * @param version how often it has changed; a score says which version it was held against
 */
public record History(
        int accepted, Optional<Instant> firstAt, List<Accepted> ring, Profile habits, Recent recent, int version) {
    public static final History NONE = new History(0, Optional.empty(), List.of(), Profile.EMPTY, Recent.NOTHING, 0);

    /** Enough to see A, B, A; small enough to be read with every sign-in. */
    static final int RING = 8;

    /** Until then a person's travels say nothing: whichever comes first. */
    static final int LEARNT_AFTER_SIGN_INS = 10;

    static final Duration LEARNT_AFTER = Duration.ofDays(14);

    public History {
        ring = List.copyOf(ring);
    }

    /** The history with one more accepted sign-in, which may be a late one. */
    public History with(SignIn signIn) {
        return with(signIn, habits);
    }

    /** The same, with the habits that have learned from it. */
    public History with(SignIn signIn, Profile learnt) {
        var entries = new ArrayList<>(ring);
        Accepted entry = Accepted.of(signIn);
        entries.add(entry);
        entries.sort(Comparator.comparing(Accepted::at));
        Instant first = firstAt.filter(known -> known.isBefore(signIn.at())).orElse(signIn.at());
        return new History(
                accepted + 1,
                Optional.of(first),
                entries.subList(Math.max(0, entries.size() - RING), entries.size()),
                learnt,
                hopped(entry),
                version + 1);
    }

    /** What is recent, where this sign-in came from another network than the one before it. */
    private Recent hopped(Accepted entry) {
        return ring.stream()
                .filter(each -> each.at().isBefore(entry.at()))
                .max(Comparator.comparing(Accepted::at))
                .filter(before -> before.asn() != Accepted.UNKNOWN && entry.asn() != Accepted.UNKNOWN)
                .filter(before -> before.asn() != entry.asn())
                .map(before -> recent.hopped(new Recent.Hop(entry.at(), before.asn(), entry.asn())))
                .orElse(recent);
    }

    /** The same after a second factor was denied or not answered: nothing to learn habits from. */
    public History denied(Instant at) {
        Recent more = recent.denied(at);
        return more.equals(recent) ? this : new History(accepted, firstAt, ring, habits, more, version + 1);
    }

    /** The same with other habits: some of what was learned was unlearned. */
    public History unlearned(Profile left) {
        return new History(accepted, firstAt, ring, left, recent, version + 1);
    }

    /** The same after an administrator confirmed a sign-in like this safe. */
    public History vouchedFor(Vouched like) {
        return recently(recent.vouchedFor(like));
    }

    /** The same after a sign-in like this was confirmed compromised. */
    public History notVouchedFor(Vouched like) {
        return recently(recent.notVouchedFor(each -> each.like(like)));
    }

    /** The same after the account was: what was said of it before counts for nothing. */
    public History vouchedForNoMore() {
        return recently(recent.notVouchedFor(each -> true));
    }

    private History recently(Recent other) {
        return other.equals(recent) ? this : new History(accepted, firstAt, ring, habits, other, version + 1);
    }

    /** Whether an administrator vouched for a sign-in like this. */
    public boolean vouchesFor(SignIn signIn) {
        return recent.vouched().stream().anyMatch(each -> each.covers(signIn));
    }

    /** Whether too little is known to judge anything by it at that time. */
    public boolean learning(Instant at) {
        return accepted < LEARNT_AFTER_SIGN_INS
                && firstAt.map(first -> first.plus(LEARNT_AFTER).isAfter(at)).orElse(true);
    }
}
