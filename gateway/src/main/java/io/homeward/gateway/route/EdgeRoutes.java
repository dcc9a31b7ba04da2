package io.homeward.gateway.route;

import io.homeward.gateway.limit.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which service owns which path of the edge. The first that matches; what matches none does not exist. */
final class EdgeRoutes {
    private static final long BODY = 1024 * 1024;
    private static final long IMPORT_BODY = 256L * 1024 * 1024;
    private static final long IMPORT_FILE = 1024L * 1024 * 1024;
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
        /** Anybody, and the path's first segment is a tenant, or says how to find one. */
        ANONYMOUS_OF_TENANT,
        /** The same, with a browser: the sign-in pages' own cookies go in and out ({@link PageCookies}). */
        PAGE_OF_TENANT,
        /** Whoever has a public token and is let in. */
        TOKEN
    }

    /**
     * One line of the table.
     *
     * @param pattern segments; {@code *} is any one, {@code {id}} one that is a UUID, {@code {tenant}} one that leads to a tenant ({@link
     *     #leadsToTenant}), {@code **} at the end any number, also none
     * @param patience where it is not that of the whole edge ({@link EdgeSettings#patience})
     */
    record Line(
            List<String> pattern,
            Service owner,
            Entrance entrance,
            Traffic traffic,
            long largestBody,
            Optional<Duration> patience) {}

    private static final String USER_INFO = "{tenant}/openid/userinfo";

    /** In place of a tenant: whoever it is says it himself, on the page. */
    private static final Set<String> ANY_TENANT = Set.of("common", "organizations");

    /** A domain name; the last label is never a number, so that no version of an API is one. */
    private static final Pattern DOMAIN = Pattern.compile(
            "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})",
            Pattern.CASE_INSENSITIVE);

    private static final List<Line> TABLE = Stream.of(signIn(), own(), graph("v1.0"), graph("beta"))
            .flatMap(List::stream)
            .toList();

    /** Where a browser is known again by its mark. Not where other sites send it by POST: then it brings no cookie and would get another mark. */
    private static final List<List<String>> SIGN_IN = Stream.of(
                    "v1/flows/**", "{tenant}/sign-in/**", "{tenant}/recover/**", "{tenant}/account/**", "{id}/enrol")
            .map(EdgeRoutes::split)
            .toList();

    private static List<Line> signIn() {
        return List.of(
                anonymous("v1/flows/**", Service.REMEDIATION, Entrance.ANONYMOUS),
                anonymous("v1/homeRealm", Service.TENANT, Entrance.ANONYMOUS),
                anonymous("assets/**", Service.REMEDIATION, Entrance.ANONYMOUS),
                forClients("{tenant}/oauth2/v2.0/token"),
                forClients("{tenant}/oauth2/v2.0/devicecode"),
                forClients("{tenant}/oauth2/v2.0/revoke"),
                forClients("{tenant}/oauth2/v2.0/introspect"),
                forClients("{tenant}/oauth2/v2.0/keys"),
                forClients(USER_INFO),
                forClients("{tenant}/v2.0/.well-known/openid-configuration"),
                forClients("{tenant}/discovery/v2.0/keys"),
                forClients("{id}/branding/*"),
                forBrowsers("{id}/remediate"),
                forBrowsers("{id}/enrol"),
                forBrowsers("{id}/notice"),
                forBrowsers("{tenant}/oauth2/v2.0/authorize"),
                forBrowsers("{tenant}/oauth2/v2.0/logout"),
                forBrowsers("{tenant}/sign-in/**"),
                forBrowsers("{tenant}/device/**"),
                forBrowsers("{tenant}/recover/**"),
                forBrowsers("{tenant}/account/**"),
                forBrowsers("{tenant}/signed-out"));
    }

    private static List<Line> own() {
        return List.of(
                new Line(
                        split("v1/signIns/import"),
                        Service.RISK,
                        Entrance.TOKEN,
                        Traffic.OTHER,
                        IMPORT_BODY,
                        Optional.of(IMPORT_PATIENCE)),
                new Line(
                        split("v1/imports/{id}/file"),
                        Service.RISK,
                        Entrance.TOKEN,
                        Traffic.OTHER,
                        IMPORT_FILE,
                        Optional.of(IMPORT_PATIENCE)),
                line("v1/imports/**", Service.RISK, Traffic.OTHER),
                line("v1/signIns/**", Service.RISK, Traffic.OTHER),
                line("v1/people/*/detections", Service.RISK, Traffic.OTHER),
                line("v1/people/*/riskExplanation", Service.RISK, Traffic.OTHER),
                line("v1/people/*/registration", Service.REMEDIATION, Traffic.OTHER),
                line("v1/registrationCampaign/**", Service.REMEDIATION, Traffic.OTHER),
                line("v1/technicianReadiness/**", Service.REMEDIATION, Traffic.OTHER),
                line("v1/signingKeys/**", Service.REMEDIATION, Traffic.OTHER),
                line("v1/riskThresholds/**", Service.RISK, Traffic.OTHER),
                line("v1/riskStatistics", Service.RISK, Traffic.OTHER),
                line("v1/blockedAddresses/**", Service.RISK, Traffic.OTHER),
                line("v1/riskSimulations/**", Service.RISK, Traffic.OTHER),
                line("v1/decisions/**", Service.RISK, Traffic.OTHER),
                line("v1/intelligence", Service.RISK, Traffic.OTHER),
                line("v1/detectors", Service.RISK, Traffic.OTHER),
                line("v1/**", Service.TENANT, Traffic.OTHER),
                line("scim/v2/**", Service.TENANT, Traffic.DIRECTORY));
    }

    private static List<Line> graph(String version) {
        return List.of(
                line(version + "/identityProtection/**", Service.RISK, Traffic.IDENTITY_PROTECTION),
                line(version + "/auditLogs/directoryAudits/**", Service.TENANT, Traffic.REPORTS),
                line(version + "/auditLogs/**", Service.RISK, Traffic.REPORTS),
                line(version + "/reports/**", Service.REMEDIATION, Traffic.REPORTS),
                line(version + "/users/*/authentication/**", Service.REMEDIATION, Traffic.DIRECTORY),
                line(version + "/users/*/revokeSignInSessions", Service.REMEDIATION, Traffic.DIRECTORY),
                line(version + "/me/authentication/**", Service.REMEDIATION, Traffic.DIRECTORY),
                line(version + "/me/revokeSignInSessions", Service.REMEDIATION, Traffic.DIRECTORY),
                line(version + "/identity/**", Service.TENANT, Traffic.IDENTITY_PROTECTION),
                line(version + "/tenantRelationships/**", Service.TENANT, Traffic.RELATIONSHIPS),
                line(version + "/**", Service.TENANT, Traffic.DIRECTORY));
    }

    private EdgeRoutes() {}

    static Optional<Line> of(RequestPath path) {
        return TABLE.stream()
                .filter(line -> matches(line.pattern(), path.segments()))
                .findFirst();
    }

    /** Whether people sign in below this path, with a browser mostly. */
    static boolean signsIn(RequestPath path) {
        return SIGN_IN.stream().anyMatch(pattern -> matches(pattern, path.segments()));
    }

    /** Whether a client shows here the token it is about, as a bearer of it (OpenID Connect Core section 5.3.1). */
    static boolean showsOwnToken(RequestPath path) {
        return matches(split(USER_INFO), path.segments());
    }

    /** Whether errors below this path are read by Graph clients. */
    static boolean graphPath(RequestPath path) {
        return !path.segments().isEmpty()
                && (path.segments().getFirst().equals("v1.0")
                        || path.segments().getFirst().equals("beta"));
    }

    /** Whether this is the path under which calls come many at a time; there the gateway itself is the owner. */
    static boolean batch(RequestPath path) {
        return path.segments().size() == 2
                && graphPath(path)
                && path.segments().getLast().equalsIgnoreCase("$batch");
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
            case "{tenant}" -> leadsToTenant(segment);
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

    /** A tenant's id, one of its domain names (which of them exist, remediation-service knows), or the word for whichever it will be. */
    static boolean leadsToTenant(String segment) {
        return isUuid(segment)
                || ANY_TENANT.contains(segment)
                || DOMAIN.matcher(segment).matches();
    }

    private static Line forClients(String pattern) {
        return anonymous(pattern, Service.REMEDIATION, Entrance.ANONYMOUS_OF_TENANT);
    }

    private static Line forBrowsers(String pattern) {
        return anonymous(pattern, Service.REMEDIATION, Entrance.PAGE_OF_TENANT);
    }

    private static Line anonymous(String pattern, Service owner, Entrance entrance) {
        return new Line(split(pattern), owner, entrance, Traffic.OTHER, BODY, Optional.empty());
    }

    private static Line line(String pattern, Service owner, Traffic traffic) {
        return new Line(split(pattern), owner, Entrance.TOKEN, traffic, BODY, Optional.empty());
    }

    private static List<String> split(String pattern) {
        return List.of(pattern.split("/"));
    }
}
