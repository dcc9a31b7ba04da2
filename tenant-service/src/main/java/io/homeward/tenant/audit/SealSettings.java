package io.homeward.tenant.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** With what the ends of trails are signed. */
@ConfigMapping(prefix = "homeward.audit")
public interface SealSettings {

    /** PEM with an Ed25519 key, both halves (see {@link io.homeward.auditcheck.SealKey}). None: nothing is signed, and hashes alone protect. */
    Optional<Path> keyFile();

    /** How often what was added since is signed. */
    @WithDefault("60s")
    Duration sealEvery();

    /** Whether a change without an entry is an error to its caller. */
    @WithDefault("false")
    boolean insist();
}
