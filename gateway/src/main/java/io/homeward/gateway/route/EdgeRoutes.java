package io.homeward.gateway.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which service owns which path of the edge. The first that matches; what matches none does not exist. */
final class EdgeRoutes {
    private static final long BODY = 1024 * 1024;
    private static final long IMPORT_BODY = 256L * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** An import is read to its end before it is answered. Shorter than the doors' idle time. */
    private static final Duration IMPORT_PATIENCE = Duration.ofSeconds(110);

    /** The owner of a path. */
    enum Service {
        TENANT("tenant-service"),
        RISK("risk-service"),
        REMEDIATION("remediation-service");

        private final String wireName;

        Service(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    /** Who may use a path, as far as the gateway is concerned. */
    enum Entrance {
        /** Anybody; the rate is limited per client. */
        ANONYMOUS,
        /** Anybody, and the path's first segment is a tenant. */
        ANONYMOUS_OF_TENANT,
        /** Whoever has a public token and is let in. */
        TOKEN
    }

    /**
     * One line of the table.
     *
     * @param pattern segments; {@code *} is any one, {@code {id}} one that is a UUID, {@code **} at the end any number, also none
     */
    record Line(
            List<String> pattern,
            Service owner,
            Entrance entrance,
            boolean graph,
            long largestBody,
            Duration patience) {}

    private static final List<Line> TABLE = List.of(
            anonymous("v1/flows/**", Entrance.ANONYMOUS),
            anonymous("{id}/oauth2/v2.0/token", Entrance.ANONYMOUS_OF_TENANT),
            anonymous("{id}/v2.0/.well-known/openid-configuration", Entrance.ANONYMOUS_OF_TENANT),
            anonymous("{id}/discovery/v2.0/keys", Entrance.ANONYMOUS_OF_TENANT),
            anonymous("{id}/remediate", Entrance.ANONYMOUS_OF_TENANT),
            new Line(split("v1/signIns/import"), Service.RISK, Entrance.TOKEN, false, IMPORT_BODY, IMPORT_PATIENCE),
            own("v1/signIns/**", Service.RISK),
            own("v1/people/*/detections", Service.RISK),
            own("v1/**", Service.TENANT),
            graph("identityProtection/**", Service.RISK, "v1.0"),
            graph("auditLogs/**", Service.RISK, "v1.0"),
            graph("users/*/authentication/**", Service.REMEDIATION, "v1.0"),
            graph("users/*/revokeSignInSessions", Service.REMEDIATION, "v1.0"),
            graph("me/authentication/**", Service.REMEDIATION, "v1.0"),
            graph("me/revokeSignInSessions", Service.REMEDIATION, "v1.0"),
            graph("**", Service.TENANT, "v1.0"),
            graph("identityProtection/**", Service.RISK, "beta"),
            graph("auditLogs/**", Service.RISK, "beta"),
            graph("users/*/authentication/**", Service.REMEDIATION, "beta"),
            graph("users/*/revokeSignInSessions", Service.REMEDIATION, "beta"),
            graph("me/authentication/**", Service.REMEDIATION, "beta"),
            graph("me/revokeSignInSessions", Service.REMEDIATION, "beta"),
            graph("**", Service.TENANT, "beta"));

    private EdgeRoutes() {}

    static Optional<Line> of(RequestPath path) {
        return TABLE.stream()
                .filter(line -> matches(line.pattern(), path.segments()))
                .findFirst();
    }

    /** Whether errors below this path are read by Graph clients. */
    static boolean graphPath(RequestPath path) {
        return !path.segments().isEmpty()
                && (path.segments().getFirst().equals("v1.0")
                        || path.segments().getFirst().equals("beta"));
    }

    static boolean matches(List<String> pattern, List<String> segments) {
        for (int i = 0; i < pattern.size(); i++) {
            String expected = pattern.get(i);
            if (expected.equals("**")) {
                return true;
            }
            if (i >= segments.size() || !matches(expected, segments.get(i))) {
                return false;
            }
        }
        return pattern.size() == segments.size();
    }

    private static boolean matches(String expected, String segment) {
        return switch (expected) {
            case "*" -> true;
            case "{id}" -> isUuid(segment);
            default -> expected.equals(segment);
        };
    }

    /** In the one form that is written everywhere; Java would read more. */
    static boolean isUuid(String text) {
        try {
            return text.length() == 36 && UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Line anonymous(String pattern, Entrance entrance) {
        return new Line(split(pattern), Service.REMEDIATION, entrance, false, BODY, PATIENCE);
    }

    private static Line own(String pattern, Service owner) {
        return new Line(split(pattern), owner, Entrance.TOKEN, false, BODY, PATIENCE);
    }

    private static Line graph(String pattern, Service owner, String version) {
        return new Line(split(version + "/" + pattern), owner, Entrance.TOKEN, true, BODY, PATIENCE);
    }

    private static List<String> split(String pattern) {
        return List.of(pattern.split("/"));
    }
}
