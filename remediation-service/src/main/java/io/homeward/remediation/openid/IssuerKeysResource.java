package io.homeward.remediation.openid;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The keys of each tenant's issuer. Where the path names no tenant there are none: each tenant has its own. */
@Path("/{tenant}/discovery/v2.0/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IssuerKeysResource {
    private final Publish publish;
    private final PathTenants tenants;

    IssuerKeysResource(Publish publish, PathTenants tenants) {
        this.publish = publish;
        this.tenants = tenants;
    }

    /** A new key is published long before it signs ({@link KeySettings#settled}), but for where one leaked; whoever meets an unknown id asks again. */
    @GET
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=300")
    public Publish.KeySet keys(@PathParam("tenant") String tenant) {
        return publish.keys(tenants.of(tenant));
    }
}
