package io.homeward.intel;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches the folder. What it knows changes as a whole, on a thread of its own, while questions are answered from what was known before.
 *
 * <p>A folder that is configured and not there stops the start: better not to start than to know nothing unnoticed. A file in it that is broken
 * does not, as the next one may be better; {@link #statuses} says so.
 */
@Startup
@Singleton
public class IntelFolder {
    private static final Logger LOG = Logger.getLogger(IntelFolder.class);

    /** More files than this are not what the folder is for. */
    private static final int MOST_FILES = 200;

    private static final Set<String> ENDINGS = Set.of("mmdb", "csv", "txt", "list", "netset", "ipset", "conf");

    private final IntelSettings settings;
    private final InstantSource clock;
    private final HostingNames hosting = HostingNames.bundled();
    private final Map<String, SourceFile> files = new TreeMap<>();
    private final @Nullable ScheduledExecutorService looking;

    private volatile Intelligence current = Intelligence.NONE;
    private volatile List<SourceStatus> statuses = List.of();

    @Inject
    IntelFolder(IntelSettings settings, InstantSource clock) {
        this(settings, clock, true);
    }

    /** @param watching whether to look again and again; else {@link #look} is called when it is time */
    IntelFolder(IntelSettings settings, InstantSource clock, boolean watching) {
        this.settings = settings;
        this.clock = clock;
        settings.folder().filter(folder -> !Files.isDirectory(folder)).ifPresent(missing -> {
            throw new IllegalStateException("homeward.intel.folder is no folder: " + missing);
        });
        look(true);
        this.looking = watching && settings.folder().isPresent() ? watch() : null;
    }

    /** All that a folder holds, read once; for benchmarks and tests. */
    public static Intelligence read(Path folder) {
        return new IntelFolder(IntelSettings.of(folder), () -> Instant.EPOCH, false).current();
    }

    private ScheduledExecutorService watch() {
        long every = settings.refreshEvery().toMillis();
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("intel-folder").factory());
        var unused = thread.scheduleWithFixedDelay(this::lookAgain, every, every, TimeUnit.MILLISECONDS);
        return thread;
    }

    /** All that is known now. */
    public Intelligence current() {
        return current;
    }

    /** How each file stands, by name. */
    public List<SourceStatus> statuses() {
        return statuses;
    }

    /** Whether an operator has said where to look. */
    public boolean configured() {
        return settings.folder().isPresent();
    }

    private void lookAgain() {
        try {
            look(false);
        } catch (RuntimeException e) {
            LOG.errorf(e, "The folder could not be looked through; what was known stays");
        }
    }

    /** Looks through the folder once. */
    synchronized void look(boolean atStart) {
        Optional<Path> folder = settings.folder();
        if (folder.isEmpty()) {
            return;
        }
        names(folder.get()).stream()
                .filter(this::wanted)
                .forEach(name -> files.computeIfAbsent(
                        name, each -> new SourceFile(folder.get().resolve(each), settings)));
        files.values().forEach(file -> file.look(clock.instant(), atStart));
        files.values().removeIf(SourceFile::forgotten);
        current = new Intelligence(
                files.values().stream().flatMap(file -> file.content().stream()).toList(), hosting);
        statuses = files.values().stream().map(SourceFile::status).toList();
    }

    /** One whose name says nothing is looked at, too: that it says nothing is worth knowing. */
    private boolean wanted(String name) {
        return SourceKind.of(name)
                .flatMap(kind -> settings.kinds().map(kinds -> kinds.contains(kind)))
                .orElse(true);
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name ->
                            !name.startsWith(".") && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)))
                    .sorted()
                    .limit(MOST_FILES)
                    .collect(Collectors.toList());
        } catch (IOException e) {
            LOG.warnf("The folder %s cannot be read (%s); what was known stays", folder, e.getMessage());
            return List.of();
        }
    }

    @PreDestroy
    void close() {
        if (looking != null) {
            looking.shutdownNow();
        }
    }
}
