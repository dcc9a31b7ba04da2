package io.homeward.gateway.route;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.gateway.route.EdgeRoutes.Service;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Finds the one address under which a customer's application may be called: after its name is resolved, never on loopback, link-local,
 * any-local or multicast, never this machine's nor that of another service of the suite, however it is written. The caller then
 * connects to exactly that address, so a name that answers differently a moment later changes nothing.
 */
@Singleton
class UpstreamAddresses {

    /** Short enough to follow a move, long enough to ask rarely. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private static final int HOSTS = 10_000;

    private static final List<IpRange> NEVER = List.of(
            IpRange.of("0.0.0.0/8"),
            IpRange.of("127.0.0.0/8"),
            IpRange.of("169.254.0.0/16"),
            IpRange.of("255.255.255.255/32"),
            // Other spellings of IPv4: compatible, NAT64, 6to4. They lead wherever the last or middle bytes say.
            IpRange.of("::/96"),
            IpRange.of("64:ff9b::/96"),
            IpRange.of("64:ff9b:1::/48"),
            IpRange.of("2002::/16"));

    private final Set<String> allowed;
    private final List<IpRange> refused;
    private final List<URI> own;
    private final AsyncCache<URI, Optional<InetSocketAddress>> found;

    @Inject
    UpstreamAddresses(AppsSettings settings, ServiceAddresses services) {
        this(
                settings.allowedLoopback().orElse(List.of()),
                settings.refusedNetworks(),
                Arrays.stream(Service.values()).map(services::of).toList());
    }

    /** @param own where the suite's services are */
    UpstreamAddresses(List<String> allowed, List<String> refused, List<URI> own) {
        this.allowed = allowed.stream().map(String::trim).collect(Collectors.toUnmodifiableSet());
        this.refused = refused.stream().map(each -> IpRange.of(each.trim())).toList();
        this.own = own;
        this.found = Caffeine.newBuilder()
                .maximumSize(HOSTS)
                .expireAfterWrite(KEPT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .buildAsync();
    }

    /** The address to connect to; nothing where there is none that may be called. */
    CompletionStage<Optional<InetSocketAddress>> find(URI upstream) {
        if (!callable(upstream)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return found.get(origin(upstream), this::look);
    }

    /** A plain http or https address of a host, without credentials in it. */
    static boolean callable(URI upstream) {
        return ("http".equals(upstream.getScheme()) || "https".equals(upstream.getScheme()))
                && upstream.getHost() != null
                && upstream.getUserInfo() == null
                && upstream.getQuery() == null
                && upstream.getFragment() == null;
    }

    static int port(URI upstream) {
        return upstream.getPort() >= 0 ? upstream.getPort() : "https".equals(upstream.getScheme()) ? 443 : 80;
    }

    private static URI origin(URI upstream) {
        return URI.create(upstream.getScheme() + "://" + upstream.getHost() + ":" + port(upstream));
    }

    private Optional<InetSocketAddress> look(URI origin) {
        return resolved(origin.getHost()).stream()
                .filter(address -> mayCall(address, origin.getPort()))
                .findFirst()
                .map(address -> new InetSocketAddress(address, origin.getPort()));
    }

    boolean mayCall(InetAddress address, int port) {
        if (allowed.contains(address.getHostAddress() + ":" + port)) {
            return true;
        }
        return !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !siteLocal(address)
                && !address.isMulticastAddress()
                && !within(NEVER, address)
                && !within(refused, address)
                && !ofThisMachine(address)
                && !ofTheSuite(address);
    }

    /** What is no address that we can read is within everything. */
    private static boolean within(List<IpRange> ranges, InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return IpAddress.parse(zone < 0 ? text : text.substring(0, zone))
                .map(read -> ranges.stream().anyMatch(range -> range.contains(read)))
                .orElse(true);
    }

    /** Deprecated since 2004 and routed nowhere but inside. */
    private static boolean siteLocal(InetAddress address) {
        return address instanceof Inet6Address && address.isSiteLocalAddress();
    }

    private static boolean ofThisMachine(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Resolved anew each time: in a cluster services move. */
    private boolean ofTheSuite(InetAddress address) {
        return own.stream().anyMatch(service -> resolved(service.getHost()).contains(address));
    }

    /** None where the name has no address at the moment; then nobody is reached through it either. */
    private static List<InetAddress> resolved(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
