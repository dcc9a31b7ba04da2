package io.homeward.remediation.enrolment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a ticket waits for its person. */
@ConfigMapping(prefix = "homeward.enrolment")
public interface EnrolmentSettings {

    /** Over a weekend; after that whoever issued it is asked again. */
    @WithDefault("PT72H")
    Duration lifetime();
}
