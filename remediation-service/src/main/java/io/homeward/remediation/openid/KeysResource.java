package io.homeward.remediation.openid;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The keys of each tenant's issuer, where some clients look for them without asking discovery. */
@Path("/{tenant}/oauth2/v2.0/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KeysResource {
    private final Publish publish;
    private final PathTenants tenants;

    KeysResource(Publish publish, PathTenants tenants) {
        this.publish = publish;
        this.tenants = tenants;
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=300")
    public Publish.KeySet keys(@PathParam("tenant") String tenant) {
        return publish.keys(tenants.of(tenant));
    }
}
