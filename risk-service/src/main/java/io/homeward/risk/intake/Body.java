package io.homeward.risk.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A request's body, where it is more than a value. */
final class Body {
    private Body() {}

    /** What a body does to be read. */
    interface Reader<T> {
        T read(Path file) throws IOException;
    }

    /** Reads a body that has to be read twice: it waits on disk meanwhile, and is gone afterwards. */
    static <T> T onDisk(InputStream body, Reader<T> reader) {
        try {
            Path file = Files.createTempFile("homeward-import-", ".log");
            try {
                Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
                return reader.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
