package io.homeward.risk.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.risk.signin.Dialect;
import io.homeward.risk.signin.Draft;
import io.homeward.risk.signin.Element;
import io.homeward.risk.signin.Field;
import io.homeward.risk.signin.Json;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.RowIds;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events of Keycloak: objects of {@code GET /admin/realms/{realm}/events}, lines of the server log ({@code [org.keycloak.events]}), or those lines in
 * JSON. What counts:
 *
 * <ul>
 *   <li>{@code LOGIN}, {@code LOGIN_ERROR}, {@code IDENTITY_PROVIDER_LOGIN} and its error: somebody was let in or refused;
 *   <li>{@code CODE_TO_TOKEN}, {@code REFRESH_TOKEN} and their errors: a session was used. The address of the first is that of the
 *       application that exchanges its code, and is left out.
 * </ul>
 */
final class KeycloakEvents implements Dialect {
    private static final Map<Field, String> PATHS = new EnumMap<>(Map.of(
            Field.ID, "id",
            Field.USER_ID, "userId",
            Field.USER_NAME, "username",
            Field.APPLICATION_ID, "clientId",
            Field.APPLICATION_NAME, "clientId",
            Field.ADDRESS, "ipAddress",
            Field.SESSION_ID, "sessionId",
            Field.TOKEN_ISSUER, "identity_provider",
            Field.CORRELATION_ID, "code_id",
            Field.FAILURE_REASON, "error"));

    private static final String DETAILS = "details.";

    private static final JsonFields FIELDS = new JsonFields(List.of(
            "id",
            "time",
            "type",
            "realmId",
            "clientId",
            "userId",
            "sessionId",
            "ipAddress",
            "error",
            DETAILS + "username",
            DETAILS + "identity_provider",
            DETAILS + "code_id",
            DETAILS + "credential_type",
            DETAILS + "user_agent",
            "timestamp",
            "loggerName",
            "message"));

    private static final String LOGGER = "org.keycloak.events";
    private static final Pattern LOGGED = Pattern.compile(
            "(?<when>\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d[.,]\\d{3,9}(?:Z|[+-]\\d\\d:?\\d\\d)?)\\s+[A-Z]+\\s+\\[org\\.keycloak\\.events] "
                    + "(?:\\([^)]*\\) )?(?<text>.*)");
    private static final Pattern PAIR =
            Pattern.compile("(?<name>[A-Za-z][\\w.-]*)=(?:\"(?<a>[^\"]*)\"|'(?<b>[^']*)'|(?<c>[^,]*))(?:, |,?$)");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final int LOCAL_TIME = 23;

    private static final Set<String> SECOND_FACTORS = Set.of("otp", "webauthn", "recovery-authn-codes");

    private final ZoneId zone;
    private final RowIds ids = new RowIds("keycloak");

