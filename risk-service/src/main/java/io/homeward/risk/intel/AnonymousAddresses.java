package io.homeward.risk.intel;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * The list in force. A changed file is read at the next question; a file that has become unreadable leaves the last good list in force, and
 * says so in the log. A configured file that is not there at start stops the start.
 */
@Startup
@Singleton
public class AnonymousAddresses {

    private record Seen(FileTime modified, long size, AnonymousList list) {}

    private final Optional<Path> file;
    private volatile Seen seen = new Seen(FileTime.fromMillis(0), -1, AnonymousList.EMPTY);

    AnonymousAddresses(IntelSettings settings) {
        this.file = settings.anonymousAddressesFile();
        file.ifPresent(path -> {
            try {
                seen = read(path);
            } catch (IOException e) {
                throw new UncheckedIOException("homeward.intel.anonymous-addresses-file cannot be read: " + path, e);
            }
        });
    }

    /** Ask once per sign-in or batch, so that all of it is judged by the same list. */
    public AnonymousList current() {
        file.ifPresent(this::reread);
        return seen.list();
    }

    private void reread(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            Seen before = seen;
            if (!now.lastModifiedTime().equals(before.modified()) || now.size() != before.size()) {
                seen = read(path);
            }
        } catch (IOException e) {
            Log.warnf(
                    "The list of anonymous addresses cannot be read (%s); the last good one stays in force",
                    e.getMessage());
        }
    }

    private static Seen read(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        AnonymousList list = AnonymousList.of(Files.readString(path));
        Log.infof("Anonymous addresses: %d blocks, version %s, from %s", list.size(), list.version(), path);
        if (!list.unreadableLines().isEmpty()) {
            Log.warnf("Lines that are neither an address nor a block: %s", list.unreadableLines());
        }
        return new Seen(attributes.lastModifiedTime(), attributes.size(), list);
    }
}
