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

/** Where "I forgot my password" leads. It says how the flow is begun, and the same for every id, be there such a tenant or not. */
@Path("/{tenant:[0-9a-fA-F-]{36}}/recover")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RecoverResource {
    private final EdgeSettings edge;

    RecoverResource(EdgeSettings edge) {
        this.edge = edge;
    }

    /**
     * @param body what to send, without what only the client knows
     * @param needs what only the client knows
     */
    public record Start(String method, String href, Body body, List<String> needs) {}

    public record Body(String tenant, boolean recover) {}

    /** How the flow is begun. */
    public record Recover(String tenant, Start start) {}

    @GET
    public Recover recover(@PathParam("tenant") UUID tenant) {
        String home = tenant.toString();
        return new Recover(
                home,
                new Start(
                        "POST",
                        edge.url() + "/v1/flows",
                        new Body(home, true),
                        List.of("clientId", "userPrincipalName")));
    }
}
