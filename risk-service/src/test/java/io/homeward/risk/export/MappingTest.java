package io.homeward.risk.export;

import static io.homeward.risk.export.Exports.bad;
import static io.homeward.risk.export.Exports.good;
import static io.homeward.risk.export.Exports.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.risk.signin.SignIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String EXAMPLE = """
            {"delimiter": ";",
             "columns": {"createdDateTime": "When", "userPrincipalName": "Login", "ipAddress": "Source", "status.errorCode": "Result"},
             "time": {"format": "dd.MM.yyyy HH:mm:ss", "zone": "Europe/Oslo"},
             "outcomes": {"OK": 0, "BAD PASSWORD": 50126, "PUSH DENIED": 500121},
             "constants": {"appDisplayName": "VPN", "isInteractive": "true"}}""";

    @Test
    void a_csv_of_any_system_is_read_by_its_mapping() throws Exception {
        var readings = of(EXAMPLE, """
                When;Login;Source;Result;Other
                20.11.2026 09:00:00;Rui@fjord.example;203.0.113.9; ok ;x
                20.11.2026 09:00:01;eva@fjord.example;2001:db8::1;Push denied;x
                31.02.2026 09:00:01;eva@fjord.example;2001:db8::1;OK;x
                20.11.2026 09:00:01;eva@fjord.example;2001:db8::1;Weather;x
                20.11.2026 09:00:01;eva@fjord.example;2001:db8::1
                """);

        List<SignIn> signIns = good(readings);
        assertThat(signIns).extracting(SignIn::userName).containsExactly("rui@fjord.example", "eva@fjord.example");
        assertThat(signIns).extracting(each -> each.outcome().errorCode()).containsExactly(0, 500121);
        assertThat(signIns.getFirst().at()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
        assertThat(signIns.getFirst().applicationName()).isEqualTo("VPN");
        assertThat(signIns).extracting(SignIn::id).doesNotHaveDuplicates().allMatch(id -> id.startsWith("csv-"));
        assertThat(bad(readings)).extracting(each -> each.line()).containsExactly(4L, 5L, 6L);
        assertThat(bad(readings))
                .extracting(each -> each.reason())
                .containsExactly(
                        "When is not a time as mapping.time says",
                        "Result is \"Weather\", which mapping.outcomes does not list",
                        "The row does not have the 5 columns of the header");
    }

    @Test
    void the_same_row_twice_is_two_sign_ins_of_one_file_and_the_same_two_of_the_next() throws Exception {
        String twice =
                "When;Login;Source;Result\n20.11.2026 09:00:00;a;203.0.113.9;OK\n20.11.2026 09:00:00;a;203.0.113.9;OK\n";

        assertThat(good(of(EXAMPLE, twice))).extracting(SignIn::id).doesNotHaveDuplicates();
        assertThat(good(of(EXAMPLE, twice)))
                .extracting(SignIn::id)
                .isEqualTo(good(of(EXAMPLE, twice)).stream().map(SignIn::id).toList());
    }

    @Test
    void the_contracts_example_is_a_mapping() throws Exception {
        assertThat(Mapping.of(JSON.readTree(Files.readString(Path.of("src/main/contract/examples/import.json")))
                                .get("mapping"))
                        .outcomes())
                .containsEntry("bad password", 50126);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "columns": {                     | "columns": {"nothing":"x",                    | mapping.columns.nothing is no property of a sign-in
            "createdDateTime": "When",       | ''                                            | mapping.columns.createdDateTime is missing
            "userPrincipalName": "Login",    | ''                                            | mapping.columns.userPrincipalName is missing
            , "status.errorCode": "Result"   | ''                                            | mapping.columns.status.errorCode is missing
            "delimiter": ";"                 | "delimiter": "::"                             | mapping.delimiter
            "delimiter": ";"                 | "delimitr": ";"                               | mapping.delimitr is not known
            dd.MM.yyyy HH:mm:ss              | bb                                            | mapping.time.format
            , "zone": "Europe/Oslo"          | ''                                            | mapping.time.zone is missing
            Europe/Oslo                      | Mars                                          | mapping.time.zone is no time zone
            "OK": 0                          | "OK": "good"                                  | mapping.outcomes.OK is no sign-in error number
            "isInteractive": "true"          | "isInteractive": "maybe"                      | mapping.constants.isInteractive
            "isInteractive": "true"          | "ipAddress": "::1"                            | mapping.constants.ipAddress is also among the columns
            "When"                           | 5                                             | The header has no column 5
            "When"                           | {}                                            | mapping.columns.createdDateTime is not a text
            """)
    void what_is_wrong_with_a_mapping_is_named(String right, String wrong, String reason) {
        assertThatThrownBy(() -> of(EXAMPLE.replace(right, wrong), "When;Login;Source;Result\n"))
                .hasMessageContaining(reason);
    }

    private static List<io.homeward.risk.signin.Reading> of(String mapping, String csv)
            throws JsonProcessingException, NotUnderstood {
        var options = new FileOptions(
                ZoneOffset.UTC,
                OptionalInt.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.of(Mapping.of(JSON.readTree(mapping))));
        return read(csv, Optional.of(Format.CSV), options);
    }
}
