package io.homeward.accessrules.entry;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

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
 */
public record Hop(
        TenantId customer,
        TenantId partner,
        Status status,
        Set<RoleId> roles,
        Optional<Instant> endsAt,
        Set<TenantId> subDelegates,
        Optional<RiskLevel> threshold) {
    public Hop {
        requireNonNull(customer, "customer");
        requireNonNull(partner, "partner");
        requireNonNull(status, "status");
        roles = Set.copyOf(roles);
        requireNonNull(endsAt, "endsAt");
        subDelegates = Set.copyOf(subDelegates);
        requireNonNull(threshold, "threshold");
    }

    /** A relationship of two tenants without sub-delegation. */
    public static Hop direct(
            TenantId customer, TenantId partner, Status status, Set<RoleId> roles, Optional<Instant> endsAt) {
        return new Hop(customer, partner, status, roles, endsAt, Set.of(), Optional.empty());
    }

    public enum Status {
        /** Not approved yet, or refused: never was a relationship. */
        NOT_YET,
        /** Graph: {@code active}, {@code expiring}. */
        ACTIVE,
        SUSPENDED,
        EXPIRED,
        /** Graph: {@code terminationRequested} and later; from the request on. */
        TERMINATED;

        /** Reads Graph's word. One we do not know may say that it is over, so it lets nobody in. */
        public static Status ofWire(String wireName) {
            return switch (wireName) {
                case "created", "approvalPending", "approved", "activating" -> NOT_YET;
                case "active", "expiring" -> ACTIVE;
                case "expired" -> EXPIRED;
                case "terminationRequested", "terminating", "terminated" -> TERMINATED;
                default -> SUSPENDED;
            };
        }
    }

    boolean active(Instant now) {
        return status == Status.ACTIVE && endsAt.map(now::isBefore).orElse(true);
    }
}
