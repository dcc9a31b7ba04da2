package io.homeward.gateway.route;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * From which address a client calls. Behind proxies that are trusted it is the one that the last of them not trusted came from: every
 * proxy appends to {@code X-Forwarded-For} whom it talked to, so what stands right of there was written by ours, and what stands left
 * of it by anybody.
 */
@Singleton
class ClientAddresses {
    private static final int LONGEST = 4 * 1024;

    private final List<IpRange> trusted;

    @Inject
    ClientAddresses(EdgeSettings settings) {
        this(settings.trustedProxies().orElse(List.of()));
    }

    /** @param trusted in CIDR notation */
    ClientAddresses(List<String> trusted) {
        this.trusted = trusted.stream().map(String::trim).map(IpRange::of).toList();
    }

    String address(HttpServerRequest request) {
        return address(
                plain(request.remoteAddress().hostAddress()), request.headers().getAll("X-Forwarded-For"));
    }

    /**
     * @param peer whom we talk to
     * @param forwardedFor the headers of that name, in their order
     */
    String address(String peer, List<String> forwardedFor) {
        return trusts(peer) ? behind(peer, forwardedFor) : peer;
    }

    /**
     * Whom somebody whom we believe talked to, or whom the last of those trusted before him talked to.
     *
     * @param believed whoever wrote the headers, and is the answer where they say nothing
     */
    String behind(String believed, List<String> forwardedFor) {
        String all = String.join(",", forwardedFor);
        String last = believed;
        if (all.length() > LONGEST) {
            return last;
        }
        for (String each : Arrays.asList(all.split(",")).reversed()) {
            Optional<IpAddress> address = read(each.trim());
            if (address.isEmpty()) {
                // Nothing left of something unreadable can be believed.
                return last;
            }
            last = address.get().toString();
            if (!trusts(last)) {
                return last;
            }
        }
        return last;
    }

    /** Whether whoever calls from there is one of the proxies. */
    boolean trusts(String address) {
        return read(plain(address))
                .filter(each -> trusted.stream().anyMatch(network -> network.contains(each)))
                .isPresent();
    }

    /** An address as some proxies write it: with a port, in brackets. Never a name. */
    private static Optional<IpAddress> read(String text) {
        String address = text;
        if (text.startsWith("[") && text.indexOf(']') > 0) {
            address = text.substring(1, text.indexOf(']'));
        } else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
            address = text.substring(0, text.indexOf(':'));
        }
        return IpAddress.parse(plain(address));
    }

    /** Without the zone of a link-local address, which means something on this machine only. */
    private static String plain(String hostAddress) {
        int zone = hostAddress.indexOf('%');
        return zone < 0 ? hostAddress : hostAddress.substring(0, zone);
    }
}
