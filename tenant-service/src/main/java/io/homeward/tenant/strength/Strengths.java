package io.homeward.tenant.strength;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Taken;
import io.homeward.tenant.policy.Author;
import io.homeward.tenant.policy.Mentions;
import io.homeward.tenant.policy.OpenRules;
import io.homeward.tenant.policy.Policies;
import io.homeward.tenant.policy.Restorable;
import io.homeward.tenant.policy.Rules;
import io.homeward.tenant.policy.StrengthBook;
import io.homeward.tenant.policy.Thing;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The authentication strengths of a tenant: three that every tenant has, and its own. */
@Singleton
public class Strengths implements Restorable {

    /** Graph's own bound. */
    static final int MOST = 15;

    private static final String COLUMNS =
            "s.strength_id, s.display_name, s.description, s.combinations, s.type, s.number, s.created_at, s.modified_at";

    /** Both kinds as one collection, so that filters, order and pages are the same as everywhere. */
    private static final String ALL = """
            (select strength_id, display_name, description, combinations, 'custom' as type, number, created_at, modified_at
             from authentication_strength where tenant_id = :tenant
             union all
             select cast(id as uuid), name, description, string_to_array(combinations, ' '), 'builtIn', 1,
                    timestamptz '2021-12-01 00:00:00Z', timestamptz '2021-12-01 00:00:00Z'
             from (values
                ('00000000-0000-0000-0000-000000000002', 'Multifactor authentication',
                 'Combinations of methods that satisfy strong authentication, such as a password and a code',
                 'fido2 password,microsoftAuthenticatorPush password,softwareOath password,sms password,voice federatedMultiFactor'),
                ('00000000-0000-0000-0000-000000000003', 'Passwordless MFA',
                 'Methods that need no password, such as a passkey', 'fido2'),
                ('00000000-0000-0000-0000-000000000004', 'Phishing-resistant MFA',
                 'Methods that no relayed page can use, such as a passkey or a security key', 'fido2'))
                as everywhere (id, name, description, combinations)) s""";

    private static final Listing<StoredStrength> STRENGTHS = new Listing<>(COLUMNS, ALL, "true", Strengths::read);

    private final TenantDatabase database;
    private final Rules rules;

    Strengths(TenantDatabase database, Rules rules) {
        this.database = database;
        this.rules = rules;
    }

