package io.homeward.remediation.openid;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.vault.Sealed;
import io.homeward.vault.Vault;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The keys of every tenant's issuer, RSA 2048, made when first needed. The newest signs and all are published, so rotation is one more row
 * and needs no restart; an old key is taken away once nothing it signed is valid.
 */
@Singleton
public class SigningKeys {
    private static final int BITS = 2048;

    /** How long another process may go on signing with the key before, after a rotation. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final int TENANTS = 2_000;

    private final TenantDatabase database;
    private final Vault vault;
    private final InstantSource clock;
    private final Cache<TenantId, List<SigningKey>> known =
            Caffeine.newBuilder().maximumSize(TENANTS).expireAfterWrite(KEPT).build();

    SigningKeys(TenantDatabase database, Vault vault, InstantSource clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /** Those there are, the one that signs first; none is made. */
    List<SigningKey> published(TenantId tenant) {
        List<SigningKey> cached = known.getIfPresent(tenant);
        if (cached != null) {
            return cached;
        }
        List<SigningKey> stored = database.in(tenant, handle -> stored(handle, tenant));
        if (!stored.isEmpty()) {
            known.put(tenant, stored);
        }
        return stored;
    }

    /** The same, never empty: the first is made now where there is none. Only for a tenant that is known here. */
    List<SigningKey> atLeastOne(TenantId tenant) {
        List<SigningKey> published = published(tenant);
        if (!published.isEmpty()) {
            return published;
        }
        List<SigningKey> made = first(tenant);
        known.put(tenant, made);
        return made;
    }

    SigningKey signing(TenantId tenant) {
        return atLeastOne(tenant).getFirst();
    }

    /** Adds a key that signs from now on; the others stay published. */
    void rotate(TenantId tenant) {
        KeyPair pair = generate();
        database.in(tenant, handle -> store(handle, tenant, pair));
        known.invalidate(tenant);
    }

    private List<SigningKey> first(TenantId tenant) {
        KeyPair pair = generate();
        return database.in(tenant, handle -> {
            // Two processes may be asked at the same time; one makes the key.
            handle.createQuery("select true from pg_advisory_xact_lock(hashtextextended(:tenant, 0))")
                    .bind("tenant", "signing_key/" + tenant)
                    .mapTo(Boolean.class)
                    .one();
            if (stored(handle, tenant).isEmpty()) {
                store(handle, tenant, pair);
            }
            return stored(handle, tenant);
        });
    }

    private int store(Handle handle, TenantId tenant, KeyPair pair) {
        String id = UUID.randomUUID().toString();
        return handle.createUpdate("""
                        insert into signing_key (tenant_id, key_id, public_key, private_key, created_at)
                        values (:tenant, :id, :public, :private, :now)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("public", pair.getPublic().getEncoded())
                .bind(
                        "private",
                        vault.seal(binding(tenant, id), pair.getPrivate().getEncoded())
                                .bytes())
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
    }

    private List<SigningKey> stored(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select key_id, public_key, private_key from signing_key where tenant_id = :tenant
                        order by created_at desc, key_id
                        """)
                .bind("tenant", tenant.value())
                .map((row, context) -> key(tenant, row))
                .list();
    }

    private SigningKey key(TenantId tenant, ResultSet row) throws SQLException {
        String id = row.getString("key_id");
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            byte[] secret = vault.open(binding(tenant, id), Sealed.of(row.getBytes("private_key")));
            return new SigningKey(
                    id,
                    (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(row.getBytes("public_key"))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(secret)));
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

    private static String binding(TenantId tenant, String keyId) {
        return "signing-key/" + tenant + "/" + keyId;
    }
}
