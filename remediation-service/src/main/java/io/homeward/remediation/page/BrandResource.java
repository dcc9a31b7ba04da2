package io.homeward.remediation.page;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.directory.Branding.Picture;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Colours and logo of an organisation, under names that never change their meaning. */
@Path("/{tenant}/branding")
@RunOnVirtualThread
public class BrandResource {
    private final Brands brands;

    BrandResource(Brands brands) {
        this.brands = brands;
    }

    @GET
    @Path("{file}")
    public RestResponse<byte[]> file(@PathParam("tenant") UUID tenant, @PathParam("file") String file) {
        Optional<BrandColours> colours = BrandColours.named(file);
        if (colours.isPresent()) {
            return kept("text/css;charset=utf-8", colours.get().sheet().getBytes(StandardCharsets.UTF_8));
        }
        Picture picture = brands.logo(new TenantId(tenant), file)
                .orElseThrow(() -> new Refusal(Fault.NOT_FOUND, "There is no such file here."));
        return kept(picture.type(), picture.bytes());
    }

    private static RestResponse<byte[]> kept(String type, byte[] content) {
        return ResponseBuilder.ok(content)
                .header("Content-Type", type)
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }
}
