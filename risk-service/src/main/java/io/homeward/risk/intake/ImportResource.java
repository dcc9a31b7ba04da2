package io.homeward.risk.intake;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.Rights;
import io.homeward.risk.export.DateOrder;
import io.homeward.risk.export.ExportedFile;
import io.homeward.risk.export.FileOptions;
import io.homeward.risk.export.Format;
import io.homeward.risk.export.NotUnderstood;
import io.homeward.risk.export.Unpacked;
import io.homeward.risk.signin.Content;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Whole files of sign-ins, taken in while the sender waits. What a file is shows in {@code format}, else in its beginning; where that says nothing, JSON is
 * Graph's and text the log of an OpenSSH server. Files that take longer than anybody waits go through {@code /v1/imports}.
 */
@Path("/v1/signIns/import")
@RunOnVirtualThread
public class ImportResource {
    private static final String GZIP = "application/gzip";
    private static final String LIVE = "true|false";
    private static final String NO_LIVE = "live is neither true nor false";

    private final ImportFile imports;
    private final CurrentCaller caller;
    private final InstantSource clock;

    ImportResource(ImportFile imports, CurrentCaller caller, InstantSource clock) {
        this.imports = imports;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/x-ndjson", "application/jsonl"})
    public Imported json(
            InputStream body,
            @QueryParam("format") @Nullable String format,
            @QueryParam("timeZone") @DefaultValue("UTC") String timeZone,
            @QueryParam("live") @Pattern(regexp = LIVE, message = NO_LIVE) @Nullable String live)
            throws IOException {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        FileOptions options = options(null, timeZone, null, null, null);
        return run(tenant, body, said(format), Optional.of(Format.GRAPH), options, bearing(live));
    }

    /**
     * Any other file, such as a log or a CSV.
     *
     * @param year of the first line of an OpenSSH log; without it the newest that puts no line into the future
     * @param timeZone of times without an offset, such as {@code Europe/Oslo}
     * @param host what to call an OpenSSH server
     * @param fileName what the file is called; Entra's say whether the sign-ins are interactive
     * @param live whether the file is a live feed; without a word it is one for its last two days. What is found in history raises nobody (section 4)
     * @param dateOrder how an Entra CSV's dates with slashes are read
     */
    @POST
    @Consumes({MediaType.TEXT_PLAIN, "text/csv", GZIP, MediaType.APPLICATION_OCTET_STREAM})
    public Imported text(
            InputStream body,
            @QueryParam("format") @Nullable String format,
            @QueryParam("year") @Min(1970) @Max(9999) @Nullable Integer year,
            @QueryParam("timeZone") @DefaultValue("UTC") String timeZone,
            @QueryParam("host") @Size(max = 253) @Nullable String host,
            @QueryParam("fileName") @Size(max = 300) @Nullable String fileName,
            @QueryParam("dateOrder") @Nullable String dateOrder,
            @QueryParam("live") @Pattern(regexp = LIVE, message = NO_LIVE) @Nullable String live)
            throws IOException {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        FileOptions options = options(year, timeZone, host, fileName, dateOrder);
        return run(tenant, body, said(format), Optional.empty(), options, bearing(live));
    }

    private Imported run(
            TenantId tenant,
            InputStream body,
            Optional<Format> said,
            Optional<Format> otherwise,
            FileOptions options,
            Bearing bearing)
            throws IOException {
        try {
            Unpacked file = Unpacked.of(body);
            Format format = ExportedFile.recognise(file, said, otherwise);
            if (format != Format.OPENSSH) {
                return run(tenant, () -> file, format, options, bearing);
            }
            return Body.onDisk(file, kept -> run(tenant, () -> Files.newInputStream(kept), format, options, bearing));
        } catch (NotUnderstood e) {
            throw new Refusal(Fault.BAD_FILE, e.reason());
        }
    }

    private Imported run(TenantId tenant, Content content, Format format, FileOptions options, Bearing bearing)
            throws IOException {
        try {
            return imports.run(
                    tenant,
                    ExportedFile.open(content, Optional.of(format), Optional.empty(), options, clock.instant())
                            .signIns(),
                    bearing);
        } catch (NotUnderstood e) {
            throw new Refusal(Fault.BAD_FILE, e.reason());
        }
    }

    private static Bearing bearing(@Nullable String live) {
        return Bearing.of(live == null ? null : Boolean.valueOf(live));
    }

    private static Optional<Format> said(@Nullable String format) {
        if (format == null) {
            return Optional.empty();
        }
        return Optional.of(Format.ofWire(format)
                .orElseThrow(() -> new Refusal(Fault.BAD_REQUEST, "format is none of " + Format.names())));
    }

    private static FileOptions options(
            @Nullable Integer year,
            String timeZone,
            @Nullable String host,
            @Nullable String fileName,
            @Nullable String dateOrder) {
        return new FileOptions(
                zone(timeZone),
                year == null ? OptionalInt.empty() : OptionalInt.of(year),
                Optional.ofNullable(host),
                fileName == null || FileOptions.interactive(fileName),
                dateOrder == null ? Optional.empty() : Optional.of(order(dateOrder)),
                Optional.empty());
    }

    private static DateOrder order(String name) {
        return DateOrder.ofWire(name)
                .orElseThrow(() -> new Refusal(Fault.BAD_REQUEST, "dateOrder is neither dayFirst nor monthFirst"));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new Refusal(Fault.BAD_REQUEST, "timeZone is no time zone, such as UTC or Europe/Oslo");
        }
    }
}
