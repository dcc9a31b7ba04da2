package io.homeward.remediation.page;

import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Style and scripts of the pages, under names that never change their meaning. */
@Path("/assets")
@RunOnVirtualThread
public class AssetResource {

    @GET
    @Path("{version}/{name}")
    public RestResponse<String> asset(@PathParam("version") String version, @PathParam("name") String name) {
        Assets.Asset asset = Assets.find(version, name)
                .orElseThrow(() -> new Refusal(Fault.NOT_FOUND, "There is no such file here."));
        return RestResponse.ResponseBuilder.ok(asset.text())
                .type(MediaType.valueOf(asset.type()))
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }
}
