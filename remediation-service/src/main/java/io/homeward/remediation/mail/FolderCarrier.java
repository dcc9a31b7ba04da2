package io.homeward.remediation.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.UUID;

/** Puts each letter into a folder, named after its time. A file is whole as soon as it is there. */
final class FolderCarrier implements Carrier {
    private final Path folder;
    private final String from;

    FolderCarrier(Path folder, String from) {
        this.folder = folder;
        this.from = from;
    }

    @Override
    public void carry(UUID id, Letter letter, Instant now) throws Failed {
        try {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve(id + ".part");
            Files.writeString(unfinished, Eml.of(id, from, letter, now), StandardCharsets.UTF_8);
            String name = now.toString().replace(':', '-') + "-" + id + ".eml";
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Failed(
                    "The folder for letters cannot be written: " + e.getClass().getSimpleName());
        }
    }
}
