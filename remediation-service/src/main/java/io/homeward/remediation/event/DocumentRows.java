package io.homeward.remediation.event;

import io.homeward.accessrules.TenantId;
import io.homeward.feed.Change;
import io.homeward.outbox.ReplicaRows;
import org.jdbi.v3.core.Handle;

/** Rows that are nothing but a key and the feed's body: {@code tenant_rules}, {@code application}, {@code waiver} and {@code branding}. */
final class DocumentRows implements ReplicaRows {
    private final String put;
    private final String remove;

    private DocumentRows(String put, String remove) {
        this.put = put;
        this.remove = remove;
    }

    /** One row per tenant; the key says nothing more. */
    static DocumentRows rules() {
        return new DocumentRows("""
                insert into tenant_rules (tenant_id, document) values (:tenant, cast(:document as jsonb))
                on conflict (tenant_id) do update set document = excluded.document
                """, "delete from tenant_rules where tenant_id = :tenant and :key is not null");
    }

    static DocumentRows applications() {
        return new DocumentRows(
                """
                insert into application (tenant_id, application_id, document)
                values (:tenant, cast(:key as uuid), cast(:document as jsonb))
                on conflict (tenant_id, application_id) do update set document = excluded.document
                """, "delete from application where tenant_id = :tenant and application_id = cast(:key as uuid)");
    }

    /** One row per tenant; the key says nothing more. */
    static DocumentRows branding() {
        return new DocumentRows("""
                insert into branding (tenant_id, document) values (:tenant, cast(:document as jsonb))
                on conflict (tenant_id) do update set document = excluded.document
                """, "delete from branding where tenant_id = :tenant and :key is not null");
    }

    static DocumentRows waivers() {
        return new DocumentRows("""
                insert into waiver (tenant_id, waiver_id, document)
                values (:tenant, cast(:key as uuid), cast(:document as jsonb))
                on conflict (tenant_id, waiver_id) do update set document = excluded.document
                """, "delete from waiver where tenant_id = :tenant and waiver_id = cast(:key as uuid)");
    }

    @Override
    public void put(Handle handle, Change change) {
        var update = handle.createUpdate(put)
                .bind("tenant", change.tenant().value())
                .bind("document", change.state().toString());
        if (put.contains(":key")) {
            update.bind("key", change.key());
        }
        update.execute();
    }

    @Override
    public void remove(Handle handle, TenantId tenant, String key) {
        handle.createUpdate(remove)
                .bind("tenant", tenant.value())
                .bind("key", key)
                .execute();
    }
}
