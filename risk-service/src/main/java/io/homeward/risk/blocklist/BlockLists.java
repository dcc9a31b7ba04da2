package io.homeward.risk.blocklist;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpRange;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.intel.AddressList;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** Every tenant's block list. */
@Singleton
public class BlockLists {
    /** Whoever needs more drops a list into the folder of the suite. It also bounds what is read anew after a change. */
    static final int MOST = 5_000;

    /** Lists of so many tenants are kept ready, each as of its version. */
    private static final int READY = 2_000;

    private static final Listing<Blocked> ENTRIES = new Listing<>(
            "e.entry_id, e.address::text as address, e.reason, e.added_by, e.added_at",
            "block_list_entry e",
            "e.tenant_id = :tenant",
            BlockLists::blocked);

    private static final Listing<Change> CHANGES = new Listing<>(
            "c.version, c.at, c.what, c.address::text as address, c.reason, c.changed_by",
            "block_list_change c",
            "c.tenant_id = :tenant",
            BlockLists::change);

    private record Head(long version, Instant changedAt) {}

    private record Ready(Head head, BlockList list) {}

    private final Map<TenantId, Ready> ready = new ConcurrentHashMap<>();

    /** The list in force. */
    public BlockList of(Handle handle, TenantId tenant) {
        return of(handle, List.of(tenant)).getOrDefault(tenant, BlockList.EMPTY);
    }

    /** The lists in force, of those who have any. Costs one look at their versions where nothing has changed. */
    public Map<TenantId, BlockList> of(Handle handle, Collection<TenantId> tenants) {
        var lists = new HashMap<TenantId, BlockList>();
        heads(handle, tenants).forEach((tenant, head) -> lists.put(tenant, of(handle, tenant, head)));
        return lists;
    }

    private BlockList of(Handle handle, TenantId tenant, Head head) {
        Ready known = ready.get(tenant);
        if (known != null && known.head.equals(head)) {
            return known.list;
        }
        var list =
                new BlockList(AddressList.of(ranges(handle, tenant)), BlockList.edition(head.version, head.changedAt));
        if (ready.size() >= READY) {
            ready.clear();
        }
        // Read after its version: it may be newer than that, never older; the next look then reads it once more.
        ready.put(tenant, new Ready(head, list));
        return list;
    }

    private static Map<TenantId, Head> heads(Handle handle, Collection<TenantId> tenants) {
        var heads = new HashMap<TenantId, Head>();
        handle.createQuery("""
                        select b.tenant_id, b.version, b.changed_at
                        from unnest(:tenants) n(tenant)
                        cross join lateral (
                            select tenant_id, version, changed_at from block_list where tenant_id = n.tenant limit 1) b""")
                .bind("tenants", tenants.stream().map(TenantId::value).toArray(UUID[]::new))
                .map((row, context) -> Map.entry(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new Head(row.getLong("version"), at(row, "changed_at"))))
                .forEach(entry -> heads.put(entry.getKey(), entry.getValue()));
        return heads;
    }

    private static Optional<Head> head(Handle handle, TenantId tenant, String lock) {
        return handle.createQuery("select version, changed_at from block_list where tenant_id = :tenant <lock>")
                .define("lock", lock)
                .bind("tenant", tenant.value())
                .map((row, context) -> new Head(row.getLong("version"), at(row, "changed_at")))
                .findOne();
    }

    private static List<IpRange> ranges(Handle handle, TenantId tenant) {
        return handle.createQuery("select address::text from block_list_entry where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .map(IpRange::of)
                .list();
    }

    GraphPage<Blocked> page(Handle handle, TenantId tenant, GraphQuery query) {
        return ENTRIES.page(handle, query, sql -> sql.bind("tenant", tenant.value()));
    }

    GraphPage<Change> history(Handle handle, TenantId tenant, GraphQuery query) {
        return CHANGES.page(handle, query, sql -> sql.bind("tenant", tenant.value()));
    }

    /**
     * Adds an entry. One that is there already stays as it is, and nothing is written.
     *
     * @throws Refusal {@link Fault#TOO_MANY_BLOCKED} where the list is full
     */
    Blocked add(Handle handle, TenantId tenant, IpRange address, String reason, String by, Instant now) {
        Head head = lock(handle, tenant, now);
        Optional<Blocked> known =
                ENTRIES.find(handle, "e.address = cast(:address as cidr)", sql -> sql.bind("tenant", tenant.value())
                        .bind("address", address.toString()));
        if (known.isPresent()) {
            return known.get();
        }
        if (ranges(handle, tenant).size() >= MOST) {
            throw new Refusal(Fault.TOO_MANY_BLOCKED, "A block list has at most %d entries.".formatted(MOST));
        }
        UUID id = UUID.randomUUID();
        handle.createUpdate("""
                        insert into block_list_entry (tenant_id, entry_id, address, reason, added_by, added_at)
                        values (:tenant, :id, cast(:address as cidr), :reason, :by, :now)""")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("address", address.toString())
                .bind("reason", reason)
                .bind("by", by)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
        note(handle, tenant, head, "added", address.toString(), reason, by, now);
        return new Blocked(id.toString(), address.brief(), reason, by, now);
    }

    /** @throws Refusal {@link Fault#NO_SUCH_BLOCKED} where there is no such entry */
    void remove(Handle handle, TenantId tenant, UUID id, String by, Instant now) {
        Head head = lock(handle, tenant, now);
        Blocked gone = ENTRIES.find(handle, "e.entry_id = :id", sql -> sql.bind("tenant", tenant.value())
                        .bind("id", id))
                .orElseThrow(() -> new Refusal(Fault.NO_SUCH_BLOCKED));
        handle.createUpdate("delete from block_list_entry where tenant_id = :tenant and entry_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .execute();
        note(handle, tenant, head, "removed", gone.address(), gone.reason(), by, now);
    }

    /** One change of a list at a time. */
    private static Head lock(Handle handle, TenantId tenant, Instant now) {
        handle.createUpdate("""
                        insert into block_list (tenant_id, version, changed_at) values (:tenant, 0, :now)
                        on conflict do nothing""")
                .bind("tenant", tenant.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
        return head(handle, tenant, "for update").orElseThrow();
    }

    private static void note(
            Handle handle,
            TenantId tenant,
            Head head,
            String what,
            String address,
            String reason,
            String by,
            Instant now) {
        handle.createUpdate("""
                        with changed as (
                            update block_list set version = :version, changed_at = :now where tenant_id = :tenant)
                        insert into block_list_change (tenant_id, version, at, what, address, reason, changed_by)
                        values (:tenant, :version, :now, :what, cast(:address as cidr), :reason, :by)""")
                .bind("tenant", tenant.value())
                .bind("version", head.version + 1)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("what", what)
                .bind("address", address)
                .bind("reason", reason)
                .bind("by", by)
                .execute();
    }

    private static Blocked blocked(ResultSet row) throws SQLException {
        return new Blocked(
                row.getString("entry_id"),
                IpRange.of(row.getString("address")).brief(),
                row.getString("reason"),
                row.getString("added_by"),
                at(row, "added_at"));
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getLong("version"),
                at(row, "at"),
                row.getString("what"),
                IpRange.of(row.getString("address")).brief(),
                row.getString("reason"),
                row.getString("changed_by"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