    /** @param zone in which a log's times without an offset are written */
    KeycloakEvents(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public Optional<Reading> read(Element element) {
        if (!element.text().stripLeading().startsWith("{")) {
            return logged(element, element.text());
        }
        Map<String, String> event;
        try {
            event = FIELDS.read(element.text());
        } catch (JsonProcessingException e) {
            return Optional.of(Json.broken(e, element.line()));
        }
        if (event.containsKey("loggerName")) {
            return event.get("loggerName").equals(LOGGER)
                    ? event(
                            element,
                            pairs(event.getOrDefault("message", "")),
                            Times.iso(event.getOrDefault("timestamp", "")),
                            "timestamp is not a time with an offset")
                    : Optional.empty();
        }
        if (!event.containsKey("type")) {
            return Optional.of(new Reading.Bad(element.line(), "type is missing"));
        }
        var flat = new HashMap<String, String>();
        event.forEach(
                (name, value) -> flat.put(name.startsWith(DETAILS) ? name.substring(DETAILS.length()) : name, value));
        return event(
                element,
                flat,
                Times.millis(flat.getOrDefault("time", "")),
                "time is not a number of milliseconds since 1970");
    }

    private Optional<Reading> logged(Element element, String text) {
        Matcher line = LOGGED.matcher(text);
        if (!line.find()) {
            return Optional.empty();
        }
        return event(element, pairs(line.group("text")), time(line.group("when")), "The line has no time");
    }

    private static Map<String, String> pairs(String text) {
        var pairs = new HashMap<String, String>();
        Matcher pair = PAIR.matcher(text);
        while (pair.find()) {
            String value = pair.group("a") != null
                    ? pair.group("a")
                    : pair.group("b") != null ? pair.group("b") : pair.group("c");
            if (!value.equals("null")) {
                pairs.putIfAbsent(pair.group("name"), value);
            }
        }
        return pairs;
    }

    private Optional<Instant> time(String when) {
        try {
            if (when.length() > LOCAL_TIME) {
                String iso = when.replace(' ', 'T').replace(',', '.');
                return Times.iso(iso.matches(".*[+-]\\d{4}") ? iso.replaceFirst("(\\d\\d)$", ":$1") : iso);
            }
            String local = when.replace('T', ' ').replace(',', '.');
            return Optional.of(LocalDateTime.parse(local, LOCAL).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Reading> event(Element element, Map<String, String> event, Optional<Instant> time, String noTime) {
        String type = event.getOrDefault("type", "");
        boolean failed = type.endsWith("_ERROR");
        String what = failed ? type.substring(0, type.length() - "_ERROR".length()) : type;
        boolean asked = what.equals("LOGIN") || what.equals("IDENTITY_PROVIDER_LOGIN");
        boolean exchange = what.equals("CODE_TO_TOKEN");
        if (!asked && !exchange && !what.equals("REFRESH_TOKEN")) {
            return Optional.empty();
        }
        Draft draft = new Draft(element.line(), PATHS);
        int code = failed ? code(event) : Codes.SUCCESS;
        boolean nobody = !event.containsKey("username") && !event.containsKey("userId");
        if (nobody && failed && code != Codes.WRONG_PASSWORD && code != Codes.NO_SUCH_USER) {
            // Somebody's page was too old, or his application not known: nobody's account was tried.
            return Optional.empty();
        }
        if (time.isEmpty()) {
            return Optional.of(draft.bad(noTime));
        }
        PATHS.forEach((field, name) -> draft.set(field, event.getOrDefault(name, "")));
        draft.set(Field.USER_AGENT, event.getOrDefault("user_agent", ""));
        if (draft.get(Field.SESSION_ID).isEmpty()) {
            draft.set(Field.SESSION_ID, event.getOrDefault("code_id", ""));
        }
        if (draft.get(Field.ID).isEmpty()) {
            draft.set(Field.ID, ids.of(element.text(), time.get()));
        }
        if (exchange) {
            draft.set(Field.ADDRESS, "");
        }
        return Optional.of(draft.at(time.get())
                .set(Field.CLIENT_APP, "Browser")
                .set(Field.INCOMING_TOKEN, asked ? "" : exchange ? "authorizationCode" : "refreshToken")
                .interactive(asked)
                .outcome(code, what.equals("LOGIN"))
                .reading());
    }

    /**
     * {@code user_disabled} comes after the right password from the form that asks for name and password together, and before any from direct grants,
     * from forms that ask for the name alone and for accounts that are locked for good; the event does not say which. So it proves nothing about
     * the password, like {@code user_temporarily_disabled}, and neither is a try that leads anywhere.
     */
    private static int code(Map<String, String> event) {
        return switch (event.getOrDefault("error", "")) {
            case "invalid_user_credentials" ->
                SECOND_FACTORS.contains(event.getOrDefault("credential_type", ""))
                        ? Codes.FACTOR_FAILED
                        : Codes.WRONG_PASSWORD;
            case "user_not_found" -> Codes.NO_SUCH_USER;
            case "user_temporarily_disabled", "user_disabled" -> Codes.LOCKED_OUT;
            case "resolve_required_actions" -> Codes.MUST_REGISTER_FACTOR;
            case "rejected_by_user", "consent_denied" -> Codes.CONSENT_DECLINED;
            case "expired_code" -> Codes.FLOW_EXPIRED;
            case "invalid_token", "session_expired", "user_session_not_found", "invalid_code" -> Codes.TOKEN_EXPIRED;
            case "client_not_found", "client_disabled" -> Codes.NO_SUCH_APPLICATION;
            case "invalid_redirect_uri" -> Codes.BAD_REDIRECT;
            default -> Codes.FAILED;
        };
    }
}
