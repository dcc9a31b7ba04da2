package io.homeward.remediation.openid;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.Origin;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form that was posted to a token endpoint (RFC 6749 section 3.2), and who says to be posting it.
 *
 * @param from where whoever posts it is: a portal's server where a portal exchanges
 */
record TokenRequest(
        Map<String, String> parameters, Optional<ApplicationId> client, Optional<String> secret, Sender from) {

    /** Whoever posts it. */
    record Sender(Surroundings surroundings, Optional<String> userAgent) {
        private static final int LONGEST_HEADER = 1_000;

        /** As the gateway's headers say. */
        static Sender of(@Nullable String address, @Nullable String country, @Nullable String userAgent) {
            var surroundings = new Surroundings(
                    new Origin(
                            Optional.ofNullable(address).flatMap(IpAddress::parse),
                            Optional.ofNullable(country).flatMap(CountryCode::parse)),
                    Optional.ofNullable(userAgent).flatMap(Platform::ofUserAgent),
                    Optional.empty());
            return new Sender(
                    surroundings,
                    Optional.ofNullable(userAgent)
                            .map(text -> text.substring(0, Math.min(text.length(), LONGEST_HEADER))));
        }
    }

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MOST_PARAMETERS = 40;

    TokenRequest {
        parameters = Map.copyOf(parameters);
    }

    /**
     * @param authorization the client's own, as the gateway has handed it on; {@code Basic} or nothing
     * @throws OAuthRefusal where it is no form, or says a thing twice
     */
    static TokenRequest parse(
            @Nullable String contentType, @Nullable String body, @Nullable String authorization, Sender from) {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith(FORM) || body == null) {
            throw new OAuthRefusal(OAuthError.REQUEST_INVALID, "The body must be " + FORM + ".");
        }
        Map<String, String> form = form(body);
        if (authorization == null) {
            return new TokenRequest(
                    form, application(form.get("client_id")), Optional.ofNullable(form.get("client_secret")), from);
        }
        if (form.containsKey("client_secret")) {
            throw new OAuthRefusal(OAuthError.REQUEST_INVALID, "The client authenticates in two ways at once.");
        }
        String[] basic = basic(authorization);
        return new TokenRequest(form, application(basic[0]), Optional.of(basic[1]), from);
    }

    /** @throws OAuthRefusal where it is missing */
    String required(String name) {
        String value = parameters.get(name);
        if (value == null || value.isEmpty()) {
            throw new OAuthRefusal(OAuthError.REQUEST_INVALID, "The parameter '" + name + "' is missing.");
        }
        return value;
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    private static Map<String, String> form(String body) {
        var form = new HashMap<String, String>();
        for (String pair : body.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            String[] parts = pair.split("=", 2);
            String name = decode(parts[0]);
            if (form.put(name, parts.length == 2 ? decode(parts[1]) : "") != null || form.size() > MOST_PARAMETERS) {
                throw new OAuthRefusal(
                        OAuthError.REQUEST_INVALID, "A parameter is there twice, or there are too many.");
            }
        }
        return form;
    }

    private static String[] basic(String authorization) {
        String[] parts = authorization.split(" ", 2);
        try {
            String text =
                    new String(Base64.getDecoder().decode(parts[parts.length - 1].strip()), StandardCharsets.UTF_8);
            String[] pair = text.split(":", 2);
            if (parts[0].equalsIgnoreCase("Basic") && pair.length == 2) {
                return new String[] {decode(pair[0]), decode(pair[1])};
            }
        } catch (IllegalArgumentException e) {
            throw new OAuthRefusal(OAuthError.CLIENT_UNKNOWN);
        }
        throw new OAuthRefusal(OAuthError.CLIENT_UNKNOWN);
    }

    private static Optional<ApplicationId> application(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(ApplicationId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new OAuthRefusal(OAuthError.REQUEST_INVALID, "The body is not well encoded.");
        }
    }

    @Override
    public String toString() {
        return "TokenRequest[" + client + "]";
    }
}
