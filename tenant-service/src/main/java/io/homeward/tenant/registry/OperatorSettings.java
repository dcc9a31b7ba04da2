package io.homeward.tenant.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.UUID;

/** The application that makes and lists tenants. */
@ConfigMapping(prefix = "homeward.operator")
public interface OperatorSettings {

    @WithDefault("00000000-0000-4000-8000-0000000000aa")
    UUID clientId();

    /** Its secret. Another one replaces the one before; none means that there is no operator. */
    Optional<String> secret();
}
