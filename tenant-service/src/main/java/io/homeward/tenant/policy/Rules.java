package io.homeward.tenant.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.feed.FeedJson;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSql;
import io.homeward.graph.query.Listed;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * All rules of a tenant: its policies, the registration policy and what it asks of people from outside. They are one unit: every change
 * locks the tenant's row first, and publishes all of them in the same transaction, so that two writers never lose each other's change and
 * a reader never sees half of one.
 */
@Singleton
public class Rules {

    /** Weighing is linear in them, and administrators of large directories know this bound. */
    static final int MOST_POLICIES = 240;

    private static final String COLUMNS = "p.policy_id, p.body::text as body, p.created_at, p.modified_at";

    private final TenantDatabase database;
    private final RulesFeed feed;
    private final AuditTrail audit;

    Rules(TenantDatabase database, RulesFeed feed, AuditTrail audit) {
        this.database = database;
        this.feed = feed;
        this.audit = audit;
    }

    /** The rules of a tenant that is being made: it has said nothing yet. */
    public void begin(Handle handle, TenantId tenant, String name) {
        TenantRules none = TenantRules.none(tenant, name);
        handle.createUpdate("""
                        insert into tenant_rules (tenant_id, display_name, registration, external)
                        values (:tenant, :name, cast(:registration as jsonb), cast(:external as jsonb))""")
                .bind("tenant", tenant.value())
                .bind("name", name)
                .bind("registration", text(none.registration()))
                .bind("external", text(none.externalAccess()))
                .execute();
        publish(handle, tenant);
    }

    public GraphPage<StoredPolicy> policies(TenantId tenant, GraphQuery query) {
        GraphSql sql = query.sql(COLUMNS, "conditional_access_policy p", "p.tenant_id = :tenant");
        return database.in(
                tenant,
                handle -> query.page(
                        handle.createQuery(sql.page().sql())
                                .bindMap(sql.page().bindings())
                                .bind("tenant", tenant.value())
                                .map((row, context) -> new Listed<>(read(row), row.getString(GraphSql.CURSOR)))
                                .list(),
                        () -> handle.createQuery(sql.count().sql())
                                .bindMap(sql.count().bindings())
                                .bind("tenant", tenant.value())
                                .mapTo(Long.class)
                                .one()));
    }

    public Optional<StoredPolicy> policy(TenantId tenant, PolicyId id) {
        return database.in(tenant, handle -> policy(handle, tenant, id));
    }

    /** @throws Refusal {@link Fault#INVALID_POLICY} where the tenant has as many as it can have */
    public StoredPolicy add(TenantId tenant, GraphPolicy content, Instant at) {
        return database.in(tenant, handle -> {
            lock(handle, tenant);
            if (count(handle, tenant) >= MOST_POLICIES) {
                throw GraphPolicy.invalid("A tenant has at most %d policies.".formatted(MOST_POLICIES));
            }
            var added = new StoredPolicy(new PolicyId(UUID.randomUUID()), content, at, Optional.empty());
            handle.createUpdate("""
                            insert into conditional_access_policy (tenant_id, policy_id, display_name, state, body, created_at)
                            values (:tenant, :id, :name, :state, cast(:body as jsonb), :at)""")
                    .bind("tenant", tenant.value())
                    .bind("id", added.id().value())
                    .bind("name", content.displayName())
                    .bind("state", content.state())
                    .bind("body", content.body().toString())
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute();
            publish(handle, tenant);
            audit.record(handle, tenant, Activity.ADD_POLICY.on(target(added).changed(null, content.body())));
            return added;
        });
    }

    /** @throws Refusal {@link Fault#POLICY_UNKNOWN}, or what the change itself refuses */
    public void change(TenantId tenant, PolicyId id, UnaryOperator<GraphPolicy> change, Instant at) {
        database.in(tenant, handle -> {
            lock(handle, tenant);
            StoredPolicy before = policy(handle, tenant, id).orElseThrow(() -> new Refusal(Fault.POLICY_UNKNOWN));
            GraphPolicy after = change.apply(before.content());
            handle.createUpdate("""
                            update conditional_access_policy
                            set display_name = :name, state = :state, body = cast(:body as jsonb), modified_at = :at
                            where tenant_id = :tenant and policy_id = :id""")
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .bind("name", after.displayName())
                    .bind("state", after.state())
                    .bind("body", after.body().toString())
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute();
            audit.record(
                    handle,
                    tenant,
                    Activity.UPDATE_POLICY.on(Target.policy(id, after.displayName())
                            .changed(before.content().body(), after.body())));
            return publish(handle, tenant);
        });
    }

    /** @throws Refusal {@link Fault#POLICY_UNKNOWN} */
    public void remove(TenantId tenant, PolicyId id) {
        database.in(tenant, handle -> {
            lock(handle, tenant);
            StoredPolicy before = policy(handle, tenant, id).orElseThrow(() -> new Refusal(Fault.POLICY_UNKNOWN));
            handle.createUpdate("delete from conditional_access_policy where tenant_id = :tenant and policy_id = :id")
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .execute();
            audit.record(
                    handle,
                    tenant,
                    Activity.DELETE_POLICY.on(
                            target(before).changed(before.content().body(), null)));
            return publish(handle, tenant);
        });
    }

