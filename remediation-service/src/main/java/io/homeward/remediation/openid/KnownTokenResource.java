package io.homeward.remediation.openid;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Introspection (RFC 7662) and revocation (RFC 7009). Whatever is posted, it answers in OAuth's shape. */
@Path("/{tenant}/oauth2/v2.0")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KnownTokenResource {
    private final KnownTokens tokens;
    private final PathTenants tenants;

    KnownTokenResource(KnownTokens tokens, PathTenants tenants) {
        this.tokens = tokens;
        this.tenants = tenants;
    }

    @POST
    @Path("introspect")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Map<String, Object> introspect(
            @PathParam("tenant") String tenant,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam("Homeward-Client-Authorization") @Nullable String authorization,
            @Nullable String body) {
        TokenRequest request = request(contentType, body, authorization);
        return tokens.introspect(tenants.of(tenant, request.optional("token")), request);
    }

    @POST
    @Path("revoke")
    @ResponseStatus(200)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public void revoke(
            @PathParam("tenant") String tenant,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam("Homeward-Client-Authorization") @Nullable String authorization,
            @Nullable String body) {
        TokenRequest request = request(contentType, body, authorization);
        tokens.revoke(tenants.of(tenant, request.optional("token")), request);
    }

    private static TokenRequest request(
            @Nullable String contentType, @Nullable String body, @Nullable String authorization) {
        return TokenRequest.parse(contentType, body, authorization, TokenRequest.Sender.of(null, null, null));
    }
}
