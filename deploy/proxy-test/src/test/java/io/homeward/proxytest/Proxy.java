package io.homeward.proxytest;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.gateway.suite.StandIns;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The proxies that Debian has, and how each is started with its sample. */
enum Proxy {
    NGINX("nginx"),
    HAPROXY("haproxy"),
    CADDY("caddy");

    private static final Path SAMPLES = Path.of("../samples").toAbsolutePath().normalize();

    private final String program;

    Proxy(String program) {
        this.program = program;
    }

    private List<String> files() {
        return switch (this) {
            case NGINX -> List.of("nginx.conf");
            case HAPROXY -> List.of("haproxy.cfg", "homeward.lua");
            case CADDY -> List.of("Caddyfile");
        };
    }

    private List<String> command(Path folder) {
        String executable = installed().orElseThrow().toString();
        String configuration = folder.resolve(files().getFirst()).toString();
        return switch (this) {
            case NGINX -> {
                String own = "daemon off; pid %s/pid; error_log stderr;".formatted(folder);
                yield List.of(executable, "-p", folder.toString(), "-c", configuration, "-g", own);
            }
            case HAPROXY -> List.of(executable, "-db", "-f", configuration);
            case CADDY -> List.of(executable, "run", "--adapter", "caddyfile", "--config", configuration);
        };
    }

    /** Where it is installed; Debian's servers are not on everybody's path. */
    Optional<Path> installed() {
        return Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What the sample leaves to be replaced. */
    record Place(int listen, int gateway, int records, TenantId tenant, ApplicationId application) {}

    /** Starts it with the sample as it is shipped, but for what the sample leaves to be replaced. */
    void start(Programs programs, Path folder, Place place) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (String file : files()) {
            String sample = Files.readString(SAMPLES.resolve(program).resolve(file));
            Files.writeString(folder.resolve(file), filledIn(sample, place));
        }
        String home = folder.toString();
        Process process = programs.start(
                folder, command(folder), Map.of("XDG_DATA_HOME", home, "XDG_CONFIG_HOME", home, "HOME", home));
        Programs.awaitListening(process, place.listen(), Duration.ofSeconds(20));
    }

    private static String filledIn(String sample, Place place) {
        return sample.replace("gateway.example:8080", "127.0.0.1:" + place.gateway())
                .replace("records.example:3000", "127.0.0.1:" + place.records())
                .replace("11111111-1111-4111-8111-111111111111", place.tenant().toString())
                .replace(
                        "22222222-2222-4222-8222-222222222222",
                        place.application().toString())
                .replace("replace-me-with-a-long-random-secret", StandIns.PROXY_KEY)
                .replace("8081", Integer.toString(place.listen()));
    }
}
