package io.homeward.browsertest;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.homeward.systemtest.RunningSuite;
import io.homeward.systemtest.RunningSuite.Installation;
import io.homeward.testsupport.TinyDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Everything running, once for all tests: the suite, an application that people come from, and Chromium. */
public final class Site implements ParameterResolver, ExecutionCondition {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Site.class);
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** Nothing of what a browser does by itself, and nothing that needs a screen. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** A page is there at once; on a machine that does other work as well, too. */
    static final int PATIENCE_MILLIS = 20_000;

    /** The network of a Tor exit, as the list dropped into the suite has it. */
    static final String HIDING = "185.220.101.";

    /** Where ordinary people sit: in London. */
    static final String ORDINARY = "81.2.69.";

    static final String OSLO = "84.208.20.";

    static final String LISBON = "85.240.10.";

    /** What a test sees of it. */
    static final class Running implements AutoCloseable {
        private final Installation installation;
        private final Application application;
        private final Playwright playwright;
        private final Browser chromium;

        private Running(ExtensionContext context) {
            prepare();
            installation = RunningSuite.in(context);
            application = Application.start();
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            chromium = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable().orElseThrow())
                            .setArgs(FLAGS));
        }

        /** Each browser says its address as a proxy in front would, and some addresses are known to hide who is behind them. */
        private static void prepare() {
            try {
                Path data = Path.of("target", "data").toAbsolutePath();
                Path config = Files.createDirectories(data.resolve("work/gateway/config"));
                Files.writeString(
                        config.resolve("application.properties"),
                        "homeward.edge.trusted-proxies=127.0.0.0/8,::1/128\n");
                Path intel = Files.createDirectories(data.resolve("intel"));
                Files.writeString(intel.resolve("tor-exits.txt"), HIDING + "0/24\n");
                TinyDatabase.of("City", Clock.systemUTC().instant())
                        .with(ORDINARY + "0/24", place("London", "GB", 51.5, -0.12, "Europe/London"))
                        .with(OSLO + "0/24", place("Oslo", "NO", 59.91, 10.75, "Europe/Oslo"))
                        .with(LISBON + "0/24", place("Lisbon", "PT", 38.72, -9.14, "Europe/Lisbon"))
                        .writeTo(intel.resolve("city.mmdb"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Map<String, ?> place(
                String city, String country, double latitude, double longitude, String zone) {
            return Map.of(
                    "city", Map.of("names", Map.of("en", city)),
                    "country", Map.of("iso_code", country),
                    "location", Map.of("latitude", latitude, "longitude", longitude, "time_zone", zone));
        }

        Installation installation() {
            return installation;
        }

        Application application() {
            return application;
        }

        Browser chromium() {
            return chromium;
        }

        @Override
        public void close() {
            chromium.close();
            playwright.close();
            Gallery.write();
            application.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (executable().isPresent() || System.getenv("CI") != null) {
            return ConditionEvaluationResult.enabled("There is a browser, or there has to be one");
        }
        return ConditionEvaluationResult.disabled(
                "Chromium is not installed, so no page is looked at. On Debian: apt-get install chromium");
    }

    private static Optional<Path> executable() {
        String[] folders = System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator);
        return Arrays.stream(folders)
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Running.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .computeIfAbsent(Running.class, each -> new Running(context), Running.class);
    }
}
