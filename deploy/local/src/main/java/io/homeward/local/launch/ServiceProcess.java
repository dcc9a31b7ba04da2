package io.homeward.local.launch;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One service as a child of this process. What it says goes to its log file; it is watched, and asked whether it is ready. */
final class ServiceProcess {
    private static final int LAST_WORDS = 30;
    private static final Duration ONE_QUESTION = Duration.ofSeconds(2);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path data;
    private final URI ready;
    private final Console console;
    private final Consumer<ServiceProcess> died;
    private final Deque<String> lastWords = new ArrayDeque<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ONE_QUESTION).build();
    private volatile @Nullable Process process;
    private volatile boolean wanted;

    /**
     * @param environment what is set on top of this process's own
     * @param data the launcher's data folder
     * @param ready what answers 200 once the service can work
     * @param died told when it ends although nobody stopped it
     */
    ServiceProcess(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path data,
            URI ready,
            Console console,
            Consumer<ServiceProcess> died) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.data = data;
        this.ready = ready;
        this.console = console;
        this.died = died;
    }

    String name() {
        return name;
    }

    /** Starts it, or starts it again. */
    void start() throws IOException {
        Path folder = Files.createDirectories(data.resolve("work").resolve(name));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // A variable meant for another installation must not steer this one.
        builder.environment().keySet().removeIf(key -> key.startsWith("QUARKUS_") || key.startsWith("HOMEWARD_"));
        builder.environment().putAll(environment);
        wanted = true;
        Process started = builder.start();
        process = started;
        Files.createDirectories(LeftBehind.pids(data));
        Files.writeString(LeftBehind.pids(data).resolve(name + ".pid"), started.pid() + "\n");
        // A thread of its own: reading from a process would keep one of the few carriers of virtual threads.
        Thread.ofPlatform().daemon().name("log of " + name).start(() -> keep(started));
    }

    private void keep(Process started) {
        Path log = data.resolve("logs").resolve(name + ".log");
        try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8);
                BufferedWriter out =
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line);
                out.newLine();
                out.flush();
                remember(line);
                console.logged(name, line);
            }
        } catch (IOException e) {
            remember("The log ended: " + e.getMessage());
        }
        if (wanted) {
            died.accept(this);
        }
    }

    private synchronized void remember(String line) {
        lastWords.addLast(line);
        if (lastWords.size() > LAST_WORDS) {
            lastWords.removeFirst();
        }
    }

    synchronized List<String> lastWords() {
        return List.copyOf(lastWords);
    }

    boolean isReady() {
        try {
            HttpRequest question =
                    HttpRequest.newBuilder(ready).timeout(ONE_QUESTION).build();
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Asks it to end (SIGTERM). {@link #ended} waits for it. */
    void stop() {
        wanted = false;
        Process running = process;
        if (running != null) {
            // Process.destroy would also close its output, in which its last words are still to come.
            running.toHandle().destroy();
        }
    }

    /** Ends it at once, as a power cut would. */
    void kill() {
        wanted = false;
        Process running = process;
        if (running != null) {
            running.toHandle().destroyForcibly();
            ended(ONE_QUESTION);
        }
    }

    /** Waits until it has ended; kills it where it does not within this time. */
    void ended(Duration patience) {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            if (!running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(LeftBehind.pids(data).resolve(name + ".pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
        }
    }
}
