package io.homeward.remediation.risk;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.session.Sessions;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Tells risk-service what waits in {@link SignInReports}. Several processes may do it at once: it only hears some things twice. */
@Singleton
public class SendReports {
    private static final Logger LOG = Logger.getLogger(SendReports.class);

    private final SignInReports reports;
    private final RiskService riskService;
    private final Sessions sessions;
    private final TenantDatabase database;

    SendReports(SignInReports reports, RiskService riskService, Sessions sessions, TenantDatabase database) {
        this.reports = reports;
        this.riskService = riskService;
        this.sessions = sessions;
        this.database = database;
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
        for (SignInReports.Report report : reports.waiting(tenant)) {
            switch (tell(tenant, report)) {
                case HAS_IT ->
                    database.in(tenant, handle -> {
                        reports.done(handle, tenant, report);
                        // The session of an unscored sign-in is scored from now on.
                        return report.kind() == SignInReports.Kind.SIGN_IN
                                ? sessions.scored(handle, tenant, report.signIn())
                                : 0;
                    });
                case REFUSED_IT -> {
                    LOG.warnf("risk-service refuses the %s of sign-in %s", report.kind(), report.signIn());
                    database.in(tenant, handle -> {
                        reports.done(handle, tenant, report);
                        return 0;
                    });
                }
                case AWAY -> {
                    return false;
                }
            }
        }
        return true;
    }

    private RiskService.Told tell(TenantId tenant, SignInReports.Report report) {
        return switch (report.kind()) {
            case SIGN_IN -> riskService.tell(tenant, report.body());
            case LEAK -> riskService.tellLeak(tenant, report.body());
            case OUTCOME -> riskService.tellOutcome(tenant, report.signIn(), report.body());
        };
    }
}
