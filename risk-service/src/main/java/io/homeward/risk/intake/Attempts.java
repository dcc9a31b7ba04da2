package io.homeward.risk.intake;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/** Transactions that lost against another one, and may win the next time. */
final class Attempts {
    private static final int MOST = 3;

    /** serialization_failure, deadlock_detected, lock_not_available */
    private static final Set<String> LOST = Set.of("40001", "40P01", "55P03");

    private Attempts() {}

    /** Tries again where a transaction lost; whatever else goes wrong is thrown. */
    static <T> T of(Supplier<T> transaction) {
        for (int nth = 1; ; nth++) {
            try {
                return transaction.get();
            } catch (Raced | JdbiException e) {
                if (nth == MOST || !lost(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean lost(RuntimeException thrown) {
        if (thrown instanceof Raced) {
            return true;
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && LOST.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
