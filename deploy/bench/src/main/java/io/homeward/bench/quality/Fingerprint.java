package io.homeward.bench.quality;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Of compiled code, so that a result is known to be of this engine and this benchmark, and is found anew when either changes. */
final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Of the packages these classes are in, and those below. */
    static String of(Class<?>... classes) throws IOException {
        var fingerprint = new Fingerprint();
        for (Class<?> each : classes) {
            fingerprint.add(each);
        }
        return HexFormat.of().formatHex(fingerprint.digest.digest(), 0, 8);
    }

    private void add(Class<?> of) throws IOException {
        String folder = of.getPackageName().replace('.', '/');
        Path source = source(of);
        if (Files.isDirectory(source)) {
            add(source.resolve(folder));
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + source.toUri()), Map.of())) {
                add(jar.getPath("/" + folder));
            }
        }
    }

    private static Path source(Class<?> of) {
        try {
            return Path.of(
                    of.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(each -> each.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
        for (Path each : files) {
            digest.update(Files.readAllBytes(each));
        }
    }
}
