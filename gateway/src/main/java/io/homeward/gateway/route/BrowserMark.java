package io.homeward.gateway.route;

import io.homeward.gateway.web.Call;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By which a browser on the sign-in pages is known again: a random cookie of ours that says nothing about anybody and that no script reads. It
 * stays at the gateway, unlike {@link PageCookies}. A client that keeps no cookies has no mark.
 */
final class BrowserMark {
    /** With this prefix a browser takes it from us alone: Secure, for the whole host, no other domain (RFC 6265bis). */
    private static final String NAME = "__Host-homeward-browser";

    private static final Pattern MARK = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final int BYTES = 16;
    // Lax: an application sends people here, and a browser that came that way has to be known all the same.
    private static final int SECONDS = 365 * 24 * 60 * 60;
    private static final SecureRandom RANDOM = new SecureRandom();

    private BrowserMark() {}

    /** The mark the call came with; where it has none, its answer brings one. */
    static Optional<String> of(Call call) {
        Optional<String> mark = call.headers().getAll("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(NAME + "="))
                .map(cookie -> cookie.substring(NAME.length() + 1))
                .filter(value -> MARK.matcher(value).matches())
                .findFirst();
        if (mark.isEmpty()) {
            call.note(
                    "Set-Cookie",
                    "%s=%s; Path=/; Max-Age=%d; Secure; HttpOnly; SameSite=Lax".formatted(NAME, random(), SECONDS));
        }
        return mark;
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
