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

/** The keys of each tenant's issuer, where some clients look for them without asking discovery. */
@Path("/{tenant:[0-9a-fA-F-]{36}}/oauth2/v2.0/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KeysResource {
    private final Publish publish;

    KeysResource(Publish publish) {
        this.publish = publish;
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=300")
    public Publish.KeySet keys(@PathParam("tenant") UUID tenant) {
        return publish.keys(new TenantId(tenant));
    }
}
