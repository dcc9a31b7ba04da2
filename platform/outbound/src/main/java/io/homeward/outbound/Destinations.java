package io.homeward.outbound;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that somebody outside may make us call: never on loopback, link-local, any-local or multicast, never this machine's nor that of
 * a service of the suite, never in a network the operator keeps, however it is written. A name is resolved and the caller connects to the
 * address that was found, so a name that answers differently a moment later changes nothing.
 */
public final class Destinations {

    /** Networks that are the operator's own, unless he says otherwise: RFC 1918, RFC 6598, RFC 4193 and where clouds keep their metadata. */
    public static final String PRIVATE_NETWORKS =
            "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,192.0.0.0/24,198.18.0.0/15,fc00::/7";

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

    /** Domains that are resolved differently inside than outside, if outside at all (RFC 6761, 6762, 8375, and what clouds and offices use). */
    private static final Set<String> INSIDE = Set.of(
            "localhost", "localdomain", "local", "internal", "intranet", "lan", "corp", "home", "private", "arpa");

    private final Set<String> allowed;
    private final List<IpRange> refused;
    private final List<URI> own;

    /**
     * @param allowed {@code host:port} that may be called although it is inside; the host as it is named, or an address it has
     * @param refused networks (CIDR) that are never called beside those that never are
     * @param own where the suite's services are
     * @throws IllegalArgumentException where a network is none
     */
    public Destinations(Collection<String> allowed, Collection<String> refused, Collection<URI> own) {
        this.allowed = allowed.stream()
                .map(each -> each.trim().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.refused = refused.stream().map(each -> IpRange.of(each.trim())).toList();
        this.own = List.copyOf(own);
    }

    /** A plain http or https address of a host, without credentials in it. */
    public static boolean isPlain(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    public static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    }

    /** Whether it was allowed by name. */
    public boolean isAllowed(URI uri) {
        return isPlain(uri) && allowed.contains(host(uri) + ":" + port(uri));
    }

    /**
     * Whether it may be written down. Nothing is resolved: what is certainly inside is refused when it is named, the rest where it leads,
     * by {@link #find}.
     */
    public boolean mayBeNamed(URI uri) {
        if (!isPlain(uri)) {
            return false;
        }
        if (isAllowed(uri)) {
            return true;
        }
        String host = host(uri);
        Optional<IpAddress> literal = IpAddress.parse(host);
        if (literal.isPresent()) {
            return resolved(host).stream().allMatch(address -> mayCall(address, port(uri)));
        }
        int last = host.lastIndexOf('.');
        return last > 0 && !INSIDE.contains(host.substring(last + 1));
    }

    /** The address to connect to; nothing where there is none that may be called. Asks the resolver and waits for it. */
    public Optional<InetSocketAddress> find(URI uri) {
        if (!isPlain(uri)) {
            return Optional.empty();
        }
        return resolved(uri.getHost()).stream()
                .filter(address -> isAllowed(uri) || mayCall(address, port(uri)))
                .findFirst()
                .map(address -> new InetSocketAddress(address, port(uri)));
    }

    public boolean mayCall(InetAddress address, int port) {
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

    /** Without brackets, and without the dot that ends a name that is whole. */
    private static String host(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
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
            @Nullable NetworkInterface own = NetworkInterface.getByInetAddress(address);
            return own != null;
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
