package io.homeward.local.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Classes loaded and linked ahead of time (JDK 25 and newer). The first start of a build records what it loads and writes the
 * cache when it ends; every later start of the same build on the same JDK uses it. What no longer fits is deleted.
 */
final class AotCache {
    private static final int FIRST_JDK = 25;
    private static final List<String> SILENT = List.of("-Xlog:aot=off", "-Xlog:cds=off");

    private final Path folder;
    private final boolean recording;

    /**
     * @param folder where the caches are kept
     * @param recording whether a start without a cache writes one, which makes its end longer
     */
    AotCache(Path folder, boolean recording) {
        this.folder = folder;
        this.recording = recording && Runtime.version().feature() >= FIRST_JDK;
    }

    /**
     * The flags with which to start this service.
     *
     * @param application the service's {@code quarkus-app}
     */
    List<String> flags(String service, Path application) throws IOException {
        Path cache = folder.resolve(service + "-" + fingerprint(application) + ".aot");
        List<String> flags = new ArrayList<>();
        if (Files.exists(cache)) {
            flags.add("-XX:AOTCache=" + cache);
            flags.addAll(SILENT);
        } else if (recording) {
            Files.createDirectories(folder);
            discardOthers(service);
            flags.add("-XX:AOTCacheOutput=" + cache);
            flags.addAll(SILENT);
        }
        return flags;
    }

    private void discardOthers(String service) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.filter(file -> isOf(service, file)).toList()) {
                Files.delete(old);
            }
        }
    }

    private static boolean isOf(String service, Path file) {
        return file.getFileName().toString().matches(service + "-[0-9a-f]+\\.aot.*");
    }

    private static String fingerprint(Path application) throws IOException {
        var parts = new StringBuilder(System.getProperty("java.vm.version") + System.getProperty("java.home"));
        try (Stream<Path> files = Files.walk(application)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                parts.append('\n')
                        .append(application.relativize(file))
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file));
            }
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
