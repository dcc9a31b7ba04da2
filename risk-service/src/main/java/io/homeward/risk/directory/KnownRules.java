package io.homeward.risk.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.feed.Change;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedName;
import io.homeward.outbox.ReplicaRows;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** The rules of every tenant. */
@Singleton
public class KnownRules implements ReplicaRows {
    public static final FeedName FEED = new FeedName("rules");

    /** Rules of so many tenants are kept as they were last read. */
    private static final int REMEMBERED = 2_000;

    private record Read(long version, TenantRules rules) {}

    private final Map<TenantId, Read> read = new ConcurrentHashMap<>();

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

    /** Parsed once per version: every sign-in asks. */
    public Optional<TenantRules> of(Handle handle, TenantId tenant) {
        Optional<Long> version = handle.createQuery("""
                        select version from replica_row where tenant_id = :tenant and feed = :feed and key = :key""")
                .bind("tenant", tenant.value())
                .bind("feed", FEED.value())
                .bind("key", tenant.toString())
                .mapTo(Long.class)
                .findOne();
        Read known = version.isPresent() ? read.get(tenant) : null;
        if (known != null && known.version == version.get()) {
            return Optional.of(known.rules);
        }
        Optional<TenantRules> rules = load(handle, tenant);
        if (version.isPresent() && rules.isPresent()) {
            if (read.size() >= REMEMBERED) {
                read.clear();
            }
            // Read after its version: it may be newer than that, never older; the next look then reads it once more.
            read.put(tenant, new Read(version.get(), rules.get()));
        }
        return rules;
    }

    private static Optional<TenantRules> load(Handle handle, TenantId tenant) {
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
