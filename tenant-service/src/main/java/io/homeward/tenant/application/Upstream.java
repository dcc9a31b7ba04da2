package io.homeward.tenant.application;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the apps door finds an application, and under which name. Whether the address may be reached is the gateway's to decide, after
 * name resolution and at every call.
 *
 * @param name lower-case letters, digits and hyphens, beginning with a letter, at most 40
 */
public record Upstream(String name, URI uri) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    public Upstream {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "homewardUpstream.name has lower-case letters, digits and hyphens, at most 40");
        }
        boolean plain = uri.getHost() != null
                && uri.getScheme() != null
                && SCHEMES.contains(uri.getScheme())
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!plain) {
            throw new IllegalArgumentException(
                    "homewardUpstream.uri is an http or https address without user, query and fragment");
        }
    }
}
