package io.homeward.tenant;

import java.util.Optional;
import java.util.function.Function;

/** Ids as callers write them, read by the factory of their type such as {@code PersonId::of}. */
public final class IdText {
    private IdText() {}

    /** @return none for what is no id */
    public static <T> Optional<T> find(String text, Function<String, T> type) {
        try {
            return Optional.of(type.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws Refusal with the fault for what is no id, as for an id that nothing has */
    public static <T> T read(String text, Function<String, T> type, Fault unknown) {
        return find(text, type).orElseThrow(() -> new Refusal(unknown));
    }

    /** @throws Refusal {@link Fault#INVALID} for what is no id, with this detail */
    public static <T> T read(String text, Function<String, T> type, String detail) {
        return find(text, type).orElseThrow(() -> new Refusal(Fault.INVALID, detail));
    }
}
