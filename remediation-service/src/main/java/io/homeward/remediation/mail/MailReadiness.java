package io.homeward.remediation.mail;

import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says how letters leave. Without them people still sign in, so it is no reason not to be ready. */
@Readiness
@Singleton
class MailReadiness implements HealthCheck {
    private final MailSettings settings;

    MailReadiness(MailSettings settings) {
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("letters to people")
                .withData("way", settings.way().name().toLowerCase(Locale.ROOT))
                .up()
                .build();
    }
}
