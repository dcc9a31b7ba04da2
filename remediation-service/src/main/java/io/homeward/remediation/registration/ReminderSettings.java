package io.homeward.remediation.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Who is reminded of his registration by mail, and when. Mails leave only where {@code homeward.mail.way} says how. */
@ConfigMapping(prefix = "homeward.registration.reminders")
public interface ReminderSettings {

    @WithDefault("true")
    boolean enabled();

    /** So long after the beginning of the grace, in rising order and within it: half way, and before a weekend takes the rest away. */
    @WithDefault("P7D,P11D,P13D")
    List<Duration> after();

    /** Once more where the grace is over. */
    @WithDefault("true")
    boolean whenForced();
}
