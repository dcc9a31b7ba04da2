package io.homeward.risk.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.Change;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedName;
import io.homeward.outbox.ReplicaRows;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which of a tenant's people have access to other tenants. */
@Singleton
public class KnownRelationships implements ReplicaRows {
    public static final FeedName FEED = new FeedName("relationships");

    private static final Set<String> IN_FORCE = Set.of("active", "expiring");

    /** What of a relationship in the feed is read here. */
    record Relationship(
            TenantId partner, String status, @Nullable Instant endsAt, List<Assignment> assignments) {
        boolean inForce(Instant now) {
            return IN_FORCE.contains(status) && (endsAt == null || now.isBefore(endsAt));
        }

        boolean gives(Set<GroupId> groups) {
            return assignments.stream().anyMatch(assignment -> groups.contains(assignment.group));
        }
    }

    record Assignment(GroupId group) {}

    @Override
    public void put(Handle handle, Change change) {
        change.as(Relationship.class);
        handle.createUpdate("""
                        insert into known_relationship (tenant_id, relationship_id, body)
                        values (:tenant, :relationship, cast(:body as jsonb))
                        on conflict (tenant_id, relationship_id) do update set body = excluded.body""")
                .bind("tenant", change.tenant().value())
                .bind("relationship", change.key())
                .bind("body", change.state().toString())
                .execute();
    }

    @Override
    public void remove(Handle handle, TenantId tenant, String key) {
        handle.createUpdate(
                        "delete from known_relationship where tenant_id = :tenant and relationship_id = :relationship")
                .bind("tenant", tenant.value())
                .bind("relationship", key)
                .execute();
    }

    /** Whether somebody in these groups of the tenant has delegated access to some other tenant now. */
    public boolean delegateElsewhere(Handle handle, TenantId tenant, Set<GroupId> groups, Instant now) {
        return handle
                .createQuery("select body from known_relationship where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .map(KnownRelationships::read)
                .list()
                .stream()
                .anyMatch(relationship ->
                        relationship.partner.equals(tenant) && relationship.inForce(now) && relationship.gives(groups));
    }

    /** Customers with whom the tenant has had no relationship before that time, as far as it is known here. */
    public Set<TenantId> customersNewSince(Handle handle, TenantId partner, Instant since) {
        return handle
                .createQuery("""
                        select body ->> 'customer' from known_relationship
                        where tenant_id = :tenant and body ->> 'partner' = :partner and body ->> 'customer' is not null
                        group by body ->> 'customer' having min(known_since) > :since""")
                .bind("tenant", partner.value())
                .bind("partner", partner.toString())
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .mapTo(String.class)
                .map(TenantId::of)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Relationship read(String body) {
        try {
            return FeedJson.mapper().readValue(body, Relationship.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A relationship that was readable when it came is not any more", e);
        }
    }
}
