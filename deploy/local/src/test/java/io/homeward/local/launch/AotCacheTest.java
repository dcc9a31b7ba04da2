package io.homeward.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
    @TempDir
    Path folder;

    private Path application;

    @BeforeEach
    void an_application() throws IOException {
        assumeTrue(Runtime.version().feature() >= 25);
        application = Files.createDirectories(folder.resolve("quarkus-app"));
        Files.writeString(application.resolve("app.jar"), "one");
    }

    @Test
    void the_first_start_records_and_the_next_one_uses_what_was_written() throws IOException {
        Path cache = recorded(flags());

        Files.createFile(cache);

        assertThat(flags()).contains("-XX:AOTCache=" + cache);
    }

    @Test
    void another_build_records_again_and_the_old_cache_goes() throws IOException {
        Path old = recorded(flags());
        Files.createFile(old);

        Files.writeString(application.resolve("app.jar"), "another");

        assertThat(recorded(flags())).isNotEqualTo(old);
        assertThat(old).doesNotExist();
    }

    @Test
    void where_nothing_is_to_be_recorded_a_start_without_a_cache_is_an_ordinary_one() throws IOException {
        assertThat(new AotCache(folder.resolve("aot"), false).flags("risk-service", application))
                .isEmpty();
    }

    private List<String> flags() throws IOException {
        return new AotCache(folder.resolve("aot"), true).flags("risk-service", application);
    }

    private static Path recorded(List<String> flags) {
        assertThat(flags.getFirst()).startsWith("-XX:AOTCacheOutput=");
        return Path.of(flags.getFirst().substring("-XX:AOTCacheOutput=".length()));
    }
}
