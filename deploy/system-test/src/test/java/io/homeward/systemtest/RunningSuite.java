package io.homeward.systemtest;

import io.homeward.local.door.Eventually;
import io.homeward.local.door.PublicDoor;
import io.homeward.local.launch.Console;
import io.homeward.local.launch.Ports;
import io.homeward.local.launch.Suite;
import io.homeward.local.sample.Organisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The built services, started once for all tests of this module on ports of their own, and stopped at the end. */
public final class RunningSuite implements ParameterResolver {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(RunningSuite.class);

    /** What a test sees of it. */
    public static final class Installation implements AutoCloseable {
        private final Suite suite;
        private final Path data;
        private final AtomicReference<String> died = new AtomicReference<>("");

        private Installation() {
            try {
                Path root = Path.of(System.getProperty("homeward.local.root", "../.."))
                        .toAbsolutePath()
                        .normalize();
                data = Path.of("target", "data").toAbsolutePath();
                discard(data.resolve("postgres"));
                discard(data.resolve("secrets"));
                suite = Suite.in(
                        root, data, Ports.freeFrom(10_000), false, new Console(System.out, false, false), died::set);
                suite.start();
            } catch (Exception e) {
                throw new IllegalStateException("The suite does not start", e);
            }
        }

        public Suite suite() {
            return suite;
        }

        public PublicDoor door() {
            return suite.door();
        }

        /** A folder for a test's files. */
        public Path files(String name) throws IOException {
            return Files.createDirectories(data.resolve(name));
        }

        /** Empty unless a service has ended by itself. */
        public String died() {
            return died.get();
        }

        /** An organisation of its own for a test, which the door knows already. */
        public Organisation organisation(String name) {
            return organisation(name, name.toLowerCase(Locale.ROOT).replace(' ', '-'));
        }

        /**
         * The same, where the name says nothing of its domain.
         *
         * @param label the beginning of its domain
         */
        public Organisation organisation(String name, String label) {
            String domain = "%s-%s.example".formatted(label, Long.toString(System.nanoTime(), 36));
            Organisation organisation = suite.operator().found(name, domain, "test");
            Eventually.get(
                    () -> door().get(organisation.token(), "/v1.0/users?$top=1"),
                    "let in",
                    answer -> answer.status() == 200,
                    Duration.ofSeconds(15));
            return organisation;
        }

        private static void discard(Path folder) throws IOException {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }

        @Override
        public void close() {
            suite.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Installation.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return in(context);
    }

    /** For an extension that needs it before a test does. */
    public static Installation in(ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .computeIfAbsent(Installation.class, each -> new Installation(), Installation.class);
    }
}
