package io.homeward.remediation.credential;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Whether a password is among those that have leaked, by the k-anonymity range protocol of Pwned Passwords: the first five digits of the SHA-1 are
 * sent, the rest is sought in the answer, so that nobody out there learns the password or its hash. Asked of a server or of a folder whose files are
 * such answers.
 *
 * <p>Off until one is configured. Whatever keeps an answer away is {@link Answer#UNKNOWN}, and nobody is kept out for that.
 */
@Singleton
public class LeakedPasswords {
    private static final Logger LOG = Logger.getLogger(LeakedPasswords.class);

    private static final int PREFIX = 5;
    private static final Duration CONNECT = Duration.ofMillis(500);

    /** A server that has failed is left alone for as long: sign-ins do not wait for it one after the other. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** A thousand lines with padding have 50 KB; whoever sends more is not what he should be. */
    private static final int LARGEST_ANSWER = 1 << 20;

    /** What is known about a password. */
    public enum Answer {
        LEAKED,
        NOT_AMONG_THEM,
        UNKNOWN
    }

    private final LeakedPasswordSettings settings;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private volatile long quietUntil = System.nanoTime();

    LeakedPasswords(LeakedPasswordSettings settings) {
        this.settings = settings;
        if (settings.url().isPresent() && settings.directory().isPresent()) {
            throw new IllegalStateException("homeward.leaked-passwords has a url or a directory, not both");
        }
        settings.directory().filter(folder -> !Files.isDirectory(folder)).ifPresent(folder -> {
            throw new IllegalStateException("homeward.leaked-passwords.directory is no folder: " + folder);
        });
    }

    /** Whether anybody is asked at all. */
    public boolean on() {
        return settings.url().isPresent() || settings.directory().isPresent();
    }

    public Answer check(String password) {
        if (!on()) {
            return Answer.UNKNOWN;
        }
        String hash = sha1(Normalizer.normalize(password, Normalizer.Form.NFC));
        String prefix = hash.substring(0, PREFIX);
        Optional<String> range = settings.directory().isPresent()
                ? settings.directory().flatMap(folder -> read(folder, prefix))
                : settings.url().flatMap(url -> ask(url, prefix));
        return range.map(lines -> seek(lines, hash.substring(PREFIX))).orElse(Answer.UNKNOWN);
    }

    /** Lines are {@code SUFFIX:count}; those with the count 0 are padding. */
    private Answer seek(String lines, String suffix) {
        return lines.lines()
                        .map(String::strip)
                        .anyMatch(line -> line.length() > suffix.length()
                                && line.regionMatches(true, 0, suffix, 0, suffix.length())
                                && line.charAt(suffix.length()) == ':'
                                && count(line.substring(suffix.length() + 1)) >= settings.least())
                ? Answer.LEAKED
                : Answer.NOT_AMONG_THEM;
    }

    private static long count(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Optional<String> read(Path folder, String prefix) {
        Path file = folder.resolve(prefix);
        try {
            return Files.size(file) > LARGEST_ANSWER ? Optional.empty() : Optional.of(Files.readString(file));
        } catch (IOException e) {
            LOG.debugf(e, "There is no range %s", prefix);
            return Optional.empty();
        }
    }

    private Optional<String> ask(URI url, String prefix) {
        if (quietUntil - System.nanoTime() > 0) {
            return Optional.empty();
        }
        CompletableFuture<HttpResponse<byte[]>> asked =
                http.sendAsync(request(url, prefix), BoundedBody.handler(LARGEST_ANSWER));
        try {
            HttpResponse<byte[]> answer = asked.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() == 200) {
                return Optional.of(new String(answer.body(), StandardCharsets.US_ASCII));
            }
            pause("it answered " + answer.statusCode());
        } catch (ExecutionException | TimeoutException e) {
            asked.cancel(true);
            pause(e.toString());
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private HttpRequest request(URI url, String prefix) {
        String base = url.toString().replaceAll("/+$", "");
        return HttpRequest.newBuilder(URI.create(base + "/" + prefix))
                .timeout(settings.timeout())
                .header("User-Agent", "Homeward")
                .header("Add-Padding", "true")
                .build();
    }

    private void pause(String why) {
        quietUntil = System.nanoTime() + PAUSE.toNanos();
        LOG.warnf("Leaked passwords cannot be asked for (%s); next try in %s", why, PAUSE);
    }

    private static String sha1(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }
}
