package io.homeward.risk.imports;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Listing;
import io.homeward.graph.query.Order;
import io.homeward.graph.query.Property;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Every tenant's runs, as whoever sends files sees and moves them. */
@Singleton
class ImportRuns {
    static final String COLUMNS = """
            run_id, state, options, format, header, batch_size, bytes, batches, rows_read, bytes_read, kept, duplicates, malformed,
            malformed_kept, detections, source_alerts, worked_ms, reason, created_at, created_by, started_at, ended_at""";

    private static final Property CREATED =
            Property.instant("createdDateTime", "r.created_at").neverNull();

    static final GraphSet SET = GraphSet.of(
                    "imports",
                    GraphType.of(
                            "import",
                            Property.guid("id", "r.run_id"),
                            Property.enumeration(
                                            "state",
                                            "r.state",
                                            GraphEnum.of(
                                                    "importState",
                                                    Arrays.stream(RunState.values())
                                                            .map(RunState::wireName)
                                                            .toArray(String[]::new)))
                                    .neverNull(),
                            Property.text("format", "nullif(r.format, '')"),
                            CREATED,
                            Property.text("createdBy", "r.created_by").neverNull(),
                            Property.instant("startedDateTime", "r.started_at"),
                            Property.instant("endedDateTime", "r.ended_at"),
                            Property.shown("bytes"),
                            Property.shown("bytesRead"),
                            Property.shown("rowsRead"),
                            Property.shown("kept"),
                            Property.shown("duplicates"),
                            Property.shown("malformed"),
                            Property.shown("malformedKept"),
                            Property.shown("detections"),
                            Property.shown("sourceAlerts"),
                            Property.shown("rowsPerSecond"),
                            Property.shown("reason")),
                    100,
                    500)
            .orderedBy(Order.newestFirst(CREATED))
            .refusingMore()
            .withoutSkip();

    private static final Listing<ShownRun> RUNS =
            new Listing<>(COLUMNS, "import_run r", "r.tenant_id = :tenant", row -> ShownRun.of(run(row)));

    private final ImportsSettings settings;

    ImportRuns(ImportsSettings settings) {
        this.settings = settings;
    }

    /** @throws Refusal {@link Fault#TOO_MANY_IMPORTS} where too many are not over */
    ImportRun create(Handle handle, TenantId tenant, String wanted, int batchSize, String by, Instant now) {
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended('import_run ' || :tenant, 0))::text")
                .bind("tenant", tenant.toString())
                .mapTo(String.class)
                .one();
        int open = handle.createQuery("""
                        select count(*) from import_run
                        where tenant_id = :tenant and state in ('awaitingFile', 'waiting', 'running')""")
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
        if (open >= settings.waiting()) {
            throw new Refusal(
                    Fault.TOO_MANY_IMPORTS, "%d imports are not over yet; at most so many may be".formatted(open));
        }
        return handle.createQuery("""
                        insert into import_run (tenant_id, run_id, state, options, batch_size, created_at, created_by)
                        values (:tenant, :run, 'awaitingFile', :wanted, :size, :now, :by) returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("run", UUID.randomUUID())
                .bind("wanted", wanted)
                .bind("size", batchSize)
                .bind("now", utc(now))
                .bind("by", by)
                .map((row, context) -> run(row))
                .one();
    }

    GraphPage<ShownRun> page(Handle handle, TenantId tenant, GraphQuery query) {
        return RUNS.page(handle, query, sql -> sql.bind("tenant", tenant.value()));
    }

    /** @throws Refusal {@link Fault#NO_SUCH_IMPORT} */
    ImportRun find(Handle handle, TenantId tenant, RunId id) {
        return handle.createQuery("select " + COLUMNS + " from import_run where tenant_id = :tenant and run_id = :run")
                .bind("tenant", tenant.value())
                .bind("run", id.value())
                .map((row, context) -> run(row))
                .findOne()
                .orElseThrow(() -> new Refusal(Fault.NO_SUCH_IMPORT));
    }

    /**
     * Begins an upload, which takes the place of any other.
     *
     * @throws Refusal {@link Fault#IMPORT_HAS_FILE} where the run has its file, or is over
     */
    void uploading(Handle handle, TenantId tenant, RunId id, UUID upload) {
        int begun = handle.createUpdate("""
                        update import_run set upload = :upload
                        where tenant_id = :tenant and run_id = :run and state = 'awaitingFile'""")
                .bind("tenant", tenant.value())
                .bind("run", id.value())
                .bind("upload", upload)
                .execute();
        if (begun == 0) {
            throw new Refusal(
                    Fault.IMPORT_HAS_FILE,
                    "The import is " + find(handle, tenant, id).state().wireName());
        }
        Spool.forget(handle, tenant, id);
    }

    /** The whole file is there and was understood; from now on it is worked on. False where another upload took its place. */
    boolean uploaded(Handle handle, TenantId tenant, RunId id, UUID upload, String format, String header, long bytes) {
        return handle.createUpdate("""
                        update import_run set state = 'waiting', format = :format, header = :header, bytes = :bytes
                        where tenant_id = :tenant and run_id = :run and upload = :upload and state = 'awaitingFile'""")
                        .bind("tenant", tenant.value())
                        .bind("run", id.value())
                        .bind("upload", upload)
                        .bind("format", format)
                        .bind("header", header)
                        .bind("bytes", bytes)
                        .execute()
                > 0;
    }

    /** Ends a run that is not over; what was taken in stays. One that is over stays as it is. */
    ImportRun cancel(Handle handle, TenantId tenant, RunId id, String by, Instant now) {
        handle.createUpdate("""
                        update import_run set state = 'cancelled', ended_at = :now, ended_by = :by, node = null, leased_until = null
                        where tenant_id = :tenant and run_id = :run and state in ('awaitingFile', 'waiting', 'running')""")
                .bind("tenant", tenant.value())
                .bind("run", id.value())
                .bind("now", utc(now))
                .bind("by", by)
                .execute();
        ImportRun run = find(handle, tenant, id);
        Spool.forget(handle, tenant, id);
        return run;
    }

    /** Rows that were kept aside, in the order of the file, after the one with this number. */
    List<Malformed> malformed(Handle handle, TenantId tenant, RunId id, long after, int most) {
        return handle.createQuery("""
                        select nth, line, reason, content, cut from import_malformed
                        where tenant_id = :tenant and run_id = :run and nth > :after order by nth limit :most""")
                .bind("tenant", tenant.value())
                .bind("run", id.value())
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> new Malformed(
                        row.getLong("nth"),
                        row.getLong("line"),
                        row.getString("reason"),
                        row.getString("content"),
                        row.getBoolean("cut")))
                .list();
    }

    static ImportRun run(ResultSet row) throws SQLException {
        return new ImportRun(
                new RunId(row.getObject("run_id", UUID.class)),
                RunState.ofWire(row.getString("state")),
                row.getString("options"),
                row.getString("format"),
                row.getString("header"),
                row.getInt("batch_size"),
                row.getLong("bytes"),
                new Progress(
                        row.getInt("batches"),
                        row.getLong("rows_read"),
                        row.getLong("bytes_read"),
                        row.getLong("kept"),
                        row.getLong("duplicates"),
                        row.getLong("malformed"),
                        row.getInt("malformed_kept"),
                        row.getLong("detections"),
                        row.getLong("source_alerts"),
                        row.getLong("worked_ms")),
                row.getString("reason"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                time(row, "started_at"),
                time(row, "ended_at"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
