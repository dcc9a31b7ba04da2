package io.homeward.local.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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

    @Test
    void the_names_are_those_of_the_domain_that_most_are_in_also_in_a_file_that_is_cut_off() throws IOException {
        Path file = Files.writeString(folder.resolve("export.json"), """
                [{"userPrincipalName": "Rui@fjord.example"}, {"userPrincipalName":"rui@fjord.example"},
                 {"userPrincipalName":"ana@fjord.example"}, {"userPrincipalName":"x@other.example"}, {"userPrincip""");

        NamesInFile names = NamesInFile.of(file).orElseThrow();

        assertThat(names.domain()).isEqualTo("fjord.example");
        assertThat(names.names()).containsExactly("ana@fjord.example", "rui@fjord.example");
    }

    @Test
    void a_log_names_nobody() throws IOException {
        assertThat(NamesInFile.of(Files.writeString(folder.resolve("log"), "Accepted password for x")))
                .isEmpty();
    }
}
