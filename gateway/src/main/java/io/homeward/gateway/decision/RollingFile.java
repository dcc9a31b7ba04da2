package io.homeward.gateway.decision;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Lines in a file that is moved aside when it is full; the oldest is given up. For one thread. */
final class RollingFile implements Closeable {
    private final Path file;
    private final long largest;
    private final int files;
    private @Nullable OutputStream out;
    private long size;

    RollingFile(Path file, long largest, int files) {
        this.file = file;
        this.largest = largest;
        this.files = files;
    }

    void write(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        OutputStream to = open();
        if (size > 0 && size + bytes.length > largest) {
            roll();
            to = open();
        }
        to.write(bytes);
        size += bytes.length;
    }

    void flush() throws IOException {
        if (out != null) {
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }

    private OutputStream open() throws IOException {
        if (out == null) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            size = Files.exists(file) ? Files.size(file) : 0;
            out = new BufferedOutputStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        }
        return out;
    }

    private void roll() throws IOException {
        close();
        for (int i = files - 1; i > 0; i--) {
            Path from = i == 1 ? file : aside(i - 1);
            if (Files.exists(from)) {
                Files.move(from, aside(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (files <= 1) {
            Files.deleteIfExists(file);
        }
    }

    private Path aside(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }
}
