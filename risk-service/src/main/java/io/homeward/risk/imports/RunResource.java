package io.homeward.risk.imports;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.Rights;
import io.homeward.risk.export.NotUnderstood;
import io.homeward.risk.intake.IntakeSettings;
import io.homeward.tenancy.CurrentCaller;
import io.homeward.tenancy.TenantDatabase;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Files of sign-ins, in steps: what is coming, the file, how far it is. */
@Path("/v1/imports")
@RunOnVirtualThread
public class RunResource {
    private final ImportRuns runs;
    private final ReceiveFile receiveFile;
    private final TenantDatabase database;
    private final IntakeSettings intake;
    private final GraphRequest graph;
    private final CurrentCaller caller;
    private final InstantSource clock;

    RunResource(
            ImportRuns runs,
            ReceiveFile receiveFile,
            TenantDatabase database,
            IntakeSettings intake,
            GraphRequest graph,
            CurrentCaller caller,
            InstantSource clock) {
        this.runs = runs;
        this.receiveFile = receiveFile;
        this.database = database;
        this.intake = intake;
        this.graph = graph;
        this.caller = caller;
        this.clock = clock;
    }

    /** @param wanted as {@link WantedImport} */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<ShownRun> create(String wanted) {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        String by = Rights.id(caller.get());
        try {
            WantedImport.of(wanted);
        } catch (NotUnderstood e) {
            throw new Refusal(Fault.BAD_REQUEST, e.reason());
        }
        return RestResponse.status(
                RestResponse.Status.CREATED,
                ShownRun.of(database.in(
                        tenant, handle -> runs.create(handle, tenant, wanted, intake.batch(), by, clock.instant()))));
    }

    @GET
    public GraphCollection list() {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        GraphQuery query = graph.query(ImportRuns.SET);
        return graph.collection(query, database.in(tenant, handle -> runs.page(handle, tenant, query)));
    }

    @GET
    @Path("{id}")
    public ShownRun get(@PathParam("id") UUID id) {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        return ShownRun.of(database.in(tenant, handle -> runs.find(handle, tenant, new RunId(id))));
    }

    /** The file, as it is or compressed with gzip. What came of an upload that broke off is gone; it is sent again from its beginning. */
    @PUT
    @Path("{id}/file")
    @Consumes(MediaType.WILDCARD)
    public RestResponse<ShownRun> file(@PathParam("id") UUID id, InputStream body) throws IOException {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        return RestResponse.status(
                RestResponse.Status.ACCEPTED,
                ShownRun.of(receiveFile.receive(tenant, new RunId(id), body, clock.instant())));
    }

    /** What was taken in until then stays. */
    @POST
    @Path("{id}/cancel")
    public ShownRun cancel(@PathParam("id") UUID id) {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        String by = Rights.id(caller.get());
        return ShownRun.of(
                database.in(tenant, handle -> runs.cancel(handle, tenant, new RunId(id), by, clock.instant())));
    }
}
