package io.homeward.tenant.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.tenant.Edge;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.registry.Tenant;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** For anybody, through the edge: a sign-in page asks it for the way before it knows who is there. */
@Path("/v1/homeRealm")
@RunOnVirtualThread
public class HomeRealmResource {
    private static final int LONGEST = 320;

    private final HomeRealm realm;
    private final Edge edge;

    HomeRealmResource(HomeRealm realm, Edge edge) {
        this.realm = realm;
        this.edge = edge;
    }

    /**
     * @param kind {@code managed}: the password is kept here; {@code federated}: the provider signs in
     * @param provider where it is federated
     */
    @JsonInclude
    record Found(
            UUID tenantId,
            String displayName,
            String issuer,
            String kind,
            @Nullable Shown provider) {}

    record Shown(UUID id, String displayName, String issuer) {
        static Shown of(Provider provider) {
            return new Shown(
                    provider.id(),
                    provider.definition().displayName(),
                    provider.definition().issuer().toString());
        }
    }

    @GET
    public Found find(@QueryParam("userPrincipalName") @Nullable String userPrincipalName) {
        if (userPrincipalName == null || userPrincipalName.isBlank() || userPrincipalName.length() > LONGEST) {
            throw new Refusal(Fault.INVALID, "userPrincipalName has 1 to %d characters.".formatted(LONGEST));
        }
        HomeRealm.Home home = realm.of(userPrincipalName.strip());
        Tenant tenant = home.tenant();
        return new Found(
                tenant.id().value(),
                tenant.displayName(),
                edge.issuer(tenant.id()),
                home.provider().isPresent() ? "federated" : "managed",
                home.provider().map(Shown::of).orElse(null));
    }
}
