package io.homeward.remediation.openid;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** The userinfo endpoint (OpenID Connect Core section 5.3). */
@Path("/{tenant}/openid/userinfo")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UserInfoResource {
    private static final String BEARER = "Bearer ";

    private final TellUser tell;
    private final PathTenants tenants;

    UserInfoResource(TellUser tell, PathTenants tenants) {
        this.tell = tell;
        this.tenants = tenants;
    }

    /** @param authorization the application's own, which the gateway hands on under this name */
    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Map<String, Object> get(
            @PathParam("tenant") String tenant,
            @HeaderParam("Homeward-Client-Authorization") @Nullable String authorization) {
        return told(tenant, bearer(authorization));
    }

    /** The token may be in the form as well (RFC 6750 section 2.2). */
    @POST
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Map<String, Object> post(
            @PathParam("tenant") String tenant,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam("Homeward-Client-Authorization") @Nullable String authorization,
            @Nullable String body) {
        return told(tenant, bearer(authorization).or(() -> inForm(contentType, body)));
    }

    private Map<String, Object> told(String tenant, Optional<String> token) {
        return tell.of(tenants.of(tenant, token), token);
    }

    private static Optional<String> bearer(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(text -> text.substring(BEARER.length()).strip());
    }

    private static Optional<String> inForm(@Nullable String contentType, @Nullable String body) {
        try {
            return Form.ofBody(contentType, body).one("access_token");
        } catch (Form.Unreadable e) {
            return Optional.empty();
        }
    }
}
