package io.homeward.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the tokens with which this process ({@code homeward.service}) calls other services. A token is made once for the same caller
 * and audience and reused until {@link #MARGIN} before it expires, so a busy caller costs a look-up and no signature.
 */
@Singleton
public class InternalTokens {

    /** A token that is handed out is good for at least this long, which is more than a call takes. */
    static final Duration MARGIN = Duration.ofSeconds(10);

    /** More callers than this within a minute, and the least used are signed again. */
    private static final int KEPT = 20_000;

    private record Wanted(String audience, Caller caller) {}

    private final String self;
    private final InternalKeys keys;
    private final InstantSource clock;
    private final Cache<Wanted, String> made;

    InternalTokens(@ConfigProperty(name = "homeward.service") String self, InternalKeys keys, InstantSource clock) {
        this.self = self;
        this.keys = keys;
        this.clock = clock;
        this.made = Caffeine.newBuilder()
                .maximumSize(KEPT)
                .expireAfterWrite(InternalToken.LIFETIME.minus(MARGIN))
                .ticker(() -> nanos(clock.instant()))
                .build();
    }

    /**
     * This service's own token: what it does on nobody's behalf.
     *
     * @throws IllegalStateException where the audience's key is not configured here
     */
    public String forService(String audience) {
        return forCaller(audience, new Caller.Service(self));
    }

    /**
     * A token that hands on who is calling.
     *
     * @throws IllegalStateException where the audience's key is not configured here
     */
    public String forCaller(String audience, Caller caller) {
        return made.get(
                new Wanted(audience, caller),
                wanted -> InternalToken.make(self, audience, keys.of(audience), caller, clock.instant()));
    }

    /** The value of {@link DecisionHeader#NAME} that belongs to this token. */
    public String decisionHeader(String audience, String token, UUID decision) {
        return DecisionHeader.make(keys.of(audience), token, decision);
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}
