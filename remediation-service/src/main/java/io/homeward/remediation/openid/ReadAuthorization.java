package io.homeward.remediation.openid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.langtag.LangTag;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import io.homeward.accessrules.PersonId;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.openid.AuthorizationRequest.Prompt;
import io.homeward.remediation.openid.AuthorizationRequest.ResponseMode;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what an application asks for, once it is known that the answer may be sent where it wants it. */
@Singleton
class ReadAuthorization {
    /** S256 of whatever verifier: 256 bits. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_HINT = 320;

    private final IdTokens idTokens;

    ReadAuthorization(IdTokens idTokens) {
        this.idTokens = idTokens;
    }

    /** What is wrong with it, told to the application. */
    static final class Wrong extends Exception {
        private final String error;

        Wrong(String error, String description) {
            super(description);
            this.error = error;
        }

        Wrong(ErrorObject error, String description) {
            this(error.getCode(), description);
        }

        String error() {
            return error;
        }

        String description() {
            return String.valueOf(getMessage());
        }
    }

    /** How the answer is sent, even if nothing else can be understood. */
    static ResponseMode responseMode(Form form) {
        return form.one("response_mode").flatMap(ReadAuthorization::mode).orElse(ResponseMode.QUERY);
    }

    /** @throws Wrong where it is not what this issuer grants */
    AuthorizationRequest read(Form form, Issuer issuer, Application application, URI redirectUri, Instant now)
            throws Wrong {
        refuseWhatIsNotSupported(form);
        AuthenticationRequest parsed = parse(form);
        boolean codeAlone = parsed.getResponseType().equals(ResponseType.CODE);
        if (!codeAlone) {
            throw new Wrong(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE, "The only response_type here is code.");
        }
        return new AuthorizationRequest(
                AuthorizationId.next(issuer.tenant()),
                application.id(),
                application.displayName(),
                redirectUri,
                responseMode(form),
                Scopes.granted(form.one("scope").orElse(""), issuer)
                        .orElseThrow(() -> new Wrong(
                                OAuth2Error.INVALID_SCOPE, "This issuer's own scope is " + issuer.scope() + ".")),
                bounded(form, "state", LONGEST_TEXT),
                bounded(form, "nonce", LONGEST_TEXT),
                challenge(parsed, application),
                prompts(parsed),
                Optional.of(parsed.getMaxAge()).filter(age -> age >= 0).map(Duration::ofSeconds),
                bounded(form, "login_hint", LONGEST_HINT),
                bounded(form, "domain_hint", LONGEST_HINT),
                hinted(form, issuer),
                texts(parsed.getACRValues()).toList(),
                demands(form, parsed.getOIDCClaims()),
                Stream.ofNullable(parsed.getUILocales())
                        .flatMap(List::stream)
                        .map(LangTag::toString)
                        .toList(),
                now,
                Optional.empty());
    }

