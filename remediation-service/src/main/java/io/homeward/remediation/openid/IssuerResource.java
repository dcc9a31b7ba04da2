package io.homeward.remediation.openid;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Discovery of each tenant's issuer, and of whichever it will be. */
@Path("/{tenant}/v2.0/.well-known/openid-configuration")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IssuerResource {
    private final Publish publish;
    private final PathTenants tenants;

    IssuerResource(Publish publish, PathTenants tenants) {
        this.publish = publish;
        this.tenants = tenants;
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=3600")
    public Discovery discovery(@PathParam("tenant") String tenant) {
        return tenants.any(tenant) ? publish.anywhere(tenant) : publish.discovery(tenants.of(tenant));
    }
}
