package io.homeward.tenant.web;

import io.homeward.graph.GraphPath;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Keys in parentheses, as OData's own grammar and the links of Graph write them: {@code users('rui@fjordclinic.example')} is {@code
 * users/rui@fjordclinic.example}, and {@code directoryRoles(roleTemplateId='...')} finds a role by what is its id here.
 */
public class ODataKeys {
    private static final Pattern KEY = Pattern.compile(
            "(?<=/)([A-Za-z]+)\\((?:roleTemplateId=)?(?:'|%27)((?:[^'/%]|%(?!27)|(?:'|%27){2})*)(?:'|%27)\\)");

    @ServerRequestFilter(preMatching = true)
    public void slashes(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        String path = uri.getRequestUri().getRawPath();
        if (!GraphPath.covers(path) || path.indexOf('(') < 0) {
            return;
        }
        Matcher key = KEY.matcher(path);
        if (key.find()) {
            String slashed = key.replaceAll(match -> Matcher.quoteReplacement(
                    match.group(1) + "/" + match.group(2).replaceAll("(?:'|%27){2}", "'")));
            String query = uri.getRequestUri().getRawQuery();
            request.setRequestUri(URI.create(slashed + (query == null ? "" : "?" + query)));
        }
    }
}
