package io.homeward.accessrules.review;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.PolicyId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who would have noticed. Impacts add up in any order and any grouping ({@link #and}, with {@link #none} as nothing), so that a long record
 * can be read in parts.
 *
 * @param considered facts that were looked at
 * @param affected of those, the ones that would have ended differently
 * @param people by person; where more are affected than {@link #most}, those whose ids come first
 * @param most people that are named at the most
 * @param more whether others are affected who are not named
 */
public record Impact(long considered, long affected, SortedMap<PersonId, PersonImpact> people, int most, boolean more) {

    /** What would have been different for the person. */
    public enum Change {
        /** Asked for MFA, or to sign in again. */
        ASKED,
        /** Asked to register a second factor. */
        REGISTERS,
        NEW_PASSWORD,
        BLOCKED,
        /** Less is asked than by the rules of today, or nothing, or he is no longer blocked. */
        LET_IN
    }

    /**
     * @param changes how often, from when to when, and because of which policies
     * @param signedIn false for somebody who is at risk now and of whom no sign-in was recorded
     */
    public record PersonImpact(Map<Change, Times> changes, boolean signedIn) {
        public PersonImpact {
            changes = Map.copyOf(changes);
        }

        PersonImpact and(PersonImpact other) {
            var all = new EnumMap<Change, Times>(Change.class);
            all.putAll(changes);
            other.changes.forEach((change, times) -> all.merge(change, times, Times::and));
            return new PersonImpact(all, signedIn || other.signedIn);
        }
    }

    /** @param by the policies that do it: new or changed ones, and for {@code LET_IN} those that would be gone or changed */
    public record Times(long count, Instant first, Instant last, Set<PolicyId> by) {
        public Times {
            requireNonNull(first, "first");
            requireNonNull(last, "last");
            by = Set.copyOf(by);
        }

        Times and(Times other) {
            var policies = new HashSet<>(by);
            policies.addAll(other.by);
            return new Times(
                    count + other.count,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last,
                    policies);
        }
    }

    public Impact {
        var copy = sorted();
        copy.putAll(people);
        people = Collections.unmodifiableSortedMap(copy);
    }

    /** Nobody, of nothing. */
    public static Impact none(int most) {
        return new Impact(0, 0, sorted(), most, false);
    }

    static Impact of(PersonId person, Instant at, boolean recorded, Set<Change> changes, Set<PolicyId> by, int most) {
        if (changes.isEmpty()) {
            return new Impact(1, 0, sorted(), most, false);
        }
        var times = new EnumMap<Change, Times>(Change.class);
        changes.forEach(change -> times.put(change, new Times(1, at, at, by)));
        var people = sorted();
        people.put(person, new PersonImpact(times, recorded));
        return new Impact(1, 1, people, most, false).bounded();
    }

    public Impact and(Impact other) {
        if (other.people.isEmpty()) {
            return new Impact(
                    considered + other.considered, affected + other.affected, people, most, more || other.more);
        }
        var all = sorted();
        all.putAll(people);
        other.people.forEach((person, impact) -> all.merge(person, impact, PersonImpact::and));
        return new Impact(
                        considered + other.considered,
                        affected + other.affected,
                        all,
                        Math.min(most, other.most),
                        more || other.more)
                .bounded();
    }

    public Optional<PersonImpact> of(PersonId person) {
        return Optional.ofNullable(people.get(person));
    }

    private Impact bounded() {
        if (people.size() <= most) {
            return this;
        }
        var first = sorted();
        people.entrySet().stream().limit(most).forEach(entry -> first.put(entry.getKey(), entry.getValue()));
        return new Impact(considered, affected, first, most, true);
    }

    private static TreeMap<PersonId, PersonImpact> sorted() {
        return new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
    }
}
