package io.homeward.tenant.scim;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.scim.ScimFilter.Attribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Where the users, or the groups, of a list are looked for.
 *
 * @param table called {@code r} in the expressions of the attributes; the client's name of a row is {@code x.external_id} there
 * @param id the table's column with the id
 * @param attributes those that a filter may name, in lower case
 */
record ScimSearch(String table, String id, ScimNames names, Map<String, Attribute> attributes) {

    /**
     * @param ids of one page, in their order
     * @param names the client's, of those that have one
     * @param total how many match in all
     */
    record Found(List<UUID> ids, Map<UUID, String> names, long total) {
        Optional<String> name(UUID id) {
            return Optional.ofNullable(names.get(id));
        }
    }

    Found find(Handle handle, TenantId tenant, ScimQuery query) {
        ScimFilter filter = ScimFilter.of(query.filter(), attributes);
        String matching = """
                from %s r left join scim_name x on x.tenant_id = r.tenant_id and x.resource = '%s' and x.resource_id = r.%s
                where r.tenant_id = :tenant and r.deleted_at is null and %s""".formatted(table, names.resource(), id, filter.condition());
        long total = bound(handle.createQuery("select count(*) " + matching), tenant, filter)
                .mapTo(Long.class)
                .one();
        List<UUID> ids = bound(
                        handle.createQuery(
                                "select r.%s %s order by r.%s limit :count offset :skip".formatted(id, matching, id)),
                        tenant,
                        filter)
                .bind("count", query.count())
                .bind("skip", query.startIndex() - 1)
                .mapTo(UUID.class)
                .list();
        return new Found(ids, names.of(handle, tenant, ids), total);
    }

    private static Query bound(Query sql, TenantId tenant, ScimFilter filter) {
        return sql.bindMap(filter.bindings()).bind("tenant", tenant.value());
    }
}
