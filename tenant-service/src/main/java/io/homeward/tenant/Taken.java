package io.homeward.tenant;

import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** Turns a unique index's refusal into ours. Asking first and inserting later would let two through at once. */
public final class Taken {
    private Taken() {}

    /**
     * @param constraint the index whose refusal means it
     * @throws Refusal with this fault where the index refused
     */
    public static <T> T unless(String constraint, Fault fault, Supplier<T> insert) {
        try {
            return insert.get();
        } catch (UnableToExecuteStatementException e) {
            if (violated(e).filter(constraint::equals).isPresent()) {
                throw new Refusal(fault);
            }
            throw e;
        }
    }

    /** The unique index that refused, where one did. */
    public static Optional<String> violated(UnableToExecuteStatementException e) {
        return e.getCause() instanceof PSQLException cause
                        && PSQLState.UNIQUE_VIOLATION.getState().equals(cause.getSQLState())
                ? Optional.ofNullable(cause.getServerErrorMessage()).map(ServerErrorMessage::getConstraint)
                : Optional.empty();
    }
}
