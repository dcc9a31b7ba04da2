package io.homeward.gateway.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where decisions are written down, and how much of that is kept. */
@ConfigMapping(prefix = "homeward.decision-log")
public interface DecisionLogSettings {

    /** One JSON object per line. Without a file nothing is written down. */
    Optional<Path> file();

    /** In bytes; a full file is moved aside to {@code .1}, that one to {@code .2}, and so on. */
    @WithDefault("67108864")
    long largestFile();

    /** How many files are kept, the present one included. */
    @WithDefault("4")
    int files();
}
