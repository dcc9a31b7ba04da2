package io.homeward.remediation.risk;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.session.Sessions;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Tells risk-service what waits in {@link SignInReports}. Several processes may do it at once: it only hears some things twice. What it cannot
 * take now waits for itself alone; what it never will is set aside with its reason.
 */
@Singleton
public class SendReports {
    private static final Logger LOG = Logger.getLogger(SendReports.class);

    private final SignInReports reports;
    private final RiskService riskService;
    private final Sessions sessions;
    private final TenantDatabase database;
    private final InstantSource clock;

    SendReports(
            SignInReports reports,
            RiskService riskService,
            Sessions sessions,
            TenantDatabase database,
            InstantSource clock) {
        this.reports = reports;
        this.riskService = riskService;
        this.sessions = sessions;
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void send() {
        for (TenantId tenant : reports.tenants()) {
            if (!sendOf(tenant)) {
                return; // it is away for all of them
            }
        }
    }

    /** @return false where risk-service is away */
    private boolean sendOf(TenantId tenant) {
        Instant now = clock.instant();
        var held = new HashSet<UUID>();
        for (SignInReports.Report report : reports.waiting(tenant, now)) {
            if (held.contains(report.signIn())) {
                continue; // it would overtake what came before it
            }
            switch (tell(tenant, report)) {
                case RiskService.Told.HasIt() -> database.in(tenant, handle -> told(handle, tenant, report));
                case RiskService.Told.RefusedIt(var because) -> setAside(tenant, report, because, now);
                case RiskService.Told.Failed(var because) -> {
                    held.add(report.signIn());
                    if (report.givesUp(now)) {
                        setAside(tenant, report, because, now);
                    } else {
                        database.in(tenant, handle -> reports.later(handle, tenant, report, now));
                    }
                }
                case RiskService.Told.Away() -> {
                    return false;
                }
            }
        }
        return true;
    }

    private int told(Handle handle, TenantId tenant, SignInReports.Report report) {
        reports.done(handle, tenant, report);
        // The session of an unscored sign-in is scored from now on.
        return report.kind() == SignInReports.Kind.SIGN_IN ? sessions.scored(handle, tenant, report.signIn()) : 0;
    }

    private void setAside(TenantId tenant, SignInReports.Report report, String because, Instant now) {
        LOG.warnf(
                "risk-service does not take report %d (%s of %s) of tenant %s: %s",
                report.number(), report.kind(), report.signIn(), tenant, because);
        database.in(tenant, handle -> reports.setAside(handle, tenant, report, because, now));
    }

    private RiskService.Told tell(TenantId tenant, SignInReports.Report report) {
        return switch (report.kind()) {
            case SIGN_IN -> riskService.tell(tenant, report.body());
            case COMMON -> riskService.tellCommon(tenant, report.body());
            case OWN -> riskService.tellOwnReport(tenant, report.body());
            case LEAK -> riskService.tellLeak(tenant, report.body());
            case OUTCOME -> riskService.tellOutcome(tenant, report.signIn(), report.body());
        };
    }
}
