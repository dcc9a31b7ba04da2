package io.homeward.gateway.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingFileTest {
    @TempDir
    Path folder;

    @Test
    void a_full_file_is_moved_aside_and_the_oldest_given_up() throws Exception {
        Path file = folder.resolve("new/log");
        try (var rolling = new RollingFile(file, 10, 3)) {
            for (String line : new String[] {"aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"}) {
                rolling.write(line);
            }
        }

        assertThat(file).hasContent("dddddddd");
        assertThat(file.resolveSibling("log.1")).hasContent("cccccccc");
        assertThat(file.resolveSibling("log.2")).hasContent("bbbbbbbb");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void what_was_written_before_stays() throws Exception {
        Path file = folder.resolve("log");
        for (String line : new String[] {"a", "b"}) {
            try (var rolling = new RollingFile(file, 1000, 2)) {
                rolling.write(line);
            }
        }

        assertThat(file).hasContent("a\nb");
    }

    @Test
    void a_single_file_starts_anew() throws Exception {
        Path file = folder.resolve("log");
        try (var rolling = new RollingFile(file, 4, 1)) {
            rolling.write("aaa");
            rolling.write("bbb");
        }

        assertThat(file).hasContent("bbb");
    }
}
