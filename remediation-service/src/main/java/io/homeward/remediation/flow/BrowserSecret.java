package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;

import io.homeward.remediation.federation.Asking;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 256 random bits that one browser keeps in a cookie. The flows it has begun are its own: whatever lets it take their steps is made from this, and
 * nothing else can make it.
 */
public record BrowserSecret(String text) {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public BrowserSecret {
        requireNonNull(text, "text");
    }

    public static BrowserSecret next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new BrowserSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty where it is not whole. */
    public static Optional<BrowserSecret> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new BrowserSecret(text)) : Optional.empty();
    }

    /** For a form that begins something; good in this browser and for this alone. */
    public String tokenFor(String what) {
        return mac("begin " + what);
    }

    /** Whether a form brought back what {@link #tokenFor} gave it. */
    public boolean gave(String token, String what) {
        return MessageDigest.isEqual(
                tokenFor(what).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** For a flow's move of this number. */
    Continuation continuation(FlowId flow, int step) {
        return new Continuation(mac("flow " + flow + " " + step));
    }

    /** What is asked of a provider for a flow's move of this number. */
    Asking asking(FlowId flow, int step, Optional<Instant> since) {
        String what = flow + " " + step;
        return new Asking(
                flow.value() + "." + mac("federated state " + what),
                mac("federated nonce " + what),
                mac("federated verifier " + what),
                since);
    }

    private String mac(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            byte[] made = mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(made);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java", e);
        }
    }

    @Override
    public String toString() {
        return "BrowserSecret";
    }
}
