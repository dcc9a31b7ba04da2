package io.homeward.outbox;

import io.homeward.accessrules.TenantId;
import io.homeward.feed.Change;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The tables of a service that show another service's feed. Called in the transaction that also moves the replica's cursor, with the tenants of
 * {@link #tenants} bound; each version of a thing arrives once, except that a rebuild may bring what is there already.
 */
public interface ReplicaRows {

    /** Writes the state of one thing over whatever is there ({@code insert … on conflict do update}). */
    void put(Handle handle, Change change);

    /** The thing is gone. It may never have been here. */
    void remove(Handle handle, TenantId tenant, String key);

    /** Writes many things, each at most once; override it where one statement can do it. */
    default void putAll(Handle handle, List<Change> changes) {
        changes.forEach(change -> put(handle, change));
    }

    /** Whose rows {@link #put} touches for this change, besides its own tenant's; for things that two tenants share. */
    default Collection<TenantId> tenants(Change change) {
        return List.of(change.tenant());
    }
}
