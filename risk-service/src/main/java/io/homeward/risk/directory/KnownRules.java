package io.homeward.risk.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.feed.Change;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedName;
import io.homeward.outbox.ReplicaRows;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    /** Of one tenant. */
    public Optional<TenantRules> of(Handle handle, TenantId tenant) {
        return Optional.ofNullable(of(handle, List.of(tenant)).get(tenant));
    }

    /** Of tenants whose rules have arrived. Parsed once per version: every sign-in asks. */
    public Map<TenantId, TenantRules> of(Handle handle, Collection<TenantId> tenants) {
        var rules = new HashMap<TenantId, TenantRules>();
        versions(handle, tenants).forEach((tenant, version) -> {
            Read known = read.get(tenant);
            if (known != null && known.version == version) {
                rules.put(tenant, known.rules);
                return;
            }
            load(handle, tenant).ifPresent(loaded -> {
                if (read.size() >= REMEMBERED) {
                    read.clear();
                }
                // Read after its version: it may be newer than that, never older; the next look then reads it once
                // more.
                read.put(tenant, new Read(version, loaded));
                rules.put(tenant, loaded);
            });
        });
        return rules;
    }

    private static Map<TenantId, Long> versions(Handle handle, Collection<TenantId> tenants) {
        var versions = new HashMap<TenantId, Long>();
        handle.createQuery("""
                        select r.tenant_id, r.version from unnest(:tenants) n(tenant)
                        cross join lateral (
                            select tenant_id, version from replica_row
                            where tenant_id = n.tenant and feed = :feed and key = n.tenant::text limit 1) r""")
                .bind("tenants", tenants.stream().map(TenantId::value).toArray(UUID[]::new))
                .bind("feed", FEED.value())
                .map((row, context) ->
                        Map.entry(new TenantId(row.getObject("tenant_id", UUID.class)), row.getLong("version")))
                .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
        return versions;
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
