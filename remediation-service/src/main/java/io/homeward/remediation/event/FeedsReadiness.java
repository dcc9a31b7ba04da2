package io.homeward.remediation.event;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Nobody can sign in before tenant-service's feeds were complete once. */
@Readiness
@Singleton
class FeedsReadiness implements HealthCheck {
    private final TenantServiceFeeds feeds;

    FeedsReadiness(TenantServiceFeeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("feeds of tenant-service complete")
                .status(feeds.complete())
                .build();
    }
}
