package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Discovery and keys of each tenant's issuer. */
@Path("/{tenant:[0-9a-fA-F-]{36}}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IssuerResource {
    private final Publish publish;

    IssuerResource(Publish publish) {
        this.publish = publish;
    }

    @GET
    @Path("v2.0/.well-known/openid-configuration")
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=3600")
    public Discovery discovery(@PathParam("tenant") UUID tenant) {
        return publish.discovery(new TenantId(tenant));
    }

    /** A new key signs a minute after it is published at the latest; whoever meets an unknown key id asks again. */
    @GET
    @Path("discovery/v2.0/keys")
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=300")
    public Publish.KeySet keys(@PathParam("tenant") UUID tenant) {
        return publish.keys(new TenantId(tenant));
    }
}
