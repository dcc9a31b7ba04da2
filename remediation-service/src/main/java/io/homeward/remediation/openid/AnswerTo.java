package io.homeward.remediation.openid;

import io.homeward.remediation.openid.AuthorizationRequest.ResponseMode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where and how an application is answered. Only made of an address that was found among those it has registered.
 *
 * @param issuer says who answers (RFC 9207)
 */
record AnswerTo(URI redirectUri, ResponseMode mode, Optional<String> state, String issuer) {

    static AnswerTo of(AuthorizationRequest request, Issuer issuer) {
        return new AnswerTo(request.redirectUri(), request.responseMode(), request.state(), issuer.name());
    }

    Answer code(String code) {
        return with(Map.of("code", code));
    }

    Answer error(String error, String description) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("error", error);
        parameters.put("error_description", description);
        return with(parameters);
    }

    private Answer with(Map<String, String> said) {
        var parameters = new LinkedHashMap<>(said);
        state.ifPresent(value -> parameters.put("state", value));
        parameters.put("iss", issuer);
        return switch (mode) {
            case QUERY -> {
                char glue = redirectUri.getRawQuery() == null ? '?' : '&';
                yield new Answer.Redirect(URI.create(redirectUri.toString() + glue + encoded(parameters)));
            }
            case FRAGMENT -> new Answer.Redirect(URI.create(redirectUri + "#" + encoded(parameters)));
            case FORM_POST -> new Answer.Post(redirectUri, parameters);
        };
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
