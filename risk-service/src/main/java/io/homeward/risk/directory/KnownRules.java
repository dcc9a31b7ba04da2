package io.homeward.risk.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.feed.Change;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedName;
import io.homeward.outbox.ReplicaRows;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rules of every tenant. */
@Singleton
public class KnownRules implements ReplicaRows {
    public static final FeedName FEED = new FeedName("rules");

    @Override
    public void put(Handle handle, Change change) {
        // Read before it is kept: rules that cannot be understood stop the feed here and not at the first risk.
        change.as(TenantRules.class);
        handle.createUpdate("""
                        insert into known_rules (tenant_id, body) values (:tenant, cast(:body as jsonb))
                        on conflict (tenant_id) do update set body = excluded.body""")
                .bind("tenant", change.tenant().value())
                .bind("body", change.state().toString())
                .execute();
    }

    @Override
    public void remove(Handle handle, TenantId tenant, String key) {
        handle.createUpdate("delete from known_rules where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
    }

    public Optional<TenantRules> of(Handle handle, TenantId tenant) {
        return handle.createQuery("select body from known_rules where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .findOne()
                .map(KnownRules::read);
    }

    private static TenantRules read(String body) {
        try {
            return FeedJson.mapper().readValue(body, TenantRules.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rules that were readable when they came are not any more", e);
        }
    }
}
