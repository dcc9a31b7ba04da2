package io.homeward.local.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where everything listens: the usual ports, moved by an offset.
 *
 * @param offset added to each
 */
public record Ports(int offset) {
    /** The highest of the usual ports. */
    static final int HIGHEST = 9_083;

    /** A port and who wants it. */
    record Wanted(int number, String by) {}

    int edge() {
        return 8_080 + offset;
    }

    int apps() {
        return 8_090 + offset;
    }

    int tenantService() {
        return 8_081 + offset;
    }

    int riskService() {
        return 8_082 + offset;
    }

    int remediationService() {
        return 8_083 + offset;
    }

    /** @param service the port the service serves on */
    int management(int service) {
        return service + 1_000;
    }

    int upstream() {
        return 8_099 + offset;
    }

    /** An OpenID provider of a tenant, which is not ours and need not be there: the one at this machine that may be named. */
    int trialProvider() {
        return 8_180 + offset;
    }

    int database() {
        return 8_432 + offset;
    }

    /** Services speak to each other over the loopback interface. */
    static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** People are told a name. */
    static URI named(int port) {
        return URI.create("http://localhost:" + port);
    }

    List<Wanted> all() {
        return List.of(
                new Wanted(edge(), "the gateway's edge"),
                new Wanted(apps(), "the gateway's apps door"),
                new Wanted(tenantService(), "tenant-service"),
                new Wanted(riskService(), "risk-service"),
                new Wanted(remediationService(), "remediation-service"),
                new Wanted(management(edge()), "the gateway's health"),
                new Wanted(management(tenantService()), "tenant-service's health"),
                new Wanted(management(riskService()), "risk-service's health"),
                new Wanted(management(remediationService()), "remediation-service's health"),
                new Wanted(upstream(), "the sample application"),
                new Wanted(database(), "PostgreSQL"));
    }

    /** @throws CannotStart naming the first port that is taken, and by whom */
    void check() throws CannotStart {
        for (Wanted port : all()) {
            if (!isFree(port.number())) {
                Optional<PortHolder> holder = PortHolder.of(port.number());
                throw new CannotStart("Port %d, which %s needs, is taken%s. Stop that, or start with --port-offset N."
                        .formatted(
                                port.number(),
                                port.by(),
                                holder.map(PortHolder::words).orElse("")));
            }
        }
    }

    /** The first offset from here on, in steps of a hundred, with which all ports are free. */
    public static Ports freeFrom(int offset) {
        for (int candidate = offset; candidate <= 65_535 - HIGHEST; candidate += 100) {
            var ports = new Ports(candidate);
            if (ports.all().stream().allMatch(port -> isFree(port.number()))) {
                return ports;
            }
        }
        throw new IllegalStateException("No free ports from offset " + offset + " on");
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
