package io.homeward.risk.imports;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.signin.Texts;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Runs as the nodes see them that work on them. Who holds a run tells by the database's clock, so that the nodes' clocks need not agree. */
@Singleton
class Leases {
    private final TenantDatabase database;
    private final ImportsSettings settings;

    Leases(TenantDatabase database, ImportsSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Whose runs nobody works on although they could be. */
    List<TenantId> due() {
        return database.inEach(List.of(), handle -> handle.createQuery("select tenants_with_imports()")
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list());
    }

    /** Takes the oldest run of a tenant, one at a time: the runs of a tenant would only wait for one another. */
    Optional<ImportRun> take(TenantId tenant, UUID node, Instant now) {
        return database.in(tenant, handle -> handle.createQuery("""
                        update import_run set state = 'running', node = :node, leased_until = now() + :seconds * interval '1 second',
                            started_at = coalesce(started_at, :now), attempts = attempts + 1
                        where tenant_id = :tenant and run_id = (
                                select run_id from import_run
                                where tenant_id = :tenant and state in ('waiting', 'running')
                                order by created_at, run_id limit 1 for update skip locked)
                            and (leased_until is null or leased_until < now())
                        returning\s""" + ImportRuns.COLUMNS)
                .bind("tenant", tenant.value())
                .bind("node", node)
                .bind("seconds", settings.lease().toSeconds())
                .bind("now", ImportRuns.utc(now))
                .map((row, context) -> ImportRuns.run(row))
                .findOne());
    }

    /** Whether the run, just taken, has been begun too often without coming further. */
    boolean worn(TenantId tenant, RunId run) {
        return database.in(tenant, handle -> handle.createQuery(
                                "select attempts from import_run where tenant_id = :tenant and run_id = :run")
                        .bind("tenant", tenant.value())
                        .bind("run", run.value())
                        .mapTo(Integer.class)
                        .one())
                > settings.attempts();
    }

    /** Says that the node is still at it, while it reads over what was committed. False where the run is not its own any more. */
    boolean renew(TenantId tenant, RunId run, UUID node) {
        return database.in(tenant, handle -> handle.createUpdate("""
                        update import_run set leased_until = now() + :seconds * interval '1 second'
                        where tenant_id = :tenant and run_id = :run and node = :node and state = 'running'""")
                        .bind("tenant", tenant.value())
                        .bind("run", run.value())
                        .bind("node", node)
                        .bind("seconds", settings.lease().toSeconds())
                        .execute())
                > 0;
    }

    /** Writes how far the run has come, in the transaction of the batch. False where the run is not the node's any more. */
    boolean progress(Handle handle, TenantId tenant, RunId run, UUID node, int batchesBefore, Progress progress) {
        return handle.createUpdate("""
                        update import_run set batches = :batches, rows_read = :rows, bytes_read = :bytes, kept = :kept,
                            duplicates = :duplicates, malformed = :malformed, malformed_kept = :malformedKept,
                            detections = :detections, source_alerts = :alerts, worked_ms = :worked, attempts = 1,
                            leased_until = now() + :seconds * interval '1 second'
                        where tenant_id = :tenant and run_id = :run and node = :node and state = 'running' and batches = :before""")
                        .bind("tenant", tenant.value())
                        .bind("run", run.value())
                        .bind("node", node)
                        .bind("before", batchesBefore)
                        .bind("batches", progress.batches())
                        .bind("rows", progress.rows())
                        .bind("bytes", progress.bytes())
                        .bind("kept", progress.kept())
                        .bind("duplicates", progress.duplicates())
                        .bind("malformed", progress.malformed())
                        .bind("malformedKept", progress.malformedKept())
                        .bind("detections", progress.detections())
                        .bind("alerts", progress.sourceAlerts())
                        .bind("worked", progress.workedMillis())
                        .bind("seconds", settings.lease().toSeconds())
                        .execute()
                > 0;
    }

    static void keepAside(Handle handle, TenantId tenant, RunId run, List<Malformed> rows) {
        if (rows.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into import_malformed (tenant_id, run_id, nth, line, reason, content, cut)
                        select :tenant, :run, n.nth, n.line, n.reason, n.content, n.cut
                        from unnest(:nths, :lines, :reasons, :contents, :cuts) as n(nth, line, reason, content, cut)""")
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("nths", rows.stream().map(Malformed::nth).toArray(Long[]::new))
                .bind("lines", rows.stream().map(Malformed::line).toArray(Long[]::new))
                .bind("reasons", rows.stream().map(Malformed::reason).toArray(String[]::new))
                .bind("contents", rows.stream().map(Malformed::row).toArray(String[]::new))
                .bind("cuts", rows.stream().map(Malformed::cut).toArray(Boolean[]::new))
                .execute();
    }

    /** The run is over. Its file goes; what was kept aside stays. */
    void end(TenantId tenant, RunId run, UUID node, RunState state, String reason, Instant now) {
        database.in(tenant, handle -> {
            int ended = handle.createUpdate("""
                            update import_run set state = :state, reason = :reason, ended_at = :now, node = null, leased_until = null,
                                bytes_read = case when :state = 'completed' then bytes else bytes_read end
                            where tenant_id = :tenant and run_id = :run and node = :node and state = 'running'""")
                    .bind("tenant", tenant.value())
                    .bind("run", run.value())
                    .bind("node", node)
                    .bind("state", state.wireName())
                    .bind("reason", Texts.fit(reason))
                    .bind("now", ImportRuns.utc(now))
                    .execute();
            if (ended > 0) {
                Spool.forget(handle, tenant, run);
            }
            return ended;
        });
    }

    /** The node stops; any other may go on at once. */
    void release(TenantId tenant, RunId run, UUID node) {
        database.in(tenant, handle -> handle.createUpdate("""
                        update import_run set node = null, leased_until = null, attempts = greatest(0, attempts - 1)
                        where tenant_id = :tenant and run_id = :run and node = :node and state = 'running'""")
                .bind("tenant", tenant.value())
                .bind("run", run.value())
                .bind("node", node)
                .execute());
    }

    /** @return how many runs were forgotten */
    long forget(Instant endedBefore) {
        return database.inEach(List.of(), handle -> handle.createQuery("select forget_imports(:before)")
                .bind("before", ImportRuns.utc(endedBefore))
                .mapTo(Long.class)
                .one());
    }
}
