package io.homeward.tenant.delegation;

import io.homeward.accessrules.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A delegated admin relationship. Each state offers only the moves that are legal from it; time is an argument.
 *
 * <pre>
 * Created -> ApprovalPending -> Approved -> Activating -> Active -> Expiring -> Expired
 *                 |                                         \          /
 *                 +-> Terminated, Expired            TerminationRequested -> Terminating -> Terminated
 * </pre>
 *
 * Access follows from Active and Expiring alone, and only before {@code endsAt} (D22).
 */
public sealed interface Relationship {

    /** An invitation nobody answered lapses after this time. */
    Duration PATIENCE = Duration.ofDays(90);

    /** So long before its end a relationship is extended, or says that it is expiring; access goes on until the end. */
    Duration NOTICE = Duration.ofDays(1);

    Terms terms();

    Status status();

    /** What time alone does to this state; the state itself where that is nothing. */
    default Relationship asOf(Instant now) {
        return this;
    }

    /** The end of access: known from activation on. */
    default Optional<Instant> endsAt() {
        return Optional.empty();
    }

    default Optional<Instant> activatedAt() {
        return Optional.empty();
    }

    /** The partner is still writing it. */
    record Created(Terms terms) implements Relationship {
        @Override
        public Status status() {
            return Status.CREATED;
        }

        public ApprovalPending lockForApproval(Instant at) {
            return new ApprovalPending(terms, at);
        }

        public Created amended(Terms better) {
            return new Created(better);
        }
    }

    /** Sealed by the partner, to be answered by the customer. */
    record ApprovalPending(Terms terms, Instant lockedAt) implements Relationship {
        @Override
        public Status status() {
            return Status.APPROVAL_PENDING;
        }

        /** @param customer who approves: the customer named in the terms, or whoever holds an open invitation */
        public Approved approve(TenantId customer) {
            if (terms.customer().filter(named -> !named.equals(customer)).isPresent()) {
                throw new IllegalArgumentException("Only the customer named in it approves a relationship");
            }
            return new Approved(terms.agreedBy(customer));
        }

        /** The customer says no. */
        public Terminated reject(Instant at) {
            return new Terminated(terms, Optional.empty(), at);
        }

        /** The partner takes it back. */
        public Terminated withdraw(Instant at) {
            return new Terminated(terms, Optional.empty(), at);
        }

        @Override
        public Relationship asOf(Instant now) {
            return now.isBefore(lockedAt.plus(PATIENCE))
                    ? this
                    : new Expired(terms, Optional.empty(), lockedAt.plus(PATIENCE));
        }
    }

    record Approved(Terms terms) implements Relationship {
        @Override
        public Status status() {
            return Status.APPROVED;
        }

        public Activating activate() {
            return new Activating(terms);
        }
    }

    /** Being made known; grants nothing yet. */
    record Activating(Terms terms) implements Relationship {
        @Override
        public Status status() {
            return Status.ACTIVATING;
        }

        public Active complete(Instant at) {
            return new Active(terms, at, terms.lifetime().from(at));
        }
    }

    record Active(Terms terms, Instant began, Instant end) implements Relationship {
        @Override
        public Status status() {
            return Status.ACTIVE;
        }

        @Override
        public Optional<Instant> endsAt() {
            return Optional.of(end);
        }

        @Override
        public Optional<Instant> activatedAt() {
            return Optional.of(began);
        }

        public Active amended(Terms fewer) {
            return new Active(fewer, began, end);
        }

        public TerminationRequested terminate(Instant at) {
            return new TerminationRequested(terms, began, at);
        }

        /** Extended as often as it takes where that was agreed; a relationship whose end was missed does not revive. */
        @Override
        public Relationship asOf(Instant now) {
            if (!now.isBefore(end)) {
                return new Expired(terms, Optional.of(began), end);
            }
            if (now.isBefore(end.minus(NOTICE))) {
                return this;
            }
            return switch (terms.autoExtend()) {
                case NEVER -> new Expiring(terms, began, end);
                case HALF_A_YEAR -> new Active(terms, began, terms.autoExtend().from(end));
            };
        }
    }

    /** The last day of one that does not extend itself. Access holds until {@code end}. */
    record Expiring(Terms terms, Instant began, Instant end) implements Relationship {
        @Override
        public Status status() {
            return Status.EXPIRING;
        }

        @Override
        public Optional<Instant> endsAt() {
            return Optional.of(end);
        }

        @Override
        public Optional<Instant> activatedAt() {
            return Optional.of(began);
        }

        /** Agreed extension makes it active again, by the next look at the time. */
        public Active amended(Terms better) {
            return new Active(better, began, end);
        }

        public TerminationRequested terminate(Instant at) {
            return new TerminationRequested(terms, began, at);
        }

        @Override
        public Relationship asOf(Instant now) {
            return now.isBefore(end) ? this : new Expired(terms, Optional.of(began), end);
        }
    }

    /** Over. {@code began} is empty for an invitation that lapsed. */
    record Expired(Terms terms, Optional<Instant> began, Instant at) implements Relationship {
        @Override
        public Status status() {
            return Status.EXPIRED;
        }

        @Override
        public Optional<Instant> endsAt() {
            return Optional.of(at);
        }

        @Override
        public Optional<Instant> activatedAt() {
            return began;
        }
    }

    record TerminationRequested(Terms terms, Instant began, Instant at) implements Relationship {
        @Override
        public Status status() {
            return Status.TERMINATION_REQUESTED;
        }

        @Override
        public Optional<Instant> endsAt() {
            return Optional.of(at);
        }

        @Override
        public Optional<Instant> activatedAt() {
            return Optional.of(began);
        }

        public Terminating begin() {
            return new Terminating(terms, began, at);
        }
    }

    record Terminating(Terms terms, Instant began, Instant at) implements Relationship {
        @Override
        public Status status() {
            return Status.TERMINATING;
        }

        @Override
        public Optional<Instant> endsAt() {
            return Optional.of(at);
        }

        @Override
        public Optional<Instant> activatedAt() {
            return Optional.of(began);
        }

        public Terminated complete() {
            return new Terminated(terms, Optional.of(began), at);
        }
    }

    /** Ended by somebody: terminated, rejected or withdrawn. */
    record Terminated(Terms terms, Optional<Instant> began, Instant at) implements Relationship {
        @Override
        public Status status() {
            return Status.TERMINATED;
        }

        @Override
        public Optional<Instant> endsAt() {
            return Optional.of(at);
        }

        @Override
        public Optional<Instant> activatedAt() {
            return began;
        }
    }
}
