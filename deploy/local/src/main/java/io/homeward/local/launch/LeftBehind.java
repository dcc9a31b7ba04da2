package io.homeward.local.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What a launcher that was killed could not stop any more: services and their database. They are found through the process ids
 * in this data folder, and only stopped where their command line shows that they are indeed its own.
 */
final class LeftBehind {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private LeftBehind() {}

    /** The argument by which a service's process shows whose it is. */
    static String mark(Path data) {
        return "-Dio.homeward.local.data=" + data;
    }

    static Path pids(Path data) {
        return data.resolve("run");
    }

    /** Stops them, services first. Returns what was stopped, in words. */
    static List<String> stop(Path data) throws IOException {
        List<String> stopped = new ArrayList<>();
        if (Files.isDirectory(pids(data))) {
            try (Stream<Path> files = Files.list(pids(data))) {
                for (Path file : files.sorted().toList()) {
                    service(file, mark(data)).ifPresent(stopped::add);
                }
            }
        }
        database(data.resolve("postgres")).ifPresent(stopped::add);
        return stopped;
    }

    private static Optional<String> service(Path file, String mark) throws IOException {
        Optional<ProcessHandle> process = running(Files.readString(file).trim())
                .filter(each -> each.info().commandLine().orElse("").contains(mark));
        process.ifPresent(each -> {
            each.destroyForcibly();
            await(each);
        });
        Files.delete(file);
        String name = file.getFileName().toString().replace(".pid", "");
        return process.map(each -> name + " (process " + each.pid() + ")");
    }

    /** PostgreSQL writes its process id into the first line of {@code postmaster.pid}. */
    private static Optional<String> database(Path folder) throws IOException {
        Path file = folder.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String pid = Files.readAllLines(file).stream().findFirst().orElse("").trim();
        Optional<ProcessHandle> server =
                running(pid).filter(each -> each.info().commandLine().orElse("").contains(folder.toString()));
        if (server.isPresent()) {
            // SIGINT is PostgreSQL's fast shutdown: clients are cut off, the data is written out.
            new ProcessBuilder("kill", "-INT", pid).inheritIO().start();
            await(server.get());
        }
        Files.deleteIfExists(file);
        return server.map(each -> "PostgreSQL (process " + pid + ")");
    }

    private static Optional<ProcessHandle> running(String pid) {
        return pid.matches("\\d{1,18}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
    }

    private static void await(ProcessHandle process) {
        CompletableFuture<ProcessHandle> exit = process.onExit();
        try {
            exit.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "Process " + process.pid() + " of an earlier start does not end; stop it by hand", e);
        }
    }
}
