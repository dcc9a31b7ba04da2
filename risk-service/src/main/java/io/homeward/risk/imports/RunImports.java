package io.homeward.risk.imports;

import io.homeward.accessrules.TenantId;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Looks for runs that nobody works on, and works on them, a bounded number at a time. */
@Singleton
public class RunImports {
    /** How long a node that stops waits for its batches: each is a moment. */
    private static final long PATIENCE_MILLIS = 4_000;

    private final Leases leases;
    private final WorkOnRun workOnRun;
    private final ImportsSettings settings;
    private final InstantSource clock;
    private final UUID node = UUID.randomUUID();
    private final Semaphore free;
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    RunImports(Leases leases, WorkOnRun workOnRun, ImportsSettings settings, InstantSource clock) {
        this.leases = leases;
        this.workOnRun = workOnRun;
        this.settings = settings;
        this.clock = clock;
        this.free = new Semaphore(settings.atOnce());
    }

    @Scheduled(
            identity = "imports",
            every = "${homeward.imports.every:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        for (TenantId tenant : leases.due()) {
            if (stopping || !free.tryAcquire()) {
                return;
            }
            working.removeIf(thread -> !thread.isAlive());
            working.add(Thread.ofVirtual().name("import-" + tenant).start(() -> {
                try {
                    next(tenant);
                } finally {
                    free.release();
                }
            }));
        }
    }

    /** Works on all runs that are due, one after the other, until none is. */
    public void workOff() {
        boolean any = true;
        while (any && !stopping) {
            any = false;
            for (TenantId tenant : leases.due()) {
                any |= next(tenant);
            }
        }
    }

    private boolean next(TenantId tenant) {
        Optional<ImportRun> run = leases.take(tenant, node, clock.instant());
        run.ifPresent(each -> workOnRun.work(tenant, each, node, () -> stopping));
        return run.isPresent();
    }

    @Scheduled(identity = "imports-forgotten", every = "12h", delayed = "10m")
    void forget() {
        long forgotten = leases.forget(clock.instant().minus(settings.keep()));
        if (forgotten > 0) {
            Log.infof("%d imports are forgotten", forgotten);
        }
    }

    /** The batch that is under way is finished; whoever comes next goes on after it. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        for (Thread thread : working) {
            thread.join(PATIENCE_MILLIS);
        }
    }
}
