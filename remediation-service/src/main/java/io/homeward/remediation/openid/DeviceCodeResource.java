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

/** The device authorization endpoint (RFC 8628 section 3.1). */
@Path("/{tenant}/oauth2/v2.0/devicecode")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeviceCodeResource {
    private final BeginDevice beginDevice;
    private final PathTenants tenants;

    DeviceCodeResource(BeginDevice beginDevice, PathTenants tenants) {
        this.tenants = tenants;
        this.beginDevice = beginDevice;
    }

    /**
     * @param authorization the client's own, which the gateway hands on under this name
     * @param address of the device, as the gateway saw it
     * @param country of that address, where the gateway could look it up
     */
    @POST
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public DeviceCodeResponse begin(
            @PathParam("tenant") String tenant,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam("Homeward-Client-Authorization") @Nullable String authorization,
            @HeaderParam("Homeward-Client-Ip") @Nullable String address,
            @HeaderParam("Homeward-Client-Country") @Nullable String country,
            @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String userAgent,
            @Nullable String body) {
        var from = TokenRequest.Sender.of(address, country, userAgent);
        return beginDevice.begin(tenants.of(tenant), TokenRequest.parse(contentType, body, authorization, from));
    }
}
