package io.homeward.tenant.audit;

import io.homeward.accessrules.TenantId;
import io.homeward.auditcheck.Broken;
import io.homeward.auditcheck.Chain;
import io.homeward.auditcheck.Checkpoint;
import io.homeward.auditcheck.SealKey;
import io.homeward.auditcheck.SignedCheckpoint;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Signs what trails say, with a key that no database holds. Before it signs it follows the trail from the last checkpoint on: what somebody
 * wrote anew in the database never gets a signature from here.
 */
@Singleton
class Seals {
    private static final Logger LOG = Logger.getLogger(Seals.class);
    private static final int PAGE = 500;

    private final TenantDatabase database;
    private final Optional<SealKey> key;

    /** What this process has signed last: a checkpoint that has gone since is noticed. */
    private final Map<TenantId, Chain> signed = new ConcurrentHashMap<>();

    @Inject
    Seals(TenantDatabase database, SealSettings settings) throws IOException {
        this(
                database,
                settings.keyFile().isPresent()
                        ? Optional.of(
                                SealKey.of(Files.readString(settings.keyFile().get())))
                        : Optional.empty());
    }

    Seals(TenantDatabase database, Optional<SealKey> key) {
        this.database = database;
        this.key = key;
    }

    Optional<SealKey> key() {
        return key;
    }

    /** Tenants among these with entries that are not signed yet. */
    List<TenantId> unsealed(List<TenantId> tenants) {
        return key.isEmpty()
                ? List.of()
                : database.inEach(tenants, handle -> handle.createQuery("""
                                select h.tenant_id from audit_head h
                                where h.tenant_id = any (:tenants) and h.number > coalesce((
                                    select max(c.number) from audit_checkpoint c where c.tenant_id = h.tenant_id and c.key_id = :key), 0)""")
                        .bindArray(
                                "tenants",
                                java.util.UUID.class,
                                tenants.stream().map(TenantId::value).toList())
                        .bind("key", key.get().id())
                        .map((row, context) -> new TenantId(row.getObject("tenant_id", java.util.UUID.class)))
                        .list());
    }

    /**
     * Signs the present end of a trail.
     *
     * @return nothing without a key or without an entry, and where the trail is broken
     */
    Optional<SignedCheckpoint> seal(TenantId tenant, Instant at) {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            return seal(tenant, key.get(), at);
        } catch (Broken broken) {
            LOG.errorf(
                    "The audit trail of tenant %s is broken at number %d: %s; it is not signed",
                    tenant, broken.number(), broken.getMessage());
            return Optional.empty();
        }
    }

    private Optional<SignedCheckpoint> seal(TenantId tenant, SealKey with, Instant at) {
        Chain chain = start(tenant, with);
        while (true) {
            List<Line> page = page(tenant, chain.number());
            for (Line line : page) {
                chain = chain.following(line.number(), line.hash(), line.entry());
            }
            if (page.size() < PAGE) {
                return chain.number() == 0 ? Optional.empty() : Optional.of(sign(tenant, chain, with, at));
            }
        }
    }

    /** One entry on its way to somebody who follows the trail. */
    record Line(long number, String hash, String entry) {}

    /** The entries behind a number, a page at most; each page is a short transaction of its own. */
    List<Line> page(TenantId tenant, long after) {
        return database.in(tenant, handle -> handle.createQuery("""
                        select number, encode(hash, 'hex') as hash, entry from audit_entry
                        where tenant_id = :tenant and number > :after order by number limit :page""")
                .bind("tenant", tenant.value())
                .bind("after", after)
                .bind("page", PAGE)
                .map((row, context) -> new Line(row.getLong("number"), row.getString("hash"), row.getString("entry")))
                .list());
    }

    private Chain start(TenantId tenant, SealKey with) {
        Optional<SignedCheckpoint> last = database.in(tenant, handle -> last(handle, tenant, with.id()));
        Chain start = last.map(one -> genuine(tenant, one, with)).orElseGet(() -> Chain.empty(tenant.value()));
        Chain remembered = signed.get(tenant);
        if (remembered != null && remembered.number() > start.number()) {
            throw new Broken(start.number() + 1, "the checkpoint of number %d has gone".formatted(remembered.number()));
        }
        return start;
    }

    private static Chain genuine(TenantId tenant, SignedCheckpoint one, SealKey with) {
        Checkpoint checkpoint = one.checkpoint();
        if (!one.isBy(with)) {
            throw new Broken(checkpoint.number(), "the signature of its checkpoint is not genuine");
        }
        return new Chain(tenant.value(), checkpoint.number(), checkpoint.hash());
    }

    private SignedCheckpoint sign(TenantId tenant, Chain chain, SealKey with, Instant at) {
        var checkpoint =
                new Checkpoint(tenant.value(), chain.number(), chain.hash(), at.truncatedTo(ChronoUnit.MILLIS));
        SignedCheckpoint made = SignedCheckpoint.by(with, checkpoint);
        database.in(tenant, handle -> handle.createUpdate("""
                        insert into audit_checkpoint (tenant_id, number, hash, at, key_id, signature)
                        values (:tenant, :number, decode(:hash, 'hex'), :at, :key, :signature) on conflict do nothing""")
                .bind("tenant", tenant.value())
                .bind("number", chain.number())
                .bind("hash", chain.hash())
                .bind("at", checkpoint.at().atOffset(ZoneOffset.UTC))
                .bind("key", made.key())
                .bind("signature", made.bytes())
                .execute());
        signed.put(tenant, chain);
        return made;
    }

    /** All checkpoints up to a number, oldest first. */
    List<SignedCheckpoint> of(TenantId tenant, long after, long upTo) {
        return database.in(tenant, handle -> handle.createQuery("""
                        select number, hash, at, key_id, signature from audit_checkpoint
                        where tenant_id = :tenant and number > :after and number <= :upTo order by number""")
                .bind("tenant", tenant.value())
                .bind("after", after)
                .bind("upTo", upTo)
                .map((row, context) -> read(tenant, row))
                .list());
    }

    private static Optional<SignedCheckpoint> last(Handle handle, TenantId tenant, String key) {
        return handle.createQuery("""
                        select number, hash, at, key_id, signature from audit_checkpoint
                        where tenant_id = :tenant and key_id = :key order by number desc limit 1""")
                .bind("tenant", tenant.value())
                .bind("key", key)
                .map((row, context) -> read(tenant, row))
                .findOne();
    }

    private static SignedCheckpoint read(TenantId tenant, ResultSet row) throws SQLException {
        return SignedCheckpoint.of(
                new Checkpoint(
                        tenant.value(),
                        row.getLong("number"),
                        HexFormat.of().formatHex(row.getBytes("hash")),
                        row.getTimestamp("at").toInstant()),
                row.getString("key_id"),
                row.getBytes("signature"));
    }
}
