package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
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
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Introspection (RFC 7662) and revocation (RFC 7009). Whatever is posted, it answers in OAuth's shape. */
@Path("/{tenant:[0-9a-fA-F-]{36}}/oauth2/v2.0")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KnownTokenResource {
    private final KnownTokens tokens;

    KnownTokenResource(KnownTokens tokens) {
        this.tokens = tokens;
    }

    @POST
    @Path("introspect")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Map<String, Object> introspect(
            @PathParam("tenant") UUID tenant,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam("Homeward-Client-Authorization") @Nullable String authorization,
            @Nullable String body) {
        return tokens.introspect(new TenantId(tenant), request(contentType, body, authorization));
    }

    @POST
    @Path("revoke")
    @ResponseStatus(200)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public void revoke(
            @PathParam("tenant") UUID tenant,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam("Homeward-Client-Authorization") @Nullable String authorization,
            @Nullable String body) {
        tokens.revoke(new TenantId(tenant), request(contentType, body, authorization));
    }

    private static TokenRequest request(
            @Nullable String contentType, @Nullable String body, @Nullable String authorization) {
        return TokenRequest.parse(contentType, body, authorization, TokenRequest.Sender.of(null, null, null));
    }
}
