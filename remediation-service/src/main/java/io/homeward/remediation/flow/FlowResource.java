package io.homeward.remediation.flow;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.enrolment.Ticket;
import io.homeward.remediation.openid.AuthorizationId;
import io.homeward.remediation.risk.SignIn;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Sign-in as an API: begin a flow, take its steps, look at it. Public, through the edge. */
@Path("/v1/flows")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FlowResource {
    private static final int LONGEST_NAME = 320;

    /** No control characters: the database keeps no U+0000, and no name has the others. */
    private static final String PRINTABLE = "\\P{Cntrl}*";

    private static final int LONGEST_TICKET = 100;

    private final OpenFlow openFlow;
    private final FirstFactor firstFactor;
    private final TakeStep takeStep;
    private final LookAtFlow lookAtFlow;
    private final ShowFlow show;
    private final RoutingContext request;

    FlowResource(
            OpenFlow openFlow,
            FirstFactor firstFactor,
            TakeStep takeStep,
            LookAtFlow lookAtFlow,
            ShowFlow show,
            RoutingContext request) {
        this.openFlow = openFlow;
        this.firstFactor = firstFactor;
        this.takeStep = takeStep;
        this.lookAtFlow = lookAtFlow;
        this.show = show;
        this.request = request;
    }

    /**
     * How a flow is begun.
     *
     * @param enrolment a ticket, in place of the name
     * @param request what an application has asked for, {@code <tenant>.<uuid>}; it is answered in place of a token
     * @param recover the password was forgotten
     * @param passkey nobody in particular: a passkey will say who it is
     */
    record Start(
            @NotNull UUID tenant,
            @NotNull UUID clientId,

            @Nullable @Size(max = LONGEST_NAME) @Pattern(regexp = PRINTABLE)
            String userPrincipalName,

            @Nullable @Size(max = LONGEST_TICKET) String enrolment,

            @Nullable @Size(max = LONGEST_TICKET) String request,

            @Nullable Boolean passkey,

            @Nullable Boolean remediate,
            @Nullable Boolean recover,
            @Nullable Device device,
            SignIn.@Nullable Location location) {

        Optional<AuthorizationId> asked() {
            return Optional.ofNullable(request).map(text -> AuthorizationId.parse(text)
                    .orElseThrow(() -> new Refusal(Fault.UNREADABLE, "'request' is no request of an application.")));
        }

        Optional<Opening.Recovering> recovering(Client client) {
            if (!Boolean.TRUE.equals(recover)) {
                return Optional.empty();
            }
            if (enrolment != null || Boolean.TRUE.equals(remediate) || Boolean.TRUE.equals(passkey)) {
                throw new Refusal(
                        Fault.UNREADABLE, "A forgotten password is replaced with userPrincipalName and nothing else.");
            }
            return Optional.of(new Opening.Recovering(client.ipAddress()));
        }

        OpenFlow.Who who() {
            boolean named = userPrincipalName != null && !userPrincipalName.isBlank();
            boolean enrolling = enrolment != null && !enrolment.isBlank();
            boolean nobody = Boolean.TRUE.equals(passkey);
            if (Stream.of(named, enrolling, nobody)
                            .filter(Boolean::booleanValue)
                            .count()
                    != 1) {
                throw new Refusal(
                        Fault.UNREADABLE, "A flow begins with userPrincipalName, with enrolment, or with passkey.");
            }
            if (nobody) {
                return new OpenFlow.Who.Nobody();
            }
            return enrolling
                    ? new OpenFlow.Who.Enrolling(new Ticket(String.valueOf(enrolment)))
                    : new OpenFlow.Who.Named(String.valueOf(userPrincipalName).strip());
        }
    }

    record Device(
            @Nullable @Size(max = 100) @Pattern(regexp = PRINTABLE)
            String id) {}

    /** One step. */
    record StepTaken(
            @NotBlank @Size(max = 100) String continuation,
            @NotNull Move step) {}

    @POST
    @ResponseStatus(201)
    public FlowView open(@NotNull @Valid Start start) {
        Client client = Client.of(request);
        var opened = openFlow.open(new OpenFlow.Asked(
                new TenantId(start.tenant()),
                Optional.of(new ApplicationId(start.clientId())),
                start.who(),
                start.asked(),
                Optional.empty(),
                Boolean.TRUE.equals(start.remediate()),
                start.recovering(client),
                Optional.ofNullable(start.device()).map(Device::id),
                Optional.ofNullable(start.location())));
        Settled settled = opened.flow()
                .opening()
                .enrolment()
                .map(admitted -> firstFactor.enrol(
                        opened.flow(), admitted, client, opened.flow().opening().began()))
                .orElseGet(() -> new Settled(opened.flow(), Optional.empty()));
        return show.show(settled, opened.continuation(), client);
    }

    @POST
    @Path("{id}/steps")
    public FlowView step(@PathParam("id") String id, @NotNull @Valid StepTaken taken) {
        Client client = Client.of(request);
        var presented = new Continuation(taken.continuation());
        var result = takeStep.take(known(id), presented, taken.step(), client);
        return show.show(result.settled(), result.next(), client);
    }

    @GET
    @Path("{id}")
    public FlowView look(@PathParam("id") String id, @HeaderParam("Flow-Continuation") @Nullable String continuation) {
        if (continuation == null) {
            throw Flows.notFound();
        }
        var presented = new Continuation(continuation);
        return show.show(lookAtFlow.look(known(id), presented), presented, Client.of(request));
    }

    private static FlowId known(String id) {
        return FlowId.parse(id).orElseThrow(Flows::notFound);
    }
}