    public Setting<RegistrationPolicy> registration(TenantId tenant) {
        return database.in(tenant, handle -> settings(handle, tenant, "").registration());
    }

    public Setting<ExternalAccess> externalAccess(TenantId tenant) {
        return database.in(tenant, handle -> settings(handle, tenant, "").external());
    }

    /** @param precondition is told the present number under the lock, and throws where it is not the expected one */
    public Setting<RegistrationPolicy> replace(TenantId tenant, RegistrationPolicy policy, LongConsumer precondition) {
        return database.in(tenant, handle -> {
            lock(handle, tenant);
            Setting<RegistrationPolicy> before = settings(handle, tenant, "").registration();
            precondition.accept(before.number());
            replace(handle, tenant, "registration", text(policy));
            audit.record(
                    handle,
                    tenant,
                    Activity.UPDATE_REGISTRATION_POLICY.on(
                            Target.of("Policy", tenant, "registrationPolicy").changed(before.value(), policy)));
            return settings(handle, tenant, "").registration();
        });
    }

    /** @param precondition is told the present number under the lock, and throws where it is not the expected one */
    public Setting<ExternalAccess> replace(TenantId tenant, ExternalAccess access, LongConsumer precondition) {
        return database.in(tenant, handle -> {
            lock(handle, tenant);
            Setting<ExternalAccess> before = settings(handle, tenant, "").external();
            precondition.accept(before.number());
            replace(handle, tenant, "external", text(access));
            audit.record(
                    handle,
                    tenant,
                    Activity.UPDATE_EXTERNAL_ACCESS.on(
                            Target.of("Policy", tenant, "externalAccess").changed(before.value(), access)));
            return settings(handle, tenant, "").external();
        });
    }

    private void replace(Handle handle, TenantId tenant, String column, String value) {
        handle.createUpdate(
                        "update tenant_rules set %1$s = cast(:value as jsonb), %1$s_number = %1$s_number + 1 where tenant_id = :tenant"
                                .formatted(column))
                .bind("tenant", tenant.value())
                .bind("value", value)
                .execute();
        publish(handle, tenant);
    }

    private record Settings(String name, Setting<RegistrationPolicy> registration, Setting<ExternalAccess> external) {}

    private static void lock(Handle handle, TenantId tenant) {
        settings(handle, tenant, " for update");
    }

    private static Settings settings(Handle handle, TenantId tenant, String lock) {
        return handle.createQuery("""
                        select display_name, registration::text as registration, registration_number,
                               external::text as external, external_number
                        from tenant_rules where tenant_id = :tenant""" + lock)
                .bind("tenant", tenant.value())
                .map((row, context) -> new Settings(
                        row.getString("display_name"),
                        new Setting<>(
                                value(row.getString("registration"), RegistrationPolicy.class),
                                row.getLong("registration_number")),
                        new Setting<>(
                                value(row.getString("external"), ExternalAccess.class),
                                row.getLong("external_number"))))
                .findOne()
                .orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
    }

    /** The whole state, under the lock. */
    private TenantRules publish(Handle handle, TenantId tenant) {
        Settings settings = settings(handle, tenant, "");
        List<StoredPolicy> policies = handle.createQuery(
                        "select " + COLUMNS
                                + " from conditional_access_policy p where p.tenant_id = :tenant order by p.created_at, p.policy_id")
                .bind("tenant", tenant.value())
                .map((row, context) -> read(row))
                .list();
        var rules = new TenantRules(
                tenant,
                settings.name(),
                TenantRules.FORMAT,
                policies.stream()
                        .map(stored -> stored.content().policy(stored.id()))
                        .toList(),
                settings.registration().value(),
                settings.external().value(),
                List.of(),
                Set.of());
        feed.publish(handle, tenant, tenant.value(), rules);
        return rules;
    }

    private static Target target(StoredPolicy policy) {
        return Target.policy(policy.id(), policy.content().displayName());
    }

    private static int count(Handle handle, TenantId tenant) {
        return handle.createQuery("select count(*) from conditional_access_policy where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
    }

    private static Optional<StoredPolicy> policy(Handle handle, TenantId tenant, PolicyId id) {
        return handle.createQuery("select " + COLUMNS
                        + " from conditional_access_policy p where p.tenant_id = :tenant and p.policy_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    private static StoredPolicy read(ResultSet row) throws SQLException {
        return new StoredPolicy(
                new PolicyId(row.getObject("policy_id", UUID.class)),
                new GraphPolicy(value(row.getString("body"), ObjectNode.class)),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("modified_at")).map(Timestamp::toInstant));
    }

    private static String text(Object value) {
        try {
            return FeedJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a setting: " + value.getClass(), e);
        }
    }

    private static <T> T value(String text, Class<T> type) {
        try {
            return FeedJson.mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is stored as " + type.getSimpleName() + " cannot be read", e);
        }
    }
}
