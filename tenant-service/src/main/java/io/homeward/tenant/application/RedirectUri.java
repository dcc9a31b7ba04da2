package io.homeward.tenant.application;

import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where an application wants people sent back to. It is compared letter by letter (RFC 9700 section 2.1), so nothing in it stands for anything
 * else; https, or http on the very machine of the browser.
 */
public record RedirectUri(String text) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int LENGTH = 2048;

    /** @throws Refusal {@link Fault#INVALID} */
    public RedirectUri {
        check(text, "redirect URI");
    }

    /** @param what it is called in a refusal */
    static void check(String text, String what) {
        URI uri = parsed(text, what);
        boolean secure = "https".equals(uri.getScheme());
        boolean loopback = "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
        if (uri.getHost() == null
                || !(secure || loopback)
                || text.length() > LENGTH
                || text.contains("*")
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null) {
            throw refused(text, what);
        }
    }

    private static URI parsed(String text, String what) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw refused(text, what);
        }
    }

    private static Refusal refused(String text, String what) {
        return new Refusal(
                Fault.INVALID,
                "'%s' is no %s: https, or http on loopback, without user, wildcard and fragment."
                        .formatted(text.length() > 100 ? text.substring(0, 100) + "…" : text, what));
    }
}
