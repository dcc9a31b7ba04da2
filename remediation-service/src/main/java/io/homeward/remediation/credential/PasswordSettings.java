package io.homeward.remediation.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How long a password has to be, in characters (Unicode code points), by NIST SP 800-63B-4 section 3.1.1. There are no rules of
 * composition and no expiry there, and none here.
 */
@ConfigMapping(prefix = "homeward.password")
public interface PasswordSettings {

    /** For somebody who has no second factor: the password stands alone. */
    @WithDefault("15")
    @Min(8)
    @Max(64)
    int minimumAlone();

    /** For somebody who has a second factor, and for temporary ones, which open nothing but the way to a new password. */
    @WithDefault("8")
    @Min(8)
    @Max(64)
    int minimumWithSecondFactor();

    /** How many of somebody's former passwords are refused; each costs one hash when he chooses a new one. */
    @WithDefault("24")
    @Min(0)
    @Max(24)
    int remembered();
}
