package io.homeward.remediation.event;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Relationship;
import io.homeward.feed.Change;
import io.homeward.outbox.ReplicaRows;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Relationships, which two tenants share; the row belongs to the partner. */
final class RelationshipRows implements ReplicaRows {

    @Override
    public void put(Handle handle, Change change) {
        Relationship relationship = change.as(Relationship.class);
        handle.createUpdate("""
                        insert into relationship (tenant_id, relationship_id, customer_id, document)
                        values (:partner, :id, :customer, cast(:document as jsonb))
                        on conflict (tenant_id, relationship_id) do update
                        set customer_id = excluded.customer_id, document = excluded.document
                        """)
                .bind("partner", change.tenant().value())
                .bind("id", change.key())
                .bind("customer", relationship.customer().value())
                .bind("document", change.state().toString())
                .execute();
    }

    @Override
    public void remove(Handle handle, TenantId tenant, String key) {
        handle.createUpdate("delete from relationship where tenant_id = :partner and relationship_id = :id")
                .bind("partner", tenant.value())
                .bind("id", key)
                .execute();
    }

    @Override
    public Collection<TenantId> tenants(Change change) {
        return change.isGone()
                ? List.of(change.tenant())
                : List.of(change.tenant(), change.as(Relationship.class).customer());
    }
}
