package io.homeward.remediation.openid;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.openid.KeyRing.Kept;
import io.homeward.remediation.openid.KeyRing.State;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.vault.Sealed;
import io.homeward.vault.Vault;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The keys of every tenant's issuer, RSA 2048, made when first needed. What each is for follows from the rows and the time ({@link KeyRing}), so a
 * rotation needs no restart and no signal. One that has signed for as long as {@link KeySettings#age} is followed by the next without being asked.
 */
@Singleton
public class SigningKeys {
    private static final int BITS = 2048;

    /** How long another process may go on with a key after it was withdrawn. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final int TENANTS = 2_000;

    private final TenantDatabase database;
    private final Vault vault;
    private final KeySettings settings;
    private final InstantSource clock;
    private final Cache<TenantId, KeyRing> known =
            Caffeine.newBuilder().maximumSize(TENANTS).expireAfterWrite(KEPT).build();

    SigningKeys(TenantDatabase database, Vault vault, KeySettings settings, InstantSource clock) {
        this.database = database;
        this.vault = vault;
        this.settings = settings;
        this.clock = clock;
    }

    /** Those that verify, the one that signs first; none is made. */
    List<SigningKey> published(TenantId tenant) {
        return stored(tenant).published(now());
    }

    /** Those that have ever signed and did not leak; none is made. */
    List<SigningKey> ever(TenantId tenant) {
        return stored(tenant).ever();
    }

    /** Those that verify, never empty: the first is made now where there is none. Only for a tenant that is known here. */
    List<SigningKey> atLeastOne(TenantId tenant) {
        return ring(tenant).published(now());
    }

    SigningKey signing(TenantId tenant) {
        Instant now = now();
        Kept signing = ring(tenant).signing(now).orElseThrow();
        boolean due = settings.age().isPositive()
                && !signing.signsFrom().plus(settings.age()).isAfter(now);
        if (due && ring(tenant).next(now).isEmpty()) {
            rotate(tenant, now);
        }
        return signing.key();
    }

    /** One key at least, and one of them signs. */
    KeyRing ring(TenantId tenant) {
        KeyRing ring = stored(tenant);
        return ring.signing(now()).isPresent()
                ? ring
                : changed(tenant, (handle, locked) -> {
                    if (locked.signing(now()).isEmpty()) {
                        store(handle, tenant, now(), now());
                    }
                });
    }

    /** The next is published, and signs when that has settled; nothing where one waits already. */
    KeyRing rotate(TenantId tenant, Instant now) {
        return changed(tenant, (handle, ring) -> {
            if (ring.next(now).isEmpty()) {
                store(handle, tenant, now, now.plus(settings.settled()));
            }
        });
    }

    /** Nothing that this key signed is believed any more; the next signs at once. Nothing where it was withdrawn before. */
    KeyRing withdraw(TenantId tenant, String keyId, Instant now) {
        return changed(tenant, (handle, ring) -> {
            int withdrawn = handle.createUpdate("""
                            update signing_key set withdrawn_at = :now, private_key = null
                            where tenant_id = :tenant and key_id = :id and withdrawn_at is null
                            """)
                    .bind("now", utc(now))
                    .bind("tenant", tenant.value())
                    .bind("id", keyId)
                    .execute();
            if (withdrawn == 1) {
                signAtOnce(handle, tenant, read(handle, tenant).signing(now), now);
            }
        });
    }

    private void signAtOnce(Handle handle, TenantId tenant, Optional<Kept> signing, Instant now) {
        if (signing.isEmpty()) {
            store(handle, tenant, now, now);
            return;
        }
        handle.createUpdate("""
                        update signing_key set signs_from = :now
                        where tenant_id = :tenant and key_id = :id and signs_from > :now
                        """)
                .bind("now", utc(now))
                .bind("tenant", tenant.value())
                .bind("id", signing.get().key().id())
                .execute();
    }

    /** A change of a tenant's keys, with those it finds. */
    private interface Change {
        void make(Handle handle, KeyRing found);
    }

    /** Two processes may be asked at the same time; one waits. */
    private KeyRing changed(TenantId tenant, Change change) {
        KeyRing ring = database.in(tenant, handle -> {
            handle.createQuery("select true from pg_advisory_xact_lock(hashtextextended(:tenant, 0))")
                    .bind("tenant", "signing_key/" + tenant)
                    .mapTo(Boolean.class)
                    .one();
            change.make(handle, read(handle, tenant));
            forgetSecrets(handle, tenant, read(handle, tenant));
            return read(handle, tenant);
        });
        known.put(tenant, ring);
        return ring;
    }

    /** What is not signed with any more cannot leak. */
    private void forgetSecrets(Handle handle, TenantId tenant, KeyRing ring) {
        for (Kept kept : ring.keys()) {
            if (ring.state(kept, now()) == State.RETIRED
                    && kept.key().privateKey().isPresent()) {
                handle.createUpdate(
                                "update signing_key set private_key = null where tenant_id = :tenant and key_id = :id")
                        .bind("tenant", tenant.value())
                        .bind("id", kept.key().id())
                        .execute();
            }
        }
    }

    private KeyRing stored(TenantId tenant) {
        KeyRing cached = known.getIfPresent(tenant);
        if (cached != null) {
            return cached;
        }
        KeyRing stored = database.in(tenant, handle -> read(handle, tenant));
        if (!stored.keys().isEmpty()) {
            known.put(tenant, stored);
        }
        return stored;
    }

    private void store(Handle handle, TenantId tenant, Instant now, Instant signsFrom) {
        KeyPair pair = generate();
        String id = UUID.randomUUID().toString();
        handle.createUpdate("""
                        insert into signing_key (tenant_id, key_id, public_key, private_key, created_at, signs_from)
                        values (:tenant, :id, :public, :private, :now, :from)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("public", pair.getPublic().getEncoded())
                .bind(
                        "private",
                        vault.seal(binding(tenant, id), pair.getPrivate().getEncoded())
                                .bytes())
                .bind("now", utc(now))
                .bind("from", utc(signsFrom))
                .execute();
    }

    private KeyRing read(Handle handle, TenantId tenant) {
        return new KeyRing(handle.createQuery("""
                        select key_id, public_key, private_key, created_at, coalesce(signs_from, created_at) as signs_from, withdrawn_at
                        from signing_key where tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .map((row, context) -> kept(tenant, row))
                .list());
    }

    private Kept kept(TenantId tenant, ResultSet row) throws SQLException {
        return new Kept(
                key(tenant, row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("signs_from", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("withdrawn_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private SigningKey key(TenantId tenant, ResultSet row) throws SQLException {
        String id = row.getString("key_id");
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            byte[] sealed = row.getBytes("private_key");
            Optional<PrivateKey> secret = Optional.empty();
            if (sealed != null) {
                byte[] opened = vault.open(binding(tenant, id), Sealed.of(sealed));
                secret = Optional.of(factory.generatePrivate(new PKCS8EncodedKeySpec(opened)));
            }
            var open = (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(row.getBytes("public_key")));
            return new SigningKey(id, open, secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key " + id + " cannot be read", e);
        }
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA is part of every Java", e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String binding(TenantId tenant, String keyId) {
        return "signing-key/" + tenant + "/" + keyId;
    }
}
