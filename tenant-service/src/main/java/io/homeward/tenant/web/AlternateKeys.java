package io.homeward.tenant.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Graph's other way to name an application, {@code /applications(appId='…')}: object id and client id are the same here, so it becomes
 * {@code /applications/…} before a resource is looked for. Brackets and quotes may come encoded.
 */
public class AlternateKeys {
    private static final Pattern BY_APP_ID = Pattern.compile(
            "^(/(?:v1\\.0|beta)/(?:applications|servicePrincipals))(?:\\(|%28)appId=(?:'|%27)([0-9A-Za-z-]*)(?:'|%27)(?:\\)|%29)(?=/|$)");

    @ServerRequestFilter(preMatching = true)
    public void plain(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        Matcher named = BY_APP_ID.matcher(uri.getRawPath());
        if (named.find()) {
            String path = named.replaceFirst("$1/$2");
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            request.setRequestUri(uri.resolve(path + query));
        }
    }
}
