package io.homeward.gateway.route;

import io.homeward.gateway.external.ExternalSettings;
import io.homeward.gateway.web.Exchange;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The proxies that may ask about calls which come to them: by the address they call from, or by a key they show. */
@Singleton
class KnownProxies {
    private static final String KEY = "Homeward-Proxy-Key";

    private final ClientAddresses addresses;
    private final List<byte[]> keys;

    @Inject
    KnownProxies(ExternalSettings settings) {
        this(settings.proxies().orElse(List.of()), settings.keys().orElse(List.of()));
    }

    /** @param networks in CIDR notation */
    KnownProxies(List<String> networks, List<String> keys) {
        this.addresses = new ClientAddresses(networks);
        if (keys.stream().anyMatch(key -> key.trim().length() < ExternalSettings.SHORTEST_KEY)) {
            throw new IllegalArgumentException("homeward.external.keys: a key has at least %d characters"
                    .formatted(ExternalSettings.SHORTEST_KEY));
        }
        this.keys = keys.stream()
                .map(key -> key.trim().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** The address of the client whom the proxy speaks of; empty where who calls is no proxy of ours. */
    Optional<String> clientOf(Exchange exchange) {
        String peer = exchange.request().remoteAddress().hostAddress();
        return addresses.trusts(peer) || showsKey(exchange.headers().getAll(KEY))
                ? Optional.of(addresses.behind(peer, exchange.headers().getAll("X-Forwarded-For")))
                : Optional.empty();
    }

    private boolean showsKey(List<String> shown) {
        if (shown.size() != 1) {
            return false;
        }
        byte[] key = shown.getFirst().getBytes(StandardCharsets.UTF_8);
        boolean known = false;
        for (byte[] each : keys) {
            known |= MessageDigest.isEqual(each, key);
        }
        return known;
    }
}
