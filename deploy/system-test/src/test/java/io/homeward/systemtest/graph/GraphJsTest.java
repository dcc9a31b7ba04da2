package io.homeward.systemtest.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.homeward.local.sample.Organisation;
import io.homeward.systemtest.RunningSuite;
import io.homeward.systemtest.RunningSuite.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The official JavaScript client, with its own test file ({@code src/test/graph-js}). Needs Node and npm; a machine that has not got
 * them leaves this out and says so, CI installs them.
 */
@ExtendWith(RunningSuite.class)
class GraphJsTest {
    private static final Path SOURCE = Path.of("src", "test", "graph-js");
    private static final Path FOLDER = Path.of("target", "graph-js");
    private static final long MINUTES = 4;

    @Test
    void the_official_javascript_client_just_works(Installation installation) throws Exception {
        assumeTrue(present("node") && present("npm"), "Node and npm are not installed here");
        Organisation organisation = installation.organisation("js");
        Organisation customer = installation.organisation("jscustomer");
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", "graph.test.mjs")) {
            Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }

        run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        run(
                Map.of(
                        "HOMEWARD_EDGE", installation.door().edge().toString(),
                        "HOMEWARD_TOKEN", organisation.token(),
                        "HOMEWARD_DOMAIN", organisation.domain(),
                        "HOMEWARD_CUSTOMER", customer.id(),
                        "HOMEWARD_CUSTOMER_TOKEN", customer.token()),
                "node",
                "--test",
                "graph.test.mjs");
    }

    private static void run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path log = FOLDER.resolve(command[0] + ".log");
        var builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            String said = Files.readString(log, UTF_8);
            assertThat(ended).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean present(String command) throws InterruptedException {
        try {
            return new ProcessBuilder(command, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
