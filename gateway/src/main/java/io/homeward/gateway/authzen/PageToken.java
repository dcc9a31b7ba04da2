package io.homeward.gateway.authzen;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Where a search goes on: what the page before ended with, bound to the parameters of the search. It holds nothing that the asker has not seen, and
 * another position than one he was given is only another position in what he may search anyway.
 */
final class PageToken {
    private static final int HASH = 16;

    private PageToken() {}

    static String of(String parameters, String last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((parameters + last).getBytes(StandardCharsets.UTF_8));
    }

    /** What the page before ended with. */
    static String after(String token, String parameters) throws Unreadable {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unreadable("page.token is none that was given here.");
        }
        if (!text.startsWith(parameters)) {
            throw new Unreadable("page.token belongs to a search with other parameters.");
        }
        return text.substring(parameters.length());
    }

    static String hash(RequestReader.Target target, String parameters) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((target + "\n" + parameters).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
