package io.homeward.risk.imports;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.event.Feeds;
import io.homeward.risk.export.ExportedFile;
import io.homeward.risk.export.Format;
import io.homeward.risk.export.NotUnderstood;
import io.homeward.risk.intake.Apart;
import io.homeward.risk.intake.Bearing;
import io.homeward.risk.intake.TakeBatch;
import io.homeward.risk.intake.Taken;
import io.homeward.risk.signin.SignIn;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/** Takes the file of one run in, from where it was left. */
@Singleton
class WorkOnRun {
    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final long TOLD_EVERY_MILLIS = 10_000;

    /** The run has been cancelled, or another node goes on with it. */
    private static final class Lost extends RuntimeException {
        Lost() {
            super("The run is not this node's any more");
        }
    }

    private final Leases leases;
    private final Spool spool;
    private final TakeBatch takeBatch;
    private final Feeds feeds;
    private final ImportsSettings settings;
    private final InstantSource clock;

    WorkOnRun(
            Leases leases,
            Spool spool,
            TakeBatch takeBatch,
            Feeds feeds,
            ImportsSettings settings,
            InstantSource clock) {
        this.leases = leases;
        this.spool = spool;
        this.takeBatch = takeBatch;
        this.feeds = feeds;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Until the end of the file, or until somebody wants it to stop.
     *
     * @param run has just been taken by the node
     */
    void work(TenantId tenant, ImportRun run, UUID node, BooleanSupplier stopping) {
        try {
            if (leases.worn(tenant, run.id())) {
                leases.end(
                        tenant,
                        run.id(),
                        node,
                        RunState.FAILED,
                        "Row %d and those after it cannot be taken in; see the service's log"
                                .formatted(run.progress().rows() + 1),
                        clock.instant());
                return;
            }
            feeds.awaitFresh(KnownPeople.FEED, SETTLING);
            if (!file(tenant, run, node, stopping)) {
                leases.release(tenant, run.id(), node);
            }
        } catch (Lost e) {
            Log.infof("Import %s of tenant %s was cancelled, or goes on elsewhere", run.id(), tenant);
        } catch (NotUnderstood e) {
            leases.end(tenant, run.id(), node, RunState.FAILED, e.reason(), clock.instant());
        } catch (IOException | RuntimeException e) {
            // The lease runs out, and somebody tries again from the last batch; so often, and then no more.
            Log.errorf(e, "Import %s of tenant %s stopped", run.id(), tenant);
        }
    }

    /** @return false where it was stopped */
    private boolean file(TenantId tenant, ImportRun run, UUID node, BooleanSupplier stopping)
            throws IOException, NotUnderstood {
        Instant begun = run.startedAt().orElseGet(clock::instant);
        WantedImport wanted = WantedImport.of(run.wanted());
        var bytes = new AtomicLong();
        ExportedFile file = ExportedFile.open(
                () -> spool.open(tenant, run.id(), bytes),
                Format.ofWire(run.format()),
                Optional.empty(),
                wanted.options(),
                begun);
        var batches = new Batches(file.signIns(), begun, run.batchSize());
        var mark = new Mark(clock.millis());
        over(tenant, run, node, batches, mark);
        Progress progress = run.progress();
        for (Optional<Batch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
            if (stopping.getAsBoolean()) {
                return false;
            }
            progress = take(tenant, run, node, wanted.bearing(), batch.get(), progress, bytes.get(), mark);
            if (mark.due(clock.millis())) {
                told(tenant, run, progress);
            }
        }
        leases.end(tenant, run.id(), node, RunState.COMPLETED, "", clock.instant());
        told(tenant, run, progress);
        return true;
    }

    /** When the last batch ended, and when it was last told how far it is. */
    private static final class Mark {
        private long batch;
        private long told;

        Mark(long now) {
            batch = now;
            told = now;
        }

        long since(long now) {
            long since = Math.max(0, now - batch);
            batch = now;
            return since;
        }

        boolean due(long now) {
            boolean due = now - told >= TOLD_EVERY_MILLIS;
            told = due ? now : told;
            return due;
        }
    }

    /** Reads over what was committed. */
    private void over(TenantId tenant, ImportRun run, UUID node, Batches batches, Mark mark) throws IOException {
        for (int done = 0; done < run.progress().batches(); done++) {
            batches.next();
            if (mark.due(clock.millis()) && !leases.renew(tenant, run.id(), node)) {
                throw new Lost();
            }
        }
    }

    private Progress take(
            TenantId tenant,
            ImportRun run,
            UUID node,
            Bearing bearing,
            Batch batch,
            Progress before,
            long bytes,
            Mark mark) {
        var after = new Progress[1];
        try {
            takeBatch.take(tenant, signIns(batch.signIns()), bearing, (handle, taken) -> {
                after[0] = plus(before, batch, List.of(), taken, bytes, mark.since(clock.millis()));
                written(handle, tenant, run, node, before, after[0], batch.malformed());
            });
        } catch (Lost e) {
            throw e;
        } catch (RuntimeException e) {
            if (!Apart.poisoned(e)) {
                throw e;
            }
            Log.warnf(
                    "Something in a batch of import %s of tenant %s cannot be taken in; it is sought",
                    run.id(), tenant);
            var poison = new ArrayList<Malformed>();
            Taken taken = apart(tenant, run, node, bearing, batch, poison);
            takeBatch.take(tenant, List.of(), bearing, (handle, nothing) -> {
                after[0] = plus(before, batch, poison, taken, bytes, mark.since(clock.millis()));
                poison.addAll(0, batch.malformed());
                written(handle, tenant, run, node, before, after[0], poison);
            });
        }
        return after[0];
    }

    /**
     * What can be taken in is, before the run says so: a node that vanishes in between leaves sign-ins that the next counts as duplicates.
     *
     * @throws IllegalStateException where so much is poison that it is no accident; the run ends, once it was tried often enough
     */
    private Taken apart(
            TenantId tenant, ImportRun run, UUID node, Bearing bearing, Batch batch, List<Malformed> poison) {
        var taken = new Taken[] {Taken.NOTHING};
        Apart.take(
                batch.signIns(),
                some -> {
                    if (!leases.renew(tenant, run.id(), node)) {
                        throw new Lost();
                    }
                    taken[0] = taken[0].and(takeBatch.take(tenant, signIns(some), bearing));
                },
                (row, e) -> {
                    if (poison.size() >= settings.poison()) {
                        throw new IllegalStateException(
                                "More than %d sign-ins of a batch cannot be taken in".formatted(poison.size()), e);
                    }
                    Log.errorf("Row %d of import %s of tenant %s: %s", row.nth(), run.id(), tenant, Apart.reason(e));
                    poison.add(Malformed.of(row.nth(), row.line(), Apart.reason(e), row.text()));
                });
        return taken[0];
    }

    private static List<SignIn> signIns(List<Batch.Row> rows) {
        return rows.stream().map(Batch.Row::signIn).toList();
    }

    private void written(
            Handle handle,
            TenantId tenant,
            ImportRun run,
            UUID node,
            Progress before,
            Progress after,
            List<Malformed> malformed) {
        if (!leases.progress(handle, tenant, run.id(), node, before.batches(), after)) {
            throw new Lost();
        }
        Leases.keepAside(
                handle, tenant, run.id(), malformed.subList(0, after.malformedKept() - before.malformedKept()));
    }

    private Progress plus(Progress before, Batch batch, List<Malformed> poison, Taken taken, long bytes, long millis) {
        int malformed = batch.malformed().size() + poison.size();
        int room = Math.max(0, settings.malformed() - before.malformedKept());
        return new Progress(
                before.batches() + 1,
                before.rows() + batch.rows(),
                bytes,
                before.kept() + taken.added(),
                before.duplicates() + batch.duplicates() + batch.signIns().size() - poison.size() - taken.added(),
                before.malformed() + malformed,
                before.malformedKept() + Math.min(room, malformed),
                before.detections() + taken.detections(),
                before.sourceAlerts() + taken.alerts(),
                before.workedMillis() + millis);
    }

    private static void told(TenantId tenant, ImportRun run, Progress progress) {
        Log.infof(
                "Import %s of tenant %s: %d rows (%d %% of the file), %d kept, %d duplicates, %d malformed, %d rows/s",
                run.id(),
                tenant,
                progress.rows(),
                run.bytes() == 0 ? 100 : Math.min(100, progress.bytes() * 100 / run.bytes()),
                progress.kept(),
                progress.duplicates(),
                progress.malformed(),
                progress.throughput());
    }
}
