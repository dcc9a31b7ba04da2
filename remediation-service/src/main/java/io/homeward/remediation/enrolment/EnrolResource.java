package io.homeward.remediation.enrolment;

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
 * Where the link of an enrolment leads. It changes nothing by being fetched: it says how the flow is begun; the ticket is behind the link's
 * {@code #} and stays with whoever holds it. It says the same for every id, be there such a tenant or not.
 */
@Path("/{tenant}/enrol")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EnrolResource {
    private final EdgeSettings edge;

    EnrolResource(EdgeSettings edge) {
        this.edge = edge;
    }

    /**
     * @param body what to send, without what only the holder of the link knows
     * @param needs what only he knows: {@code ticket} of the link becomes {@code enrolment}, {@code client_id} becomes {@code clientId}
     */
    public record Start(String method, String href, Body body, List<String> needs) {}

    public record Body(String tenant) {}

    public record HowToBegin(String tenant, Start start) {}

    @GET
    public HowToBegin link(@PathParam("tenant") UUID tenant) {
        return new HowToBegin(
                tenant.toString(),
                new Start(
                        "POST",
                        edge.url() + "/v1/flows",
                        new Body(tenant.toString()),
                        List.of("clientId", "enrolment")));
    }
}
