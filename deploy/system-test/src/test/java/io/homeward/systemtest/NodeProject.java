package io.homeward.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Tests that clients for Node are driven with, in a folder below {@code src/test} with a lock file. Needs Node and npm; a machine that has not
 * got them leaves them out and says so, CI installs them.
 */
public final class NodeProject {
    private static final long MINUTES = 4;

    private final Path folder;

    private NodeProject(Path folder) {
        this.folder = folder;
    }

    /** A copy of it, with what it depends on. */
    public static NodeProject installed(String name) throws IOException, InterruptedException {
        assumeTrue(present("node") && present("npm"), "Node and npm are not installed here");
        var project = new NodeProject(Path.of("target", name));
        Files.createDirectories(project.folder);
        try (Stream<Path> files = Files.list(Path.of("src", "test", name))) {
            for (Path file : files.toList()) {
                Files.copy(file, project.folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        project.run("install", Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
        return project;
    }

    /** Runs one test file; it is green or this test is not. */
    public void test(String file, Map<String, String> environment) throws IOException, InterruptedException {
        run(file, environment, List.of("node", "--test", file));
    }

    private void run(String name, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path log = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
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
