package io.homeward.tenant.location;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.LocationId;
import io.homeward.feed.FeedJson;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.location.GraphLocation.Kind;
import io.homeward.tenant.policy.Author;
import io.homeward.tenant.policy.Mentions;
import io.homeward.tenant.policy.OpenRules;
import io.homeward.tenant.policy.Policies;
import io.homeward.tenant.policy.Restorable;
import io.homeward.tenant.policy.Rules;
import io.homeward.tenant.policy.Thing;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The named locations of a tenant. */
@Singleton
public class NamedLocations implements Restorable {

    /** Graph's own bound. */
    static final int MOST = 195;

    private static final String COLUMNS =
            "l.location_id, l.kind, l.body::text as body, l.number, l.created_at, l.modified_at";

    private static final Listing<StoredLocation> LOCATIONS =
            new Listing<>(COLUMNS, "named_location l", "l.tenant_id = :tenant", NamedLocations::read);

    private final TenantDatabase database;
    private final Rules rules;

    NamedLocations(TenantDatabase database, Rules rules) {
        this.database = database;
        this.rules = rules;
    }

    GraphPage<StoredLocation> page(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> LOCATIONS.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    /** @throws Refusal {@link Fault#LOCATION_UNKNOWN} */
    StoredLocation find(TenantId tenant, LocationId id) {
        return database.in(tenant, handle -> find(handle, tenant, id));
    }

    StoredLocation add(TenantId tenant, GraphLocation content, Author by) {
        return rules.change(tenant, by, open -> insert(open, new LocationId(UUID.randomUUID()), content));
    }

    /**
     * @param precondition is told the present number under the lock, and throws where it is not the expected one
     * @throws Refusal {@link Fault#LOCATION_UNKNOWN}, or what the change itself refuses
     */
    void change(
            TenantId tenant, LocationId id, LongConsumer precondition, UnaryOperator<GraphLocation> change, Author by) {
        rules.change(tenant, by, open -> {
            StoredLocation before = find(open.handle(), tenant, id);
            precondition.accept(before.number());
            return replace(open, before, change.apply(before.content()));
        });
    }

    /** @throws Refusal {@link Fault#LOCATION_UNKNOWN}; {@link Fault#INVALID_LOCATION} while it is trusted, or a policy names it */
    void remove(TenantId tenant, LocationId id, LongConsumer precondition, Author by) {
        rules.change(tenant, by, open -> {
            StoredLocation before = find(open.handle(), tenant, id);
            precondition.accept(before.number());
            if (before.content().trusted()) {
                throw GraphLocation.invalid("A trusted location cannot be deleted; set isTrusted to false first.");
            }
            List<String> naming = Policies.naming(open.handle(), tenant, Mentions.Kind.LOCATION, id.value());
            if (!naming.isEmpty()) {
                throw GraphLocation.invalid("The location is named by policies and cannot be deleted: %s."
                        .formatted(String.join(", ", naming)));
            }
            return delete(open, before);
        });
    }

    @Override
    public Thing thing() {
        return Thing.LOCATION;
    }

    @Override
    public Mentions restore(OpenRules open, Map<UUID, JsonNode> wanted) {
        Map<UUID, StoredLocation> present = all(open.handle(), open.tenant()).stream()
                .collect(Collectors.toMap(location -> location.id().value(), location -> location));
        present.values().stream()
                .filter(location -> !wanted.containsKey(location.id().value()))
                .forEach(location -> delete(open, location));
        wanted.forEach((id, body) -> {
            GraphLocation content = GraphLocation.of(body);
            StoredLocation before = present.get(id);
            if (before == null) {
                insert(open, new LocationId(id), content);
            } else {
                replace(open, before, content);
            }
        });
        return Mentions.NONE;
    }

    private static StoredLocation insert(OpenRules open, LocationId id, GraphLocation content) {
        if (all(open.handle(), open.tenant()).size() >= MOST) {
            throw GraphLocation.invalid("A tenant has at most %d named locations.".formatted(MOST));
        }
        write(open, id, content, """
                insert into named_location (tenant_id, location_id, kind, display_name, trusted, body, meaning, created_at, modified_at)
                values (:tenant, :id, :kind, :name, :trusted, cast(:body as jsonb), cast(:meaning as jsonb), :at, :at)""");
        open.added(Thing.LOCATION, id.value(), content.displayName(), content.typed());
        return find(open.handle(), open.tenant(), id);
    }

    /** The same content again is no change. */
    private static StoredLocation replace(OpenRules open, StoredLocation before, GraphLocation after) {
        if (after.equals(before.content())) {
            return before;
        }
        write(open, before.id(), after, """
                update named_location
                set kind = :kind, display_name = :name, trusted = :trusted, body = cast(:body as jsonb), meaning = cast(:meaning as jsonb),
                    modified_at = :at, number = number + 1
                where tenant_id = :tenant and location_id = :id""");
        open.changed(
                Thing.LOCATION,
                before.id().value(),
                after.displayName(),
                before.content().typed(),
                after.typed());
        return before;
    }

    private static void write(OpenRules open, LocationId id, GraphLocation content, String sql) {
        open.handle()
                .createUpdate(sql)
                .bind("tenant", open.tenant().value())
                .bind("id", id.value())
                .bind("kind", content.kind().type())
                .bind("name", content.displayName())
                .bind("trusted", content.trusted())
                .bind("body", content.body().toString())
                .bind(
                        "meaning",
                        FeedJson.mapper().valueToTree(content.meaning(id)).toString())
                .bind("at", open.author().at().atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static StoredLocation delete(OpenRules open, StoredLocation before) {
        open.handle()
                .createUpdate("delete from named_location where tenant_id = :tenant and location_id = :id")
                .bind("tenant", open.tenant().value())
                .bind("id", before.id().value())
                .execute();
        open.removed(
                Thing.LOCATION,
                before.id().value(),
                before.content().displayName(),
                before.content().typed());
        return before;
    }

    private static List<StoredLocation> all(Handle handle, TenantId tenant) {
        return handle.createQuery("select %s from named_location l where l.tenant_id = :tenant".formatted(COLUMNS))
                .bind("tenant", tenant.value())
                .map((row, context) -> read(row))
                .list();
    }

    private static StoredLocation find(Handle handle, TenantId tenant, LocationId id) {
        return handle.createQuery("select %s from named_location l where l.tenant_id = :tenant and l.location_id = :id"
                        .formatted(COLUMNS))
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne()
                .orElseThrow(() -> new Refusal(Fault.LOCATION_UNKNOWN));
    }

    private static StoredLocation read(ResultSet row) throws SQLException {
        Kind kind = row.getString("kind").equals(Kind.IP.type()) ? Kind.IP : Kind.COUNTRY;
        return new StoredLocation(
                new LocationId(row.getObject("location_id", UUID.class)),
                GraphLocation.kept(kind, json(row.getString("body"))),
                row.getLong("number"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("modified_at").toInstant());
    }

    private static JsonNode json(String text) {
        try {
            return FeedJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database returned what is no JSON", e);
        }
    }
}
