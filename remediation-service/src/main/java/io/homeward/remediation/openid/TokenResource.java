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
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** The token endpoint of each tenant's issuer. Whatever is posted, it answers in OAuth's shape. */
@Path("/{tenant}/oauth2/v2.0/token")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TokenResource {
    private final IssueToken issueToken;
    private final PathTenants tenants;

    TokenResource(IssueToken issueToken, PathTenants tenants) {
        this.issueToken = issueToken;
        this.tenants = tenants;
    }

    /**
     * @param authorization the client's own, which the gateway hands on under this name
     * @param address of whoever asks, as the gateway saw it
     * @param country of that address, where the gateway could look it up
     */
    @POST
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "Pragma", value = "no-cache")
    public TokenResponse token(
            @PathParam("tenant") String tenant,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam("Homeward-Client-Authorization") @Nullable String authorization,
            @HeaderParam("Homeward-Client-Ip") @Nullable String address,
            @HeaderParam("Homeward-Client-Country") @Nullable String country,
            @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String userAgent,
            @Nullable String body) {
        var from = TokenRequest.Sender.of(address, country, userAgent);
        var request = TokenRequest.parse(contentType, body, authorization, from);
        return issueToken.issue(
                tenants.of(tenant, request.optional("code").or(() -> request.optional("refresh_token"))), request);
    }
}
