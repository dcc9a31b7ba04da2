package io.homeward.gateway.route;

import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which headers go on. Whatever a service or a customer's application could take for a statement about who is calling, from where or why it
 * was let in is taken off here; the gateway then says it itself.
 */
final class HeaderHygiene {

    /** Of this one connection (RFC 9110 section 7.6.1), or set anew for the next. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-authentication-info",
            "te",
            "trailer",
            "transfer-encoding",
            "content-length",
            "upgrade",
            "http2-settings",
            "expect",
            "host");

    private static final Set<String> FROM_OUTSIDE = Set.of(
            "authorization",
            "cookie",
            "cookie2",
            "forwarded",
            "via",
            "from",
            "request-id",
            "client-request-id",
            "x-request-id",
            "x-correlation-id",
            "true-client-ip",
            "fastly-client-ip",
            "dpop",
            "signature",
            "signature-input",
            "client-cert",
            "client-cert-chain",
            "ssl-client-cert",
            "jwt");

    /** Families of headers in which proxies and identity providers speak to applications. */
    private static final List<String> FAMILIES = List.of(
            "homeward-",
            "x-homeward-",
            "x-forward",
            "x-original-",
            "x-rewrite-",
            "x-real-",
            "x-client-",
            "x-cluster-",
            "x-remote-",
            "x-proxy",
            "x-envoy-",
            "x-host",
            "x-url",
            "x-http-",
            "x-method-",
            "x-https",
            "x-scheme",
            "x-ssl-",
            "x-tls-",
            "x-cert",
            "x-ms-",
            "x-amzn-",
            "x-amz-cf-",
            "x-goog-",
            "x-appengine-",
            "x-azure-",
            "x-arr-",
            "x-apigw-",
            "x-user",
            "x-account",
            "x-tenant",
            "x-customer",
            "x-organi",
            "x-role",
            "x-group",
            "x-scope",
            "x-permission",
            "x-principal",
            "x-identity",
            "x-subject",
            "x-sub-",
            "x-email",
            "x-mail",
            "x-name",
            "x-login",
            "x-auth",
            "x-webauth",
            "x-token",
            "x-jwt",
            "x-id-",
            "x-access-",
            "x-api-key",
            "x-session",
            "x-saml",
            "x-oidc",
            "x-consumer",
            "x-credential",
            "x-anonymous",
            "x-pomerium",
            "x-vouch",
            "x-sso",
            "x-internal",
            "x-on-behalf",
            "x-impersonat",
            "x-act",
            "x-grafana-",
            "impersonate-",
            "remote-",
            "auth-",
            "oidc-",
            "oidc_",
            "user-principal",
            "tailscale-",
            "cf-",
            "sm-",
            "ssl-");

    private HeaderHygiene() {}

    /** Copies what may go on towards a service or an application. */
    static void inbound(MultiMap from, MultiMap to) {
        Set<String> named = namedByConnection(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (plain(name) && !named.contains(name) && goesOn(name)) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    /** Copies what may go back to the client. */
    static void outbound(MultiMap from, MultiMap to) {
        Set<String> named = namedByConnection(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            boolean stays = OF_THE_CONNECTION.contains(name)
                    || named.contains(name)
                    || name.startsWith("homeward-")
                    || name.startsWith("set-cookie")
                    || name.equals("server")
                    || name.equals("alt-svc")
                    || name.equals("request-id")
                    || name.equals("client-request-id");
            if (!stays) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    static boolean goesOn(String lowerCaseName) {
        return !OF_THE_CONNECTION.contains(lowerCaseName)
                && !FROM_OUTSIDE.contains(lowerCaseName)
                && FAMILIES.stream().noneMatch(lowerCaseName::startsWith);
    }

    /** An underscore becomes a hyphen in some servers, and then it is another header. */
    private static boolean plain(String name) {
        return name.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }

    private static Set<String> namedByConnection(MultiMap headers) {
        var named = new HashSet<String>();
        for (String value : headers.getAll("Connection")) {
            for (String name : value.split(",")) {
                named.add(name.trim().toLowerCase(Locale.ROOT));
            }
        }
        return named;
    }
}
