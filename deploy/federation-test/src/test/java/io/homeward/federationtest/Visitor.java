package io.homeward.federationtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: it keeps each site's cookies, follows where it is led, reads forms and sends them. */
final class Visitor implements AutoCloseable {
    private static final Pattern ACTION = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
    private static final int MOST_STEPS = 15;

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, Map<String, String>> cookies = new HashMap<>();
    private final String end;
    private URI at = URI.create("about:blank");
    private String page = "";

    /** @param end where the application waits: it is not gone to */
    Visitor(String end) {
        this.end = end;
    }

    URI at() {
        return at;
    }

    String page() {
        return page;
    }

    Visitor open(URI to) {
        at = to;
        return settle(send(HttpRequest.newBuilder(to).GET(), to));
    }

    /** Sends the form of the page, with what is hidden in it. */
    Visitor fill(Map<String, String> fields) {
        Matcher action = ACTION.matcher(page);
        if (!action.find()) {
            throw new IllegalStateException("There is no form on " + page);
        }
        URI to = at.resolve(action.group(1).replace("&amp;", "&"));
        var all = new LinkedHashMap<String, String>();
        Matcher hidden = HIDDEN.matcher(page);
        while (hidden.find()) {
            all.put(hidden.group(1), hidden.group(2));
        }
        all.putAll(fields);
        String body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(to)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(body));
        at = to;
        return settle(send(request, to));
    }

    /** Follows redirects, also those that a page makes. */
    private Visitor settle(HttpResponse<String> first) {
        HttpResponse<String> response = first;
        for (int step = 0; step < MOST_STEPS; step++) {
            page = response.body();
            String next = next(response);
            if (next.isEmpty()) {
                return this;
            }
            at = at.resolve(next);
            if (at.toString().startsWith(end)) {
                return this;
            }
            response = send(HttpRequest.newBuilder(at).GET(), at);
        }
        throw new IllegalStateException("It goes on for ever, now at " + at);
    }

    private static String next(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .or(() -> response.headers()
                        .firstValue("Refresh")
                        .map(refresh -> refresh.substring(refresh.indexOf("url=") + 4)))
                .orElse("");
    }

    private HttpResponse<String> send(HttpRequest.Builder request, URI to) {
        Map<String, String> own = cookies.computeIfAbsent(to.getAuthority(), site -> new LinkedHashMap<>());
        if (!own.isEmpty()) {
            request.header(
                    "Cookie",
                    own.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(cookie -> {
                String pair = cookie.split(";", 2)[0];
                own.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            });
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
