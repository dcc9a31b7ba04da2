package io.homeward.risk.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How files are taken in that nobody waits for. */
@ConfigMapping(prefix = "homeward.imports")
public interface ImportsSettings {

    /** The largest file, in bytes, as it is sent. Not more than {@code quarkus.http.limits.max-body-size}. */
    @WithDefault("1073741824")
    @Min(1)
    long largest();

    /** So many runs of a tenant may wait for a file, or to be worked on: they lie in the database. */
    @WithDefault("10")
    @Min(1)
    @Max(1_000)
    int waiting();

    /** So many runs are worked on at a time by one node. More share the same processors. */
    @WithDefault("1")
    @Min(1)
    @Max(16)
    int atOnce();

    /** A node that says nothing about a run for so long has lost it. */
    @WithDefault("PT1M")
    Duration lease();

    /** A run that began so often without coming further has failed. */
    @WithDefault("5")
    @Min(1)
    int attempts();

    /** So many malformed rows of a run are kept aside; of the others only the number. */
    @WithDefault("10000")
    @Min(0)
    @Max(1_000_000)
    int malformed();

    /** So many sign-ins of a batch may turn out not to be storable and are put with the malformed ones; more are no accident, and the run fails. */
    @WithDefault("100")
    @Min(0)
    @Max(10_000)
    int poison();

    /** Runs and what they kept aside are forgotten so long after they ended. */
    @WithDefault("P30D")
    Duration keep();

    /** How often it is looked for work; {@code off} where it is only done when asked. */
    @WithDefault("1s")
    String every();
}
