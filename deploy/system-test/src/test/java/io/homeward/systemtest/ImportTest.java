package io.homeward.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.homeward.local.door.Answer;
import io.homeward.local.intake.FileImport;
import io.homeward.local.sample.Organisation;
import io.homeward.systemtest.RunningSuite.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningSuite.class)
class ImportTest {
    private static final String IMPORT = "/v1/signIns/import";
    private static final String NDJSON = "application/x-ndjson";

    @Test
    void of_a_truncated_file_the_good_lines_are_kept_and_the_bad_one_is_named(Installation installation)
            throws IOException {
        Organisation organisation = installation.organisation("truncated");
        String whole = line(1) + "\n" + line(2) + "\n" + line(3) + "\n";
        Path file = Files.writeString(
                installation.files("imports").resolve("truncated.ndjson"), whole.substring(0, whole.length() - 60));

        Answer first = installation.door().upload(organisation.token(), IMPORT, NDJSON, file);

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.body().path("imported").asInt()).isEqualTo(2);
        assertThat(first.body().path("rejected").asInt()).isEqualTo(1);
        assertThat(first.body().at("/errors/0/line").asInt()).isEqualTo(3);
        assertThat(first.text("/errors/0/reason")).isNotBlank();
    }

    @Test
    void importing_the_same_file_again_changes_nothing(Installation installation) throws IOException {
        Organisation organisation = installation.organisation("twice");
        Path file = Files.writeString(
                installation.files("imports").resolve("twice.ndjson"), line(1) + "\n" + line(2) + "\n");
        installation.door().upload(organisation.token(), IMPORT, NDJSON, file);

        Answer again = installation.door().upload(organisation.token(), IMPORT, NDJSON, file);

        assertThat(again.body().path("imported").asInt(-1)).as(again.text()).isZero();
        assertThat(again.body().path("duplicates").asInt()).isEqualTo(2);
    }

    @Test
    void the_three_json_shapes_are_all_understood(Installation installation) throws IOException {
        Organisation organisation = installation.organisation("shapes");
        Path folder = installation.files("imports");
        Path array = Files.writeString(folder.resolve("array.json"), "[" + line(1) + "," + line(2) + "]");
        Path value = Files.writeString(folder.resolve("value.json"), "{\"value\":[" + line(3) + "]}");

        Answer first = installation.door().upload(organisation.token(), IMPORT, "application/json", array);
        Answer second = installation.door().upload(organisation.token(), IMPORT, "application/json", value);

        assertThat(first.body().path("imported").asInt()).as(first.text()).isEqualTo(2);
        assertThat(second.body().path("imported").asInt()).as(second.text()).isEqualTo(1);
    }

    @Test
    void a_real_log_of_an_ssh_server_is_scored(Installation installation) throws IOException {
        Path log = Path.of(System.getProperty("homeward.local.root", "../.."), "../shared/data/sshd/auth.log")
                .normalize();
        assumeTrue(Files.exists(log), "no log at " + log);
        List<String> told = new ArrayList<>();

        new FileImport(installation.door(), installation.suite().operator(), told::add).score(List.of(log));

        String all = String.join("\n", told);
        System.out.println(all);
        assertThat(all).contains("text/plain").containsPattern("imported +[1-9][0-9]{2,}");
    }

    /** A minimal Graph sign-in. */
    private static String line(int number) {
        return """
                {"id":"0f8e2c55-9d1e-4b7e-bb6f-6a20c1c9%04d","createdDateTime":"2026-03-04T06:58:%02dZ",\
                "userPrincipalName":"rui@x.example","appDisplayName":"Mail","ipAddress":"203.0.113.44",\
                "clientAppUsed":"Browser","isInteractive":true,"status":{"errorCode":0}}""".formatted(number, number);
    }
}
