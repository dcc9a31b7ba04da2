package io.homeward.risk.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.Rights;
import io.homeward.tenancy.CurrentCaller;
import io.homeward.tenancy.TenantDatabase;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The rows of a run that could not be read or kept: with their reasons, or as they are, to be mended and sent again. */
@Path("/v1/imports/{id}/malformed")
@RunOnVirtualThread
public class MalformedResource {
    private static final String LINES = "application/x-ndjson";
    private static final int AT_A_TIME = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ImportRuns runs;
    private final TenantDatabase database;
    private final CurrentCaller caller;

    MalformedResource(ImportRuns runs, TenantDatabase database, CurrentCaller caller) {
        this.runs = runs;
        this.database = database;
        this.caller = caller;
    }

    /** @param cut whether {@code row} is only the beginning of it */
    public record Shown(long nth, long line, String reason, String row, boolean cut) {
        static Shown of(Malformed each) {
            return new Shown(each.nth(), each.line(), each.reason(), each.row(), each.cut());
        }
    }

    /** A page of them. */
    public record Page(List<Shown> value) {}

    /** @param after the {@code nth} of the last one that was seen */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Page page(
            @PathParam("id") UUID id,
            @QueryParam("after") @DefaultValue("0") @Min(0) long after,
            @QueryParam("top") @DefaultValue("100") @Min(1) @Max(AT_A_TIME) int top) {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        return database.in(tenant, handle -> {
            runs.find(handle, tenant, new RunId(id));
            return new Page(runs.malformed(handle, tenant, new RunId(id), after, top).stream()
                    .map(Shown::of)
                    .toList());
        });
    }

    /** All of them with their reasons, one a line. */
    @GET
    @Path("lines")
    @Produces(LINES)
    public StreamingOutput lines(@PathParam("id") UUID id) {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        ImportRun run = database.in(tenant, handle -> runs.find(handle, tenant, new RunId(id)));
        return out -> write(out, tenant, run.id(), each -> json(Shown.of(each)));
    }

    /** The rows alone, under the header of their file: mended, it is a file of the same format. */
    @GET
    @Path("rows")
    @Produces(MediaType.TEXT_PLAIN)
    public StreamingOutput rows(@PathParam("id") UUID id) {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        ImportRun run = database.in(tenant, handle -> runs.find(handle, tenant, new RunId(id)));
        return out -> {
            if (!run.header().isEmpty()) {
                out.write((run.header() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            write(out, tenant, run.id(), each -> row(run, each));
        };
    }

    /** A line break inside a JSON element is only for the eye; one inside a cell belongs to it. */
    private static String row(ImportRun run, Malformed each) {
        return run.header().isEmpty() ? each.row().replace('\r', ' ').replace('\n', ' ') : each.row();
    }

    private void write(OutputStream out, TenantId tenant, RunId run, Function<Malformed, String> line)
            throws IOException {
        long after = 0;
        List<Malformed> some;
        do {
            long last = after;
            some = database.in(tenant, handle -> runs.malformed(handle, tenant, run, last, AT_A_TIME));
            for (Malformed each : some) {
                out.write((line.apply(each) + "\n").getBytes(StandardCharsets.UTF_8));
                after = each.nth();
            }
        } while (some.size() == AT_A_TIME);
    }

    private static String json(Shown shown) {
        try {
            return JSON.writeValueAsString(shown);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
