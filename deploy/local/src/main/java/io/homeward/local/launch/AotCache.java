package io.homeward.local.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Classes loaded and linked ahead of time (JDK 25 and newer). The first start of a build records what it loads and writes the
 * cache when it ends; every later start of the same build on the same JDK uses it. What no longer fits is deleted.
 */
final class AotCache {
    private static final int FIRST_JDK = 25;

    private AotCache() {}

    /**
     * The flags with which to start this service.
     *
     * @param folder where the caches are kept
     * @param application the service's {@code quarkus-app}
     */
    static List<String> flags(Path folder, String service, Path application) throws IOException {
        if (Runtime.version().feature() < FIRST_JDK) {
            return List.of();
        }
        Files.createDirectories(folder);
        Path cache = folder.resolve(service + "-" + fingerprint(application) + ".aot");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.filter(file -> isOf(service, file) && !file.equals(cache))
                    .toList()) {
                Files.delete(old);
            }
        }
        return Files.exists(cache)
                ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
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
