package io.homeward.tenant.scim;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Taken;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The clients' own names of users, or of groups. */
enum ScimNames {
    USERS("User"),
    GROUPS("Group");

    private static final int LENGTH = 256;

    private final String resource;

    ScimNames(String resource) {
        this.resource = resource;
    }

    /** What RFC 7643 calls the kind of resource. */
    String resource() {
        return resource;
    }

    Optional<String> of(Handle handle, TenantId tenant, UUID id) {
        return Optional.ofNullable(of(handle, tenant, List.of(id)).get(id));
    }

    Map<UUID, String> of(Handle handle, TenantId tenant, Collection<UUID> ids) {
        return handle
                .createQuery("""
                        select resource_id, external_id from scim_name
                        where tenant_id = :tenant and resource = :resource and resource_id = any (:ids)""")
                .bind("tenant", tenant.value())
                .bind("resource", resource)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) ->
                        Map.entry(row.getObject("resource_id", UUID.class), row.getString("external_id")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Writes the name of a thing whose row is locked in this transaction; none takes it away.
     *
     * @throws Refusal {@link Fault#NAME_TAKEN} where it is another's name
     */
    void write(Handle handle, TenantId tenant, UUID id, Optional<String> name) {
        if (name.isEmpty()) {
            handle.createUpdate(
                            "delete from scim_name where tenant_id = :tenant and resource = :resource and resource_id = :id")
                    .bind("tenant", tenant.value())
                    .bind("resource", resource)
                    .bind("id", id)
                    .execute();
            return;
        }
        String checked = PlainText.line("externalId", name.get(), LENGTH);
        Taken.unless("scim_name_once", Fault.NAME_TAKEN, () -> handle.createUpdate("""
                                insert into scim_name (tenant_id, resource, resource_id, external_id)
                                values (:tenant, :resource, :id, :name)
                                on conflict (tenant_id, resource, resource_id) do update set external_id = excluded.external_id""")
                .bind("tenant", tenant.value())
                .bind("resource", resource)
                .bind("id", id)
                .bind("name", checked)
                .execute());
    }
}
