package io.homeward.tenant.web;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Asks {@link Needs} and {@link EntersBy} of every route that has one of them. */
public class BeforeBodies {
    private final Admission admission;
    private final Instance<Doorkeeper> doorkeepers;

    BeforeBodies(Admission admission, Instance<Doorkeeper> doorkeepers) {
        this.admission = admission;
        this.doorkeepers = doorkeepers;
    }

    @ServerRequestFilter
    public void admit(ContainerRequestContext request, ResourceInfo resource) {
        @Nullable Method method = resource.getResourceMethod();
        if (method == null) {
            return;
        }
        @Nullable Needs needs = method.getAnnotation(Needs.class);
        if (needs != null) {
            admission.toAny(needs.value());
        }
        @Nullable EntersBy entersBy = method.getAnnotation(EntersBy.class);
        if (entersBy != null) {
            doorkeepers
                    .select(entersBy.value())
                    .get()
                    .admit(!request.getMethod().equals(HttpMethod.GET));
        }
    }
}
