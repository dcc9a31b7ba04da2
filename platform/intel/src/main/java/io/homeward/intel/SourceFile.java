package io.homeward.intel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One file of the folder: what it held when it was last good, and why it is not in force as it lies there now. One thread looks after it. */
final class SourceFile {
    private static final Logger LOG = Logger.getLogger(SourceFile.class);

    /** A file that was written a moment ago may not be whole yet. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    /** What tells one state of a file from another. */
    private record Seen(
            FileTime modified, long size, @Nullable Object key) {
        static Seen of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Seen(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }

        boolean settled(Instant now) {
            return modified.toInstant().plus(SETTLED).isBefore(now);
        }
    }

    private final Path file;
    private final String name;
    private final Optional<SourceKind> kind;
    private final IntelSettings settings;

    private @Nullable Seen seen;
    private @Nullable SourceContent content;
    private @Nullable String error;
    private @Nullable Instant readAt;
    private String attribution = "";

    SourceFile(Path file, IntelSettings settings) {
        this.file = file;
        this.name = file.getFileName().toString();
        this.kind = SourceKind.of(name);
        this.settings = settings;
    }

    /**
     * Reads the file if it is another than before. A file that is gone, or broken, leaves what was good in force.
     *
     * @param atStart whether to read it even if it was written this moment: nobody waits for what may be there later
     */
    void look(Instant now, boolean atStart) {
        if (kind.isEmpty()) {
            error = "Its name says no kind of source";
            return;
        }
        try {
            Seen found = Seen.of(file);
            if (found.equals(seen) || (!atStart && !found.settled(now))) {
                return;
            }
            SourceContent read = read(kind.get(), found);
            if (!found.equals(Seen.of(file))) {
                return; // It changed meanwhile; the next look will see it whole.
            }
            seen = found;
            content = read;
            error = null;
            readAt = now;
            attribution = Attribution.of(file);
            LOG.infof(
                    "%s: %d entries, version %s",
                    name, read.entries(), read.edition().version());
            if (read.malformed() > 0) {
                LOG.warnf("%s: %d lines left out, such as %s", name, read.malformed(), read.examples());
            }
        } catch (NoSuchFileException e) {
            complain("The file is gone");
            seen = null;
        } catch (Unreadable e) {
            complain(Objects.toString(e.getMessage(), "It cannot be read"));
            remember();
        } catch (IOException e) {
            // Its message would show where the folder is.
            complain("It cannot be read: " + e.getClass().getSimpleName());
            remember();
        }
    }

    /** A broken file is not read again until it changes. */
    private void remember() {
        try {
            seen = Seen.of(file);
        } catch (IOException e) {
            seen = null;
        }
    }

    private void complain(String why) {
        if (!why.equals(error)) {
            LOG.warnf(
                    "%s: %s; %s",
                    name, why, content == null ? "nothing is known from it" : "the last good one stays in force");
        }
        error = why;
    }

    private SourceContent read(SourceKind as, Seen found) throws IOException {
        if (found.size > settings.largestFile()) {
            throw new Unreadable("It is larger than %d bytes".formatted(settings.largestFile()));
        }
        return switch (as) {
            case PLACES -> {
                Mmdb database = Mmdb.open(file, Records.PlaceRecord.class);
                yield new SourceContent.Places(database.edition(name), database);
            }
            case ANONYMITY -> {
                Mmdb database = Mmdb.open(file, Records.AnonymityRecord.class);
                yield new SourceContent.Anonymity(database.edition(name), database);
            }
            case NETWORKS -> name.endsWith(".csv") ? table(found) : networks();
            case TOR, VPN, HOSTING, THREAT -> {
                AddressList list = AddressList.read(Files.newInputStream(file), settings.mostEntries());
                yield new SourceContent.Addresses(edition(list.text(), found), as, list);
            }
        };
    }

    private SourceContent networks() throws IOException {
        Mmdb database = Mmdb.open(file, Records.NetworkRecord.class);
        return new SourceContent.NetworkDatabase(database.edition(name), database);
    }

    private SourceContent table(Seen found) throws IOException {
        AsnTable table = AsnTable.read(Files.newInputStream(file), settings.mostEntries());
        return new SourceContent.NetworkTable(edition(table.text(), found), table);
    }

    private Edition edition(Text text, Seen found) {
        return new Edition(name, text.version(), found.modified.toInstant());
    }

    /** Whether the file is gone and nothing of it is in force. */
    boolean forgotten() {
        return seen == null && content == null && !Files.exists(file);
    }

    Optional<SourceContent> content() {
        return Optional.ofNullable(content);
    }

    SourceStatus status() {
        Optional<SourceContent> inForce = content();
        return new SourceStatus(
                name,
                kind,
                inForce.map(SourceContent::edition),
                inForce.map(SourceContent::entries).orElse(0L),
                inForce.map(SourceContent::malformed).orElse(0L),
                inForce.map(SourceContent::examples).orElse(List.of()),
                Optional.ofNullable(error),
                Optional.ofNullable(readAt),
                attribution);
    }
}
