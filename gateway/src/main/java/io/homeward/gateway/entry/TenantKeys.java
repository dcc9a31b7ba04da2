package io.homeward.gateway.entry;

import io.homeward.accessrules.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys of each tenant, fetched when first needed and kept. One fetch at a time per tenant; a key id that is not among them makes us
 * ask again at most once per {@link EntrySettings#keysPause()}, because anybody can invent key ids. While the owner is away the
 * keys at hand are used on, for {@link #LONGEST} at most.
 */
@Singleton
public class TenantKeys {

    /** A withdrawn key dies after this even where its withdrawal cannot be learnt. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** A shorter RSA key is refused by the algorithm's own specification (RFC 7518 section 3.3). */
    private static final int SHORTEST_MODULUS = 2048;

    /**
     * What came of asking.
     *
     * @param had when these keys were had; nothing where they never were
     * @param asked when we last began to ask
     */
    private record Known(Map<String, PublicKey> keys, Optional<Long> had, long asked) {}

    private final Function<TenantId, CompletionStage<String>> source;
    private final Duration lifetime;
    private final Duration pause;
    private final LongSupplier nanos;
    private final Map<TenantId, Known> known = new ConcurrentHashMap<>();
    private final Map<TenantId, CompletableFuture<Known>> fetching = new ConcurrentHashMap<>();

    @Inject
    TenantKeys(RemediationService remediation, EntrySettings settings) {
        this(remediation::keySet, settings, System::nanoTime);
    }

    /** @param source the JWK set of a tenant as JSON text */
    TenantKeys(Function<TenantId, CompletionStage<String>> source, EntrySettings settings, LongSupplier nanos) {
        this.source = source;
        this.lifetime = settings.keysLifetime();
        this.pause = settings.keysPause();
        this.nanos = nanos;
    }

    /**
     * A key by its id; nothing where the tenant has none of that id.
     *
     * @return fails where there are no keys at hand and none could be fetched
     */
    CompletionStage<Optional<PublicKey>> find(TenantId tenant, String keyId) {
        Known have = known.get(tenant);
        if (have != null) {
            boolean current = have.keys().containsKey(keyId)
                    && !have.had().map(when -> older(when, lifetime)).orElse(true);
            if (current || !older(have.asked(), pause)) {
                return key(have, keyId);
            }
        }
        return fetch(tenant, have).thenCompose(fetched -> key(fetched, keyId));
    }

    private CompletionStage<Optional<PublicKey>> key(Known have, String keyId) {
        return have.had().filter(when -> !older(when, LONGEST)).isPresent()
                ? CompletableFuture.completedStage(
                        Optional.ofNullable(have.keys().get(keyId)))
                : CompletableFuture.failedStage(new IOException("There are no keys at hand"));
    }

    private CompletableFuture<Known> fetch(TenantId tenant, @Nullable Known before) {
        var mine = new CompletableFuture<Known>();
        CompletableFuture<Known> running = fetching.putIfAbsent(tenant, mine);
        if (running != null) {
            return running;
        }
        long asked = nanos.getAsLong();
        CompletableFuture.completedStage(tenant)
                .thenCompose(source)
                .thenApply(json -> new Known(read(json), Optional.of(asked), asked))
                .exceptionally(away -> before == null
                        ? new Known(Map.of(), Optional.empty(), asked)
                        : new Known(before.keys(), before.had(), asked))
                .thenAccept(now -> {
                    known.put(tenant, now);
                    fetching.remove(tenant);
                    mine.complete(now);
                });
        return mine;
    }

    private boolean older(long since, Duration than) {
        return nanos.getAsLong() - since >= than.toNanos();
    }

    /** RSA signing keys only; whatever else a set holds is not for us. */
    private static Map<String, PublicKey> read(String json) {
        try {
            var keys = new HashMap<String, PublicKey>();
            for (JsonWebKey each : new JsonWebKeySet(json).getJsonWebKeys()) {
                boolean signs = each.getUse() == null || each.getUse().equals("sig");
                if (signs
                        && each.getKeyId() != null
                        && each.getKey() instanceof RSAPublicKey rsa
                        && rsa.getModulus().bitLength() >= SHORTEST_MODULUS) {
                    keys.put(each.getKeyId(), rsa);
                }
            }
            return Map.copyOf(keys);
        } catch (JoseException e) {
            throw new CompletionException(new IOException("This is no set of keys", e));
        }
    }
}
