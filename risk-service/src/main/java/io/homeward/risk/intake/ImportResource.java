package io.homeward.risk.intake;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.Rights;
import io.homeward.risk.signin.AuthLog;
import io.homeward.risk.signin.GraphSignIns;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Whole files of sign-ins, by their content type. The body is read as it arrives. */
@Path("/v1/signIns/import")
@RunOnVirtualThread
public class ImportResource {
    private final ImportFile imports;
    private final CurrentCaller caller;
    private final InstantSource clock;

    ImportResource(ImportFile imports, CurrentCaller caller, InstantSource clock) {
        this.imports = imports;
        this.caller = caller;
        this.clock = clock;
    }

    /** Graph {@code signIn} objects: an array, or a page with an array in {@code value}. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Imported array(InputStream body) throws IOException {
        return imports.run(Rights.WRITE_EVENTS.in(caller.get()), GraphSignIns.array(body));
    }

    /** Graph {@code signIn} objects, one a line. */
    @POST
    @Consumes({"application/x-ndjson", "application/jsonl"})
    public Imported lines(InputStream body) throws IOException {
        return imports.run(Rights.WRITE_EVENTS.in(caller.get()), GraphSignIns.lines(body));
    }

    /**
     * The log of an OpenSSH server.
     *
     * @param year of its first line; without it the newest that puts no line into the future
     * @param timeZone of its times, such as {@code Europe/Oslo}
     * @param host what to call the server
     */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    public Imported authLog(
            InputStream body,
            @QueryParam("year") @Min(1970) @Max(9999) @Nullable Integer year,
            @QueryParam("timeZone") @DefaultValue("UTC") String timeZone,
            @QueryParam("host") @Size(max = 253) @Nullable String host) {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        ZoneId zone = zone(timeZone);
        OptionalInt first = year == null ? OptionalInt.empty() : OptionalInt.of(year);
        return Body.onDisk(
                body,
                file -> imports.run(
                        tenant, AuthLog.open(file, first, zone, Optional.ofNullable(host), clock.instant())));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new Refusal(Fault.BAD_REQUEST, "timeZone is no time zone, such as UTC or Europe/Oslo");
        }
    }
}
