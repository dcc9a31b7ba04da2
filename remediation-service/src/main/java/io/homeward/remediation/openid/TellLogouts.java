package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.outbound.Destinations;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.directory.Applications;
import io.homeward.remediation.event.TenantServiceSettings;
import io.homeward.remediation.openid.LogoutNotices.Due;
import io.homeward.remediation.openid.LogoutNotices.EndedSession;
import io.homeward.remediation.openid.LogoutNotices.Holder;
import io.homeward.remediation.outside.NotReached;
import io.homeward.remediation.outside.OutsideCalls;
import io.homeward.remediation.risk.RiskServiceSettings;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Tells applications that a session has ended of which they have something (OpenID Connect Back-Channel Logout 1.0): by signing out, by the person or an
 * administrator ending it, by a new password. One that does not answer 200 or 204 is told again, ever more seldom, for a day. Several processes may do
 * it at once: each notice is taken by one of them.
 */
@Singleton
class TellLogouts {
    private static final Logger LOG = Logger.getLogger(TellLogouts.class);

    private final LogoutNotices notices;
    private final Applications applications;
    private final TokenIssuer issuer;
    private final LogoutSettings settings;
    private final TenantDatabase database;
    private final InstantSource clock;
    private final OutsideCalls calls;

    TellLogouts(
            LogoutNotices notices,
            Applications applications,
            TokenIssuer issuer,
            LogoutSettings settings,
            TenantDatabase database,
            InstantSource clock,
            Vertx vertx,
            TenantServiceSettings tenantService,
            RiskServiceSettings riskService) {
        this.notices = notices;
        this.applications = applications;
        this.issuer = issuer;
        this.settings = settings;
        this.database = database;
        this.clock = clock;
        this.calls = new OutsideCalls(
                vertx,
                new Destinations(
                        settings.allowedInside().orElse(List.of()),
                        settings.refusedNetworks().orElse(List.of()),
                        List.of(tenantService.url(), riskService.url())),
                settings.patience());
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tell() {
        for (EndedSession session : notices.ended()) {
            write(session, clock.instant());
        }
        // An application that hangs keeps only its own notices waiting.
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (TenantId tenant : notices.tenants()) {
                Instant now = clock.instant();
                for (Due due : database.in(tenant, handle -> notices.take(handle, tenant, now))) {
                    each.execute(() -> tell(tenant, due, now));
                }
            }
        }
    }

    /** A crash in between writes again what is there already. */
    private void write(EndedSession session, Instant now) {
        for (Holder holder : notices.holders(session)) {
            database.in(holder.tenant(), handle -> applications
                    .enabled(handle, holder.tenant(), holder.client())
                    .flatMap(Application::logoutUrl)
                    .map(url -> notices.write(handle, holder, session, now)));
        }
        database.in(session.home(), handle -> notices.written(handle, session));
    }

    private void tell(TenantId tenant, Due due, Instant now) {
        Optional<String> url = database.in(tenant, handle -> applications.enabled(handle, tenant, due.client()))
                .flatMap(Application::logoutUrl);
        if (url.isEmpty()) {
            giveUp(tenant, due, "it does not want to know any more", now);
            return;
        }
        try {
            int status = calls.post(
                            URI.create(url.get()),
                            Map.of("Content-Type", "application/x-www-form-urlencoded", "Cache-Control", "no-store"),
                            "logout_token="
                                    + URLEncoder.encode(issuer.logoutToken(tenant, due, now), StandardCharsets.UTF_8))
                    .status();
            if (status == 200 || status == 204) {
                database.in(tenant, handle -> notices.told(handle, tenant, due, now));
            } else {
                failed(tenant, due, "it answers %d".formatted(status), now);
            }
        } catch (NotReached | IllegalArgumentException e) {
            failed(tenant, due, String.valueOf(e.getMessage()), now);
        }
    }

    private void failed(TenantId tenant, Due due, String why, Instant now) {
        if (now.isBefore(due.endedAt().plus(settings.givesUpAfter()))) {
            LOG.infof("Application %s of tenant %s is not told of an ended session yet: %s", due.client(), tenant, why);
        } else {
            giveUp(tenant, due, why, now);
        }
    }

    private void giveUp(TenantId tenant, Due due, String why, Instant now) {
        LOG.warnf("Application %s of tenant %s is not told of an ended session: %s", due.client(), tenant, why);
        database.in(tenant, handle -> notices.givenUp(handle, tenant, due, now));
    }
}