    GraphPage<StoredStrength> page(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> STRENGTHS.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    /** @throws Refusal {@link Fault#STRENGTH_UNKNOWN} */
    StoredStrength find(TenantId tenant, UUID id) {
        return database.in(tenant, handle -> find(handle, tenant, id));
    }

    /** @throws Refusal {@link Fault#NAME_TAKEN} */
    StoredStrength add(TenantId tenant, GraphStrength content, Author by) {
        return rules.change(tenant, by, open -> insert(open, UUID.randomUUID(), content));
    }

    /**
     * @param precondition is told the present number under the lock, and throws where it is not the expected one
     * @throws Refusal {@link Fault#STRENGTH_UNKNOWN}, {@link Fault#NAME_TAKEN}, {@link Fault#INVALID_STRENGTH} for a built-in one
     */
    StoredStrength change(
            TenantId tenant, UUID id, LongConsumer precondition, UnaryOperator<GraphStrength> change, Author by) {
        return rules.change(tenant, by, open -> {
            StoredStrength before = own(open, id);
            precondition.accept(before.number());
            return replace(open, before, change.apply(before.content()));
        });
    }

    /** @throws Refusal {@link Fault#STRENGTH_UNKNOWN}; {@link Fault#INVALID_STRENGTH} for a built-in one, or while a policy names it */
    void remove(TenantId tenant, UUID id, LongConsumer precondition, Author by) {
        rules.change(tenant, by, open -> {
            StoredStrength before = own(open, id);
            precondition.accept(before.number());
            List<String> naming = Policies.naming(open.handle(), tenant, Mentions.Kind.STRENGTH, id);
            if (!naming.isEmpty()) {
                throw GraphStrength.invalid("The strength is named by policies and cannot be deleted: %s."
                        .formatted(String.join(", ", naming)));
            }
            return delete(open, before);
        });
    }

    private static StoredStrength own(OpenRules open, UUID id) {
        StoredStrength found = find(open.handle(), open.tenant(), id);
        if (found.builtIn()) {
            throw GraphStrength.invalid("A built-in strength is the same everywhere and cannot be changed.");
        }
        return found;
    }

    @Override
    public Thing thing() {
        return Thing.STRENGTH;
    }

    @Override
    public Mentions restore(OpenRules open, Map<UUID, JsonNode> wanted) {
        Map<UUID, StoredStrength> present = all(open.handle(), open.tenant()).stream()
                .filter(strength -> !strength.builtIn())
                .collect(Collectors.toMap(StoredStrength::id, strength -> strength));
        present.values().stream()
                .filter(strength -> !wanted.containsKey(strength.id()))
                .forEach(strength -> delete(open, strength));
        wanted.forEach((id, body) -> {
            GraphStrength content = GraphStrength.of(body);
            StoredStrength before = present.get(id);
            if (before == null) {
                insert(open, id, content);
            } else {
                replace(open, before, content);
            }
        });
        return Mentions.NONE;
    }

    private static StoredStrength insert(OpenRules open, UUID id, GraphStrength content) {
        if (all(open.handle(), open.tenant()).stream()
                        .filter(one -> !one.builtIn())
                        .count()
                >= MOST) {
            throw GraphStrength.invalid("A tenant has at most %d strengths of its own.".formatted(MOST));
        }
        write(open, id, content, """
                insert into authentication_strength (tenant_id, strength_id, display_name, description, combinations, created_at, modified_at)
                values (:tenant, :id, :name, :description, :combinations, :at, :at)""");
        open.added(Thing.STRENGTH, id, content.displayName(), content.json());
        return find(open.handle(), open.tenant(), id);
    }

    /** The same content again is no change. */
    private static StoredStrength replace(OpenRules open, StoredStrength before, GraphStrength after) {
        if (after.equals(before.content())) {
            return before;
        }
        write(open, before.id(), after, """
                update authentication_strength
                set display_name = :name, description = :description, combinations = :combinations, modified_at = :at, number = number + 1
                where tenant_id = :tenant and strength_id = :id""");
        open.changed(
                Thing.STRENGTH,
                before.id(),
                after.displayName(),
                before.content().json(),
                after.json());
        return find(open.handle(), open.tenant(), before.id());
    }

    private static void write(OpenRules open, UUID id, GraphStrength content, String sql) {
        Taken.unless("authentication_strength_name", Fault.NAME_TAKEN, () -> open.handle()
                .createUpdate(sql)
                .bind("tenant", open.tenant().value())
                .bind("id", id)
                .bind("name", content.displayName())
                .bind("description", content.description().orElse(null))
                .bindArray("combinations", String.class, content.combinations())
                .bind("at", open.author().at().atOffset(ZoneOffset.UTC))
                .execute());
    }

    private static StoredStrength delete(OpenRules open, StoredStrength before) {
        open.handle()
                .createUpdate("delete from authentication_strength where tenant_id = :tenant and strength_id = :id")
                .bind("tenant", open.tenant().value())
                .bind("id", before.id())
                .execute();
        open.removed(
                Thing.STRENGTH,
                before.id(),
                before.content().displayName(),
                before.content().json());
        return before;
    }

    private static List<StoredStrength> all(Handle handle, TenantId tenant) {
        return query(handle, tenant, "").map((row, context) -> read(row)).list();
    }

    private static StoredStrength find(Handle handle, TenantId tenant, UUID id) {
        return query(handle, tenant, " where s.strength_id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne()
                .orElseThrow(() -> new Refusal(Fault.STRENGTH_UNKNOWN));
    }

    private static Query query(Handle handle, TenantId tenant, String where) {
        return handle.createQuery("select " + COLUMNS + " from " + ALL + where).bind("tenant", tenant.value());
    }

    private static StoredStrength read(ResultSet row) throws SQLException {
        UUID id = row.getObject("strength_id", UUID.class);
        return new StoredStrength(
                id,
                new GraphStrength(
                        row.getString("display_name"),
                        Optional.ofNullable(row.getString("description")),
                        List.of((String[]) row.getArray("combinations").getArray())),
                StrengthBook.isBuiltIn(id),
                row.getLong("number"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("modified_at").toInstant());
    }
}
