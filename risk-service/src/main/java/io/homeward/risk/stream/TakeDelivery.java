package io.homeward.risk.stream;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.intake.Raced;
import io.homeward.risk.signin.SignIn;
import io.quarkus.logging.Log;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/** Takes in what was read: a tenant's part in one transaction, and by itself each message of a part that cannot be taken whole. */
final class TakeDelivery {
    /** SQL states (classes) that speak about the row, not about the database: data exceptions and broken constraints. */
    private static final Set<String> ABOUT_THE_ROW = Set.of("22", "23");

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
            if (isAboutTheRow(e)) {
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
        try {
            count(part.size(), take(tenant, part));
            return List.of();
        } catch (RuntimeException e) {
            if (!isAboutTheRow(e)) {
                throw e;
            }
        }
        // One of them is poison. In their order, each by itself; those that were in before change nothing.
        var poison = new ArrayList<Message.Poison>();
        for (Message.Understood message : part) {
            try {
                count(1, take(tenant, List.of(message)));
            } catch (RuntimeException e) {
                if (!isAboutTheRow(e)) {
                    throw e;
                }
                poison.add(refused(message, e));
            }
        }
        return poison;
    }

    private static Message.Poison refused(Message.Understood message, RuntimeException e) {
        if (state(e).isPresent()) {
            Log.errorf("A sign-in of the stream cannot be taken in: %s: %s", place(message), why(e));
        } else {
            Log.errorf(e, "A sign-in of the stream cannot be taken in: %s", place(message));
        }
        String kind = state(e).map("SQL state "::concat).orElse(e.getClass().getSimpleName());
        return poison(message, "It cannot be taken in: " + kind);
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

    /** Failures that would come again however healthy the database: broken rows, and what our own code did not foresee. */
    private static boolean isAboutTheRow(RuntimeException e) {
        return state(e).map(each -> each.length() == 5 && ABOUT_THE_ROW.contains(each.substring(0, 2)))
                .orElse(!(e instanceof KafkaException || e instanceof Raced));
    }

    private static Optional<String> state(RuntimeException e) {
        return Stream.<Throwable>iterate(e, each -> each != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(each -> String.valueOf(((SQLException) each).getSQLState()))
                .findFirst();
    }

    /** Messages of the database quote whole rows, with people's names and addresses: its state is enough. */
    private static String why(RuntimeException e) {
        return state(e).map("the database answered with the SQL state "::concat)
                .orElseGet(() -> e.getCause() == null ? e.toString() : e + ": " + e.getCause());
    }
}
