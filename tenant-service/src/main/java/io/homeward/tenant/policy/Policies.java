package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The conditional-access policies of a tenant. A deleted one is kept for {@value #KEPT_DAYS} days, counts for nothing and can be taken back.
 */
@Singleton
public class Policies implements Restorable {

    /** Weighing is linear in them, and administrators of large directories know this bound. */
    static final int MOST = 240;

    static final int KEPT_DAYS = 30;

    private static final String COLUMNS =
            "p.policy_id, p.body::text as body, p.number, p.created_at, p.modified_at, p.deleted_at";
    private static final String IN_FORCE = "p.tenant_id = :tenant and p.deleted_at is null";
    private static final String DELETED =
            "p.tenant_id = :tenant and p.deleted_at > now() - interval '" + KEPT_DAYS + " days'";

    private final TenantDatabase database;
    private final Rules rules;
    private final RulesAudit audit;

    Policies(TenantDatabase database, Rules rules, RulesAudit audit) {
        this.database = database;
        this.rules = rules;
        this.audit = audit;
    }

    public GraphPage<StoredPolicy> page(TenantId tenant, GraphQuery query) {
        return page(tenant, query, IN_FORCE);
    }

    public GraphPage<StoredPolicy> deletedPage(TenantId tenant, GraphQuery query) {
        return page(tenant, query, DELETED);
    }

    private GraphPage<StoredPolicy> page(TenantId tenant, GraphQuery query, String which) {
        var listing = new Listing<>(COLUMNS, "conditional_access_policy p", which, Policies::read);
        return database.in(tenant, handle -> listing.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    /** @throws Refusal {@link Fault#POLICY_UNKNOWN} */
    public StoredPolicy find(TenantId tenant, PolicyId id) {
        return database.in(tenant, handle -> find(handle, tenant, id, IN_FORCE));
    }

    /** @throws Refusal {@link Fault#POLICY_UNKNOWN} */
    public StoredPolicy findDeleted(TenantId tenant, PolicyId id) {
        return database.in(tenant, handle -> find(handle, tenant, id, DELETED));
    }

    /** Those that are not deleted, the oldest first. */
    public static List<StoredPolicy> all(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        "select %s from conditional_access_policy p where %s order by p.created_at, p.policy_id"
                                .formatted(COLUMNS, IN_FORCE))
                .bind("tenant", tenant.value())
                .map((row, context) -> read(row))
                .list();
    }

    /** The names of the policies that name this thing; deleted ones do not count. */
    public static List<String> naming(Handle handle, TenantId tenant, Mentions.Kind kind, UUID id) {
        return all(handle, tenant).stream()
                .map(StoredPolicy::content)
                .filter(policy -> policy.mentions().ids(kind).contains(id))
                .map(GraphPolicy::displayName)
                .toList();
    }

    /** @throws Refusal {@link Fault#INVALID_POLICY} where it names what is not there, or the tenant has as many as it can have */
    public StoredPolicy add(TenantId tenant, GraphPolicy content, Author by) {
        return rules.change(tenant, by, open -> {
            KnownIds.check(open.handle(), tenant, content.mentions());
            return insert(open, new PolicyId(UUID.randomUUID()), content);
        });
    }

    /**
     * Changes a policy. What it named before it may go on naming, also when that has been deleted since.
     *
     * @param precondition is told the present number under the lock, and throws where it is not the expected one
     * @throws Refusal {@link Fault#POLICY_UNKNOWN}, or what the change itself refuses
     */
    public void change(
            TenantId tenant, PolicyId id, LongConsumer precondition, UnaryOperator<GraphPolicy> change, Author by) {
        rules.change(tenant, by, open -> {
            StoredPolicy before = find(open.handle(), tenant, id, IN_FORCE);
            precondition.accept(before.number());
            GraphPolicy after = change.apply(before.content());
            KnownIds.check(
                    open.handle(),
                    tenant,
                    after.mentions().without(before.content().mentions()));
            return replace(open, before, after);
        });
    }

    /** @throws Refusal {@link Fault#POLICY_UNKNOWN} */
    public void remove(TenantId tenant, PolicyId id, LongConsumer precondition, Author by) {
        rules.change(tenant, by, open -> {
            StoredPolicy before = find(open.handle(), tenant, id, IN_FORCE);
            precondition.accept(before.number());
            return delete(open, before);
        });
    }

    /**
     * Takes a deleted policy back, in the state it had.
     *
     * @throws Refusal {@link Fault#POLICY_UNKNOWN}, or {@link Fault#INVALID_POLICY} where it names what is no longer there
     */
    public StoredPolicy restore(TenantId tenant, PolicyId id, Author by) {
        return rules.change(tenant, by, open -> {
            StoredPolicy deleted = find(open.handle(), tenant, id, DELETED);
            KnownIds.check(open.handle(), tenant, deleted.content().mentions());
            return insert(open, id, deleted.content());
        });
    }

    /** Deletes a deleted policy for good. Its versions stay. It was not in force, so the rules do not change. */
    public void forget(TenantId tenant, PolicyId id, Author by) {
        rules.change(tenant, by, open -> {
            StoredPolicy deleted = find(open.handle(), tenant, id, DELETED);
            open.handle()
                    .createUpdate("""
                            delete from conditional_access_policy
                            where tenant_id = :tenant and policy_id = :id and deleted_at is not null""")
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .execute();
            audit.forgotten(open, deleted);
            return deleted;
        });
    }

    @Override
    public Thing thing() {
        return Thing.POLICY;
    }

    @Override
    public Mentions restore(OpenRules open, Map<UUID, JsonNode> wanted) {
        var present = all(open.handle(), open.tenant()).stream()
                .collect(Collectors.toMap(policy -> policy.id().value(), policy -> policy));
        present.values().stream()
                .filter(policy -> !wanted.containsKey(policy.id().value()))
                .forEach(policy -> delete(open, policy));
        Mentions mentions = Mentions.NONE;
        for (Map.Entry<UUID, JsonNode> one : wanted.entrySet()) {
            GraphPolicy content = GraphPolicy.of(one.getValue());
            mentions = mentions.and(content.mentions());
            StoredPolicy before = present.get(one.getKey());
            if (before == null) {
                insert(open, new PolicyId(one.getKey()), content);
            } else {
                replace(open, before, content);
            }
        }
        return mentions;
    }

    /** Adds a policy, or takes a deleted one of this id back with this content. */
    private static StoredPolicy insert(OpenRules open, PolicyId id, GraphPolicy content) {
        if (all(open.handle(), open.tenant()).size() >= MOST) {
            throw GraphPolicy.invalid("A tenant has at most %d policies.".formatted(MOST));
        }
        open.handle()
                .createUpdate("""
                        insert into conditional_access_policy (tenant_id, policy_id, display_name, state, body, created_at)
                        values (:tenant, :id, :name, :state, cast(:body as jsonb), :at)
                        on conflict (tenant_id, policy_id) do update
                        set display_name = excluded.display_name, state = excluded.state, body = excluded.body,
                            number = conditional_access_policy.number + 1, modified_at = :at, deleted_at = null""")
                .bind("tenant", open.tenant().value())
                .bind("id", id.value())
                .bind("name", content.displayName())
                .bind("state", content.state())
                .bind("body", content.body().toString())
                .bind("at", open.author().at().atOffset(ZoneOffset.UTC))
                .execute();
        open.added(Thing.POLICY, id.value(), content.displayName(), content.body());
        return find(open.handle(), open.tenant(), id, IN_FORCE);
    }

    /** The same content again is no change. */
    private static StoredPolicy replace(OpenRules open, StoredPolicy before, GraphPolicy after) {
        if (after.equals(before.content())) {
            return before;
        }
        open.handle()
                .createUpdate("""
                        update conditional_access_policy
                        set display_name = :name, state = :state, body = cast(:body as jsonb), modified_at = :at, number = number + 1
                        where tenant_id = :tenant and policy_id = :id""")
                .bind("tenant", open.tenant().value())
                .bind("id", before.id().value())
                .bind("name", after.displayName())
                .bind("state", after.state())
                .bind("body", after.body().toString())
                .bind("at", open.author().at().atOffset(ZoneOffset.UTC))
                .execute();
        open.changed(
                Thing.POLICY,
                before.id().value(),
                after.displayName(),
                before.content().body(),
                after.body());
        return find(open.handle(), open.tenant(), before.id(), IN_FORCE);
    }

    /** The policy stops to count now, and is gone for good after {@value #KEPT_DAYS} days. */
    private static StoredPolicy delete(OpenRules open, StoredPolicy before) {
        open.handle()
                .createUpdate("""
                        delete from conditional_access_policy
                        where tenant_id = :tenant and deleted_at < now() - interval '%d days'""".formatted(KEPT_DAYS))
                .bind("tenant", open.tenant().value())
                .execute();
        open.handle()
                .createUpdate("""
                        update conditional_access_policy set deleted_at = :at, number = number + 1
                        where tenant_id = :tenant and policy_id = :id""")
                .bind("tenant", open.tenant().value())
                .bind("id", before.id().value())
                .bind("at", open.author().at().atOffset(ZoneOffset.UTC))
                .execute();
        open.removed(
                Thing.POLICY,
                before.id().value(),
                before.content().displayName(),
                before.content().body());
        return before;
    }

    private static StoredPolicy find(Handle handle, TenantId tenant, PolicyId id, String which) {
        return handle.createQuery("select %s from conditional_access_policy p where %s and p.policy_id = :id"
                        .formatted(COLUMNS, which))
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne()
                .orElseThrow(() -> new Refusal(Fault.POLICY_UNKNOWN));
    }

    private static StoredPolicy read(ResultSet row) throws SQLException {
        return new StoredPolicy(
                new PolicyId(row.getObject("policy_id", UUID.class)),
                new GraphPolicy(RulesJson.value(row.getString("body"), ObjectNode.class)),
                row.getLong("number"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "modified_at"),
                instant(row, "deleted_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
