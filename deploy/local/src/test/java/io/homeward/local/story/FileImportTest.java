package io.homeward.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileImportTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"id\":\"1\"}]                  | application/json",
                "{\"value\":[{\"id\":\"1\"}]}      | application/json",
                "{                                 | application/json",
                "{\"id\":\"1\",\"status\":{}}      | application/x-ndjson",
                "Mar 27 13:08:09 host sshd[1361]:  | text/plain"
            })
    void the_first_line_shows_what_kind_of_file_it_is(String line, String type) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), line + "\n");

        assertThat(FileImport.contentType(file)).isEqualTo(type);
    }
}
