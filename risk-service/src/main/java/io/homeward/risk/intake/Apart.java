package io.homeward.risk.intake;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Takes what can be taken of a batch. A sign-in that cannot be, however often it is tried, would hold up all others for ever: so the batch goes whole, and
 * where something in it is poison, in halves, in their order, down to what it is. What is in already changes nothing.
 */
public final class Apart {
    /** SQL states (classes) that speak about the row, not about the database: data exceptions and broken constraints. */
    private static final Set<String> ABOUT_THE_ROW = Set.of("22", "23");

    private static final int STATE = 5;

    private Apart() {}

    /**
     * @param take all or nothing of it, committed when it returns
     * @param poison what cannot be taken in, and why
     * @throws RuntimeException whatever is not the sign-ins' fault: the database is away, somebody else was faster
     */
    public static <T> void take(List<T> batch, Consumer<List<T>> take, BiConsumer<T, RuntimeException> poison) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            take.accept(batch);
        } catch (RuntimeException e) {
            if (!poisoned(e)) {
                throw e;
            }
            if (batch.size() == 1) {
                poison.accept(batch.getFirst(), e);
                return;
            }
            int half = batch.size() / 2;
            take(batch.subList(0, half), take, poison);
            take(batch.subList(half, batch.size()), take, poison);
        }
    }

    /** Failures that would come again however healthy the database: broken rows, and what our own code did not foresee. */
    public static boolean poisoned(RuntimeException e) {
        return state(e).map(each -> each.length() == STATE && ABOUT_THE_ROW.contains(each.substring(0, 2)))
                .orElse(!(e instanceof Raced));
    }

    /** Shown to whoever sent it. Messages of the database quote whole rows, with people's names and addresses: its state is enough. */
    public static String reason(RuntimeException e) {
        return "It cannot be taken in: "
                + state(e).map("SQL state "::concat).orElse(e.getClass().getSimpleName());
    }

    /** What the database said. */
    public static Optional<String> state(RuntimeException e) {
        return Stream.<Throwable>iterate(e, each -> each != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(each -> String.valueOf(((SQLException) each).getSQLState()))
                .findFirst();
    }
}
