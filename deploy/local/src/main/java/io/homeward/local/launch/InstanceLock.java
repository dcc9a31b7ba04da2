package io.homeward.local.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** One launcher per data folder. The operating system frees the lock of a process that was killed. */
final class InstanceLock {
    /** A channel that nobody refers to is closed with the next garbage collection, and its lock goes with it. */
    private static final Queue<FileChannel> HELD = new ConcurrentLinkedQueue<>();

    private InstanceLock() {}

    /**
     * Takes it until this process ends.
     *
     * @throws CannotStart naming the process that holds it, and how to stop it
     */
    static void take(Path data) throws IOException, CannotStart {
        Files.createDirectories(data);
        Path holder = data.resolve("launcher.pid");
        FileChannel channel =
                FileChannel.open(data.resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            String pid = Files.exists(holder) ? Files.readString(holder).trim() : "unknown";
            throw new CannotStart(
                    "Homeward already runs on %s as process %s. Stop it with Ctrl-C there, or with: kill %s"
                            .formatted(data, pid, pid));
        }
        HELD.add(channel);
        Files.writeString(holder, ProcessHandle.current().pid() + "\n");
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
