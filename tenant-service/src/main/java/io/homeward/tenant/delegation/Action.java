package io.homeward.tenant.delegation;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.delegation.Relationship.Active;
import io.homeward.tenant.delegation.Relationship.ApprovalPending;
import io.homeward.tenant.delegation.Relationship.Created;
import io.homeward.tenant.delegation.Relationship.Expiring;
import io.homeward.tenant.delegation.Relationship.TerminationRequested;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** What either side may ask of a relationship. Which side may is decided by the tenant that asks. */
public enum Action {
    LOCK_FOR_APPROVAL("lockForApproval"),
    APPROVE("approve"),
    REJECT("reject"),
    TERMINATE("terminate");

    private final String wire;

    Action(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    public static Optional<Action> of(String wire) {
        return Arrays.stream(values())
                .filter(action -> action.wire.equalsIgnoreCase(wire))
                .findFirst();
    }

    /**
     * The state this action leads to. Approval and termination take effect in the same moment, so their passing states are gone through
     * at once; whoever makes activation slower keeps them.
     *
     * @param asker the tenant in which it is asked
     * @throws Refusal {@link Fault#NOT_ALLOWED} where the other side has to ask, {@link Fault#NOT_IN_THIS_STATE} where nobody can now,
     *     {@link Fault#RELATIONSHIP_UNKNOWN} where somebody who was only shown an open invitation would end it for everybody
     */
    public Relationship on(Relationship relationship, TenantId asker, Instant at) {
        boolean partner = asker.equals(relationship.terms().partner());
        return switch (this) {
            case LOCK_FOR_APPROVAL -> {
                only(partner, "Only the partner locks a relationship for approval.");
                yield relationship instanceof Created created ? created.lockForApproval(at) : refused(relationship);
            }
            case APPROVE -> {
                only(!partner, "Only the customer approves a relationship.");
                yield relationship instanceof ApprovalPending pending
                        ? pending.approve(asker).activate().complete(at)
                        : refused(relationship);
            }
            case REJECT -> {
                only(!partner, "Only the customer rejects a relationship.");
                onlySide(relationship, asker);
                yield relationship instanceof ApprovalPending pending ? pending.reject(at) : refused(relationship);
            }
            case TERMINATE -> {
                onlySide(relationship, asker);
                yield switch (relationship) {
                    case Active active -> ended(active.terminate(at));
                    case Expiring expiring -> ended(expiring.terminate(at));
                    case ApprovalPending pending -> partner ? pending.withdraw(at) : pending.reject(at);
                    case Created ignored -> refused(relationship);
                    case Relationship.Approved ignored -> refused(relationship);
                    case Relationship.Activating ignored -> refused(relationship);
                    case Relationship.Expired ignored -> refused(relationship);
                    case TerminationRequested ignored -> refused(relationship);
                    case Relationship.Terminating ignored -> refused(relationship);
                    case Relationship.Terminated ignored -> refused(relationship);
                };
            }
        };
    }

    private static Relationship ended(TerminationRequested requested) {
        return requested.begin().complete();
    }

    private static void only(boolean rightSide, String sentence) {
        if (!rightSide) {
            throw new Refusal(Fault.NOT_ALLOWED, sentence);
        }
    }

    /** Whoever holds the link of an invitation may accept it; it is not his to decline, for it may be meant for another. */
    private static void onlySide(Relationship relationship, TenantId asker) {
        Terms terms = relationship.terms();
        boolean side = asker.equals(terms.partner())
                || terms.customer().filter(asker::equals).isPresent();
        if (!side) {
            throw new Refusal(Fault.RELATIONSHIP_UNKNOWN);
        }
    }

    private Relationship refused(Relationship relationship) {
        throw new Refusal(
                Fault.NOT_IN_THIS_STATE,
                "'%s' is not possible while the relationship's status is '%s'."
                        .formatted(wire, relationship.status().wire()));
    }
}
