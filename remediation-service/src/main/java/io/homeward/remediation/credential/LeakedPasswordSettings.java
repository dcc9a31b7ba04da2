package io.homeward.remediation.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Whom to ask about leaked passwords. Nobody, unless one of the first two is set. */
@ConfigMapping(prefix = "homeward.leaked-passwords")
public interface LeakedPasswordSettings {

    /** A server of the range protocol, up to the prefix: {@code https://.../range}. */
    Optional<URI> url();

    /** A folder with a file for each prefix of five hexadecimal digits in capitals, which holds what a server would answer. */
    Optional<Path> directory();

    /** For the whole question. A sign-in waits no longer than that, once in a while. */
    @WithDefault("PT1S")
    Duration timeout();

    /** How often a password must have been seen to count. */
    @WithDefault("1")
    long least();

    /** A password that had not leaked is looked for again after so long, at its owner's next sign-in. */
    @WithDefault("P7D")
    Duration again();
}
