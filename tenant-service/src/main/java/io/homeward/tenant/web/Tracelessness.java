package io.homeward.tenant.web;

import io.homeward.tenant.ChangesNothing;
import io.homeward.tenant.Traced;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Looks at every change that succeeded for its entry in the audit trail. One without is a mistake of ours: it is logged, and where
 * {@code homeward.audit.insist} is set, as in tests, the answer is an error, so that no such route leaves a workplace.
 */
public class Tracelessness {
    private static final Logger LOG = Logger.getLogger(Tracelessness.class);
    private static final Set<String> ASKING = Set.of("GET", "HEAD", "OPTIONS");

    private final boolean insist;

    Tracelessness(@ConfigProperty(name = "homeward.audit.insist", defaultValue = "false") boolean insist) {
        this.insist = insist;
    }

    @ServerResponseFilter
    public void look(
            ContainerRequestContext request,
            ContainerResponseContext response,
            SimpleResourceInfo resource,
            RoutingContext context) {
        if (ASKING.contains(request.getMethod()) || response.getStatus() >= 300 || Traced.is(context)) {
            return;
        }
        if (!asksOnly(resource)) {
            String sentence =
                    "%s %s left no entry in the audit trail".formatted(request.getMethod(), context.normalizedPath());
            LOG.error(sentence);
            if (insist) {
                response.setStatus(500);
                response.setEntity(sentence);
            }
        }
    }

    private static boolean asksOnly(SimpleResourceInfo resource) {
        Class<?> type = resource.getResourceClass();
        if (type == null || !type.getName().startsWith("io.homeward.tenant.")) {
            return true; // the framework's own, or the platform's feeds
        }
        for (var method : type.getMethods()) {
            if (method.getName().equals(resource.getMethodName()) && method.isAnnotationPresent(ChangesNothing.class)) {
                return true;
            }
        }
        return false;
    }
}