    private static void refuseWhatIsNotSupported(Form form) throws Wrong {
        Optional<String> doubled = form.doubled();
        if (doubled.isPresent()) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "The parameter '%s' is there twice.".formatted(doubled.get()));
        }
        if (form.one("request").isPresent()) {
            throw new Wrong(OAuth2Error.REQUEST_NOT_SUPPORTED, "Request objects are not taken here.");
        }
        if (form.one("request_uri").isPresent()) {
            throw new Wrong(OAuth2Error.REQUEST_URI_NOT_SUPPORTED, "Request objects are not fetched from anywhere.");
        }
        if (form.one("registration").isPresent()) {
            throw new Wrong(OIDCError.REGISTRATION_NOT_SUPPORTED, "Applications are registered by administrators.");
        }
        if (form.one("response_mode").flatMap(ReadAuthorization::mode).isEmpty()
                && form.one("response_mode").isPresent()) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "response_mode is query, fragment or form_post.");
        }
    }

    /** The library reads what OpenID Connect adds only where the scope says so; a plain OAuth client may ask for it as well (RFC 9470). */
    private static AuthenticationRequest parse(Form form) throws Wrong {
        var parameters = new LinkedHashMap<>(form.parameters());
        parameters.put("scope", List.of("openid"));
        parameters.remove("id_token_hint"); // read by who knows its keys
        try {
            return AuthenticationRequest.parse(parameters);
        } catch (ParseException e) {
            ErrorObject error = Optional.ofNullable(e.getErrorObject()).orElse(OAuth2Error.INVALID_REQUEST);
            throw new Wrong(
                    error, Optional.ofNullable(error.getDescription()).orElse("The request cannot be understood."));
        } catch (IllegalArgumentException e) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "The request cannot be understood.");
        }
    }

    /** RFC 7636; RFC 9700 section 2.1.1: whoever has no secret proves with it that the code is his. */
    private static Optional<String> challenge(AuthenticationRequest parsed, Application application) throws Wrong {
        if (parsed.getCodeChallenge() == null) {
            if (!application.confidential()) {
                throw new Wrong(OAuth2Error.INVALID_REQUEST, "A public client sends a code_challenge.");
            }
            return Optional.empty();
        }
        if (!CodeChallengeMethod.S256.equals(parsed.getCodeChallengeMethod())) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "The only code_challenge_method here is S256.");
        }
        String challenge = parsed.getCodeChallenge().getValue();
        if (!CHALLENGE.matcher(challenge).matches()) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "The code_challenge is none of S256.");
        }
        return Optional.of(challenge);
    }

    private static Set<Prompt> prompts(AuthenticationRequest parsed) throws Wrong {
        if (parsed.getPrompt() == null) {
            return Set.of();
        }
        try {
            return parsed.getPrompt().stream()
                    .map(type -> Prompt.valueOf(type.name()))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "prompt is none, login, consent or select_account.");
        }
    }

    /** By an ID token, or by the {@code sub} that it has to have (OpenID Connect Core section 5.5.1). */
    private Optional<PersonId> hinted(Form form, Issuer issuer) throws Wrong {
        Optional<PersonId> wanted = wanted(form);
        Optional<String> hint = form.one("id_token_hint");
        if (hint.isEmpty()) {
            return wanted;
        }
        PersonId person = idTokens.hint(issuer, hint.get())
                .orElseThrow(
                        () -> new Wrong(OAuth2Error.INVALID_REQUEST, "id_token_hint is no ID token of this issuer."))
                .person();
        if (wanted.filter(each -> !each.equals(person)).isPresent()) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "id_token_hint and claims are about two people.");
        }
        return Optional.of(person);
    }

    private static Optional<PersonId> wanted(Form form) throws Wrong {
        try {
            JsonNode asked = FeedJson.mapper().readTree(form.one("claims").orElse("{}"));
            return Stream.of("id_token", "userinfo")
                    .flatMap(where -> values(asked.path(where).path("sub")).stream())
                    .findFirst()
                    .map(PersonId::of);
        } catch (JsonProcessingException e) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "The claims parameter cannot be understood.");
        } catch (IllegalArgumentException e) {
            throw new Wrong("login_required", "Nobody has that sub here.");
        }
    }

    private static ClaimsAsked demands(Form form, OIDCClaimsRequest parsed) throws Wrong {
        Optional<String> claims = form.one("claims");
        if (claims.isEmpty() || parsed == null) {
            return ClaimsAsked.NONE;
        }
        try {
            JsonNode asked = FeedJson.mapper().readTree(claims.get());
            JsonNode access = asked.path("access_token");
            JsonNode acr = asked.path("id_token").path("acr");
            return new ClaimsAsked(
                    Stream.concat(
                                    values(access.path("acrs")).stream(),
                                    acr.path("essential").asBoolean() ? values(acr).stream() : Stream.empty())
                            .toList(),
                    values(access.path("nbf")).stream()
                            .map(Long::parseLong)
                            .map(Instant::ofEpochSecond)
                            .findFirst(),
                    values(access.path("xms_cc")).stream().anyMatch(value -> value.equalsIgnoreCase("cp1")),
                    names(parsed.getIDTokenClaimsRequest()),
                    names(parsed.getUserInfoClaimsRequest()));
        } catch (JsonProcessingException | NumberFormatException | DateTimeException e) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "The claims parameter cannot be understood.");
        }
    }

    /** {@code value} and {@code values} of one claim. */
    private static List<String> values(JsonNode claim) {
        var values = new ArrayList<String>();
        if (claim.hasNonNull("value")) {
            values.add(claim.path("value").asText());
        }
        claim.path("values").forEach(each -> values.add(each.asText()));
        return values;
    }

    private static List<String> names(ClaimsSetRequest claims) {
        return claims == null ? List.of() : List.copyOf(claims.getClaimNames(false));
    }

    private static Stream<String> texts(List<com.nimbusds.openid.connect.sdk.claims.ACR> values) {
        return Stream.ofNullable(values).flatMap(List::stream).map(value -> value.getValue());
    }

    private static Optional<ResponseMode> mode(String text) {
        return switch (text) {
            case "query" -> Optional.of(ResponseMode.QUERY);
            case "fragment" -> Optional.of(ResponseMode.FRAGMENT);
            case "form_post" -> Optional.of(ResponseMode.FORM_POST);
            default -> Optional.empty();
        };
    }

    private static Optional<String> bounded(Form form, String name, int longest) throws Wrong {
        Optional<String> value = form.one(name);
        if (value.filter(text -> text.length() > longest).isPresent()) {
            throw new Wrong(
                    OAuth2Error.INVALID_REQUEST,
                    "%s is longer than %d characters.".formatted(name.toLowerCase(Locale.ROOT), longest));
        }
        return value;
    }
}
