package io.homeward.risk.intel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.Parser;

/**
 * What user agents say they are. The same text says the same for ever; only its beginning is read. Made at the start: the first sign-in would
 * otherwise wait for thousands of patterns, longer than whoever asks for its score.
 */
@Singleton
@Startup
public class UserAgents {
    /** Those of browsers have up to 300 characters; whoever sends megabytes is cut off here. */
    static final int LONGEST = 512;

    /** As many as a large organisation has in a month; each costs about a kilobyte. */
    private static final int REMEMBERED = 50_000;

    private static final String OTHER = "Other";
    private static final Set<String> DESKTOPS = Set.of(
            "Windows", "Mac OS X", "Linux", "Ubuntu", "Fedora", "Debian", "Chrome OS", "FreeBSD", "OpenBSD", "Red Hat");
    private static final Set<String> PHONES = Set.of("iOS", "Android", "Windows Phone", "KaiOS", "HarmonyOS");

    /** What programs say, not people's browsers. */
    private static final Pattern PROGRAM = Pattern.compile(
            "(?i)^(curl|wget|python|go-http-client|okhttp|java|apache-httpclient|axios|node|aiohttp|httpx|postman|powershell|libwww-perl|ruby).*"
                    + "|.*(headless|phantomjs|selenium|puppeteer|playwright).*");

    /** {@code Windows 10}, {@code Edge 120.0.1}: a family and its major version, as other systems write them. */
    private static final Pattern NAMED = Pattern.compile("(.*?)[ /]*(\\d{1,5})?(?:[.\\d]*)");

    private final Parser parser = new Parser();
    private final Cache<String, Agent> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * @param userAgent as the client sent it; empty where it did not
     * @param operatingSystem as the source names it, for sources that give no user agent
     * @param browser likewise
     */
    public Agent of(String userAgent, String operatingSystem, String browser) {
        if (!userAgent.isEmpty()) {
            String read = userAgent.length() <= LONGEST ? userAgent : userAgent.substring(0, LONGEST);
            return known.get(read, this::parse);
        }
        return named(operatingSystem, browser);
    }

    private Agent parse(String userAgent) {
        Client client = parser.parse(userAgent);
        String os = known(client.os.family);
        String browser = known(client.userAgent.family);
        String device = known(client.device.family);
        return new Agent(
                deviceClass(userAgent, os, device),
                os,
                os.isEmpty() ? "" : text(client.os.major),
                browser,
                browser.isEmpty() ? "" : text(client.userAgent.major),
                device);
    }

    private static Agent named(String operatingSystem, String browser) {
        Matcher os = NAMED.matcher(cut(operatingSystem));
        Matcher by = NAMED.matcher(cut(browser));
        if (!os.matches() || !by.matches()) {
            return Agent.UNKNOWN;
        }
        String family = os.group(1).strip();
        return new Agent(
                deviceClass("", family, ""),
                family,
                text(os.group(2)),
                by.group(1).strip(),
                text(by.group(2)),
                "");
    }

    private static String deviceClass(String userAgent, String os, String device) {
        if (device.equals("Spider")) {
            return "bot";
        }
        if (PROGRAM.matcher(userAgent).matches()) {
            return "program";
        }
        if (device.equals("iPad") || (os.equals("Android") && !userAgent.isEmpty() && !userAgent.contains("Mobile"))) {
            return "tablet";
        }
        if (PHONES.contains(os)) {
            return "mobile";
        }
        return DESKTOPS.contains(os) ? "desktop" : "";
    }

    private static String cut(String text) {
        String line = text.strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }

    private static String known(@Nullable String family) {
        return family == null || family.equals(OTHER) ? "" : family;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
