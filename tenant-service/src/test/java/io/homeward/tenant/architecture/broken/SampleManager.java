package io.homeward.tenant.architecture.broken;

import jakarta.ws.rs.Path;
import java.time.Instant;

/** Breaks rules of the house on purpose, so that {@code ArchitectureTest} sees them red. */
@Path("/broken-on-purpose")
class SampleManager {
    Instant now() {
        return Instant.now();
    }
}
