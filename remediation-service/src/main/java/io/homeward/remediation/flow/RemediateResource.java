package io.homeward.remediation.flow;

import io.homeward.remediation.openid.EdgeSettings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/**
 * Where the link of a standing notice leads. It changes nothing by being fetched: it says how the flow is begun that asks for a proof
 * whatever the new sign-in's own risk is (D3, D4, D5). It says the same for every id, be there such a tenant or not.
 */
@Path("/{tenant}/remediate")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RemediateResource {
    private final EdgeSettings edge;

    RemediateResource(EdgeSettings edge) {
        this.edge = edge;
    }

    /**
     * @param body what to send, without what only the client knows
     * @param needs what only the client knows
     */
    public record Start(String method, String href, Body body, List<String> needs) {}

    public record Body(String tenant, boolean remediate) {}

    @GET
    public RemediateLink link(@PathParam("tenant") UUID tenant) {
        return RemediateLink.of(tenant.toString(), edge.url() + "/v1/flows");
    }

    /** How the flow is begun. */
    public record RemediateLink(String tenant, Start start) {
        static RemediateLink of(String tenant, String href) {
            return new RemediateLink(
                    tenant, new Start("POST", href, new Body(tenant, true), List.of("clientId", "userPrincipalName")));
        }
    }
}
