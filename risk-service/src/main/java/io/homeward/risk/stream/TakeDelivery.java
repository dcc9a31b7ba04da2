package io.homeward.risk.stream;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.intake.Apart;
import io.homeward.risk.signin.SignIn;
import io.quarkus.logging.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** Takes in what was read: a tenant's part in one transaction, and less of a part that cannot be taken whole. */
final class TakeDelivery {
    private final Intake intake;
    private final Aside aside;
    private final StreamMeters meters;

    /** Where sign-ins go. */
    interface Intake {
        /** Whether there is such a tenant. */
        Known knows(TenantId tenant);

        /**
         * All or nothing; committed when this returns.
         *
         * @return how many were not there before
         */
        int take(TenantId tenant, List<SignIn> signIns);
    }

    /** Whether a tenant is one of ours. */
    enum Known {
        YES,
        NO,
        /** The tenants have not been heard of completely yet. */
        UNKNOWN
    }

    TakeDelivery(Intake intake, Aside aside, StreamMeters meters) {
        this.intake = intake;
        this.aside = aside;
        this.meters = meters;
    }

    /**
     * Goes as far as it can. What is done stays done.
     *
     * @return false where it has to be called again, later: the database or the broker is away
     */
    boolean take(Delivery delivery) {
        try {
            for (var next = delivery.next(); next.isPresent(); next = delivery.next()) {
                if (!take(delivery, next.get())) {
                    return false;
                }
                delivery.taken(next.get().getKey());
            }
            List<Message.Poison> poison = delivery.aside();
            if (!poison.isEmpty()) {
                aside.put(poison);
                meters.aside(poison.size());
                poison.forEach(TakeDelivery::told);
                delivery.isAside();
            }
            return true;
        } catch (RuntimeException e) {
            if (!(e instanceof KafkaException) && Apart.poisoned(e)) {
                throw e;
            }
            Log.warnf("Sign-ins of the stream wait: %s", why(e));
            return false;
        }
    }

    private boolean take(Delivery delivery, Map.Entry<TenantId, List<Message.Understood>> part) {
        return switch (intake.knows(part.getKey())) {
            case UNKNOWN -> false;
            case NO -> {
                part.getValue().forEach(message -> delivery.putAside(poison(message, "There is no such tenant")));
                yield true;
            }
            case YES -> {
                takeKnown(part.getKey(), part.getValue()).forEach(delivery::putAside);
                yield true;
            }
        };
    }

    private List<Message.Poison> takeKnown(TenantId tenant, List<Message.Understood> part) {
        var poison = new ArrayList<Message.Poison>();
        Apart.take(
                part, some -> count(some.size(), take(tenant, some)), (message, e) -> poison.add(refused(message, e)));
        return poison;
    }

    private static Message.Poison refused(Message.Understood message, RuntimeException e) {
        if (Apart.state(e).isPresent()) {
            Log.errorf("A sign-in of the stream cannot be taken in: %s: %s", place(message), why(e));
        } else {
            Log.errorf(e, "A sign-in of the stream cannot be taken in: %s", place(message));
        }
        return poison(message, Apart.reason(e));
    }

    private int take(TenantId tenant, List<Message.Understood> part) {
        return intake.take(tenant, part.stream().map(Message.Understood::signIn).toList());
    }

    private void count(int size, int added) {
        meters.taken(added, size - added);
    }

    private static Message.Poison poison(Message.Understood message, String reason) {
        return new Message.Poison(message.source(), reason);
    }

    private static void told(Message.Poison poison) {
        Log.warnf("Put aside: %s: %s", place(poison), poison.reason());
    }

    private static String place(Message message) {
        return message.partition() + "@" + message.source().offset();
    }

    /** Messages of the database quote whole rows, with people's names and addresses: its state is enough. */
    private static String why(RuntimeException e) {
        return Apart.state(e)
                .map("the database answered with the SQL state "::concat)
                .orElseGet(() -> e.getCause() == null ? e.toString() : e + ": " + e.getCause());
    }
}
