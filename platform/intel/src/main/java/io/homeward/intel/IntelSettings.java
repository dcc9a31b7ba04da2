package io.homeward.intel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Where knowledge about addresses comes from. */
@ConfigMapping(prefix = "homeward.intel")
public interface IntelSettings {

    /** The folder into which an operator drops files; its names say what they are ({@link SourceKind}). Without one nothing is known. */
    Optional<Path> folder();

    /** What is read of it; whoever asks for places alone need not keep the rest. All, if nothing is named. */
    Optional<Set<SourceKind>> kinds();

    /** How often the folder is looked through. */
    @WithDefault("PT15S")
    Duration refreshEvery();

    /** Bytes. The largest database we know of, both versions of a city database in one, has about 150 MB. */
    @WithDefault("536870912")
    long largestFile();

    /** The defaults, with a folder. */
    static IntelSettings of(Path folder) {
        return new IntelSettings() {
            @Override
            public Optional<Path> folder() {
                return Optional.of(folder);
            }

            @Override
            public Optional<Set<SourceKind>> kinds() {
                return Optional.empty();
            }

            @Override
            public Duration refreshEvery() {
                return Duration.ofSeconds(15);
            }

            @Override
            public long largestFile() {
                return 1L << 29;
            }

            @Override
            public int mostEntries() {
                return 5_000_000;
            }
        };
    }

    /** Of one list or table. The largest table we know of has half a million; each costs 8 bytes of memory, or 20 in IPv6. */
    @WithDefault("5000000")
    int mostEntries();
}
