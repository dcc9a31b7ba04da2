package io.homeward.tenant.directory;

import org.jdbi.v3.core.Handle;

/** What another room writes about a person or a group in the same transaction, with its row locked. It may refuse, and then nothing is done. */
public interface Alongside<T> {
    void write(Handle handle, T thing);

    /** Nothing. */
    static <T> Alongside<T> nothing() {
        return (handle, thing) -> {};
    }
}
