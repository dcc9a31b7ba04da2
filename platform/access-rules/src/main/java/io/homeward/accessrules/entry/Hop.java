package io.homeward.accessrules.entry;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One delegated admin relationship on the way into a tenant.
 *
 * @param customer who grants
 * @param partner who is granted
 * @param roles what it gives: in the hop of the person's own home, what its assignments give this person; in the others,
 *     what the relationship gives
 * @param endsAt from this instant on it is over, whatever the status says; decided with the clock, not by an event
 * @param subDelegates clients of the partner whom the customer allowed by name to come through it (D20)
 * @param threshold the customer's own threshold for external people, where it is not the built-in one
 * @param relationship its id, for who explains a decision afterwards; nothing is decided by it
 */
public record Hop(
        TenantId customer,
        TenantId partner,
        Status status,
        Set<RoleId> roles,
        Optional<Instant> endsAt,
        Set<TenantId> subDelegates,
        Optional<RiskLevel> threshold,
        Optional<String> relationship) {
    public Hop {
        requireNonNull(customer, "customer");
        requireNonNull(partner, "partner");
        requireNonNull(status, "status");
        roles = Set.copyOf(roles);
        requireNonNull(endsAt, "endsAt");
        subDelegates = Set.copyOf(subDelegates);
        requireNonNull(threshold, "threshold");
        requireNonNull(relationship, "relationship");
    }

    /** A relationship of two tenants without sub-delegation. */
    public static Hop direct(
            TenantId customer, TenantId partner, Status status, Set<RoleId> roles, Optional<Instant> endsAt) {
        return new Hop(customer, partner, status, roles, endsAt, Set.of(), Optional.empty(), Optional.empty());
    }

    public enum Status {
        /** Not approved yet, or refused: never was a relationship. */
        NOT_YET,
        ACTIVE,
        /** Also whatever word we do not know: it may say that it is over, so it lets nobody in. */
        SUSPENDED,
        EXPIRED,
        /** From the request on. */
        TERMINATED;

        private static final Map<String, Status> BY_WIRE_NAME = Map.of(
                "created", NOT_YET,
                "approvalPending", NOT_YET,
                "approved", NOT_YET,
                "activating", NOT_YET,
                "active", ACTIVE,
                "expiring", ACTIVE,
                "expired", EXPIRED,
                "terminationRequested", TERMINATED,
                "terminating", TERMINATED,
                "terminated", TERMINATED);

        /** Reads Graph's word. */
        public static Status ofWire(String wireName) {
            return BY_WIRE_NAME.getOrDefault(wireName, SUSPENDED);
        }

        /** Graph's words for any of these. */
        public static Set<String> wireNames(Set<Status> statuses) {
            return BY_WIRE_NAME.entrySet().stream()
                    .filter(word -> statuses.contains(word.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    boolean active(Instant now) {
        return status == Status.ACTIVE && endsAt.map(now::isBefore).orElse(true);
    }
}
