package io.homeward.remediation.openid;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A page that posts a form by itself (OAuth 2.0 Form Post Response Mode), or by a button where there is no script. */
public final class FormPost {
    private static final String SUBMIT = "document.forms[0].submit()";

    private FormPost() {}

    public static String page(Answer.Post post) {
        var fields = new StringBuilder();
        post.parameters()
                .forEach((name, value) -> fields.append(
                        "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(escaped(name), escaped(value))));
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Signing in</title></head><body>
                <form method="post" action="%s">%s<noscript><button type="submit">Continue</button></noscript></form>
                <script>%s</script></body></html>
                """.formatted(escaped(post.to().toString()), fields, SUBMIT);
    }

    /** The {@code Content-Security-Policy} of the page: this one script and nothing else; where the form goes is the application's. */
    public static String policy() {
        return "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; script-src 'sha256-%s'"
                .formatted(hash(SUBMIT));
    }

    private static String hash(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
