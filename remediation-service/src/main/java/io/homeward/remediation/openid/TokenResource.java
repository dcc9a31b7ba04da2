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
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** The token endpoint of each tenant's issuer. Whatever is posted, it answers in OAuth's shape. */
@Path("/{tenant:[0-9a-fA-F-]{36}}/oauth2/v2.0/token")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TokenResource {
    private final IssueToken issueToken;

    TokenResource(IssueToken issueToken) {
        this.issueToken = issueToken;
    }

    /**
     * @param authorization the client's own, which the gateway hands on under this name
     * @param address of whoever asks, as the gateway saw it
     * @param country of that address, where the gateway could look it up
     */
    @POST
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TokenResponse token(
            @PathParam("tenant") UUID tenant,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam("Homeward-Client-Authorization") @Nullable String authorization,
            @HeaderParam("Homeward-Client-Ip") @Nullable String address,
            @HeaderParam("Homeward-Client-Country") @Nullable String country,
            @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String userAgent,
            @Nullable String body) {
        var from = TokenRequest.Sender.of(address, country, userAgent);
        return issueToken.issue(new TenantId(tenant), TokenRequest.parse(contentType, body, authorization, from));
    }
}
