package io.homeward.risk.export;

import io.homeward.risk.signin.Dialect;
import io.homeward.risk.signin.Draft;
import io.homeward.risk.signin.Element;
import io.homeward.risk.signin.Field;
import io.homeward.risk.signin.Reading;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Okta's System Log ({@code GET /api/v1/logs}). What counts:
 *
 * <ul>
 *   <li>{@code user.session.start}, {@code user.authentication.auth_via_radius}: somebody was let in or refused;
 *   <li>{@code user.authentication.sso}: a session that had been issued was used for an application;
 *   <li>{@code user.authentication.auth_via_mfa} that failed or was not answered, {@code user.mfa.okta_verify.deny_push}: a declined second factor. The
 *       steps that succeed are not sign-ins of their own: {@code user.session.start} follows them.
 * </ul>
 *
 * <p>Countries are written in words and put into two letters. {@code dtHash}, Okta's hash of its device cookie, is the mark of the browser.
 */
final class OktaLog implements Dialect {
    private static final Map<Field, String> PATHS = new EnumMap<>(Map.ofEntries(
            Map.entry(Field.ID, "uuid"),
            Map.entry(Field.USER_ID, "actor.id"),
            Map.entry(Field.USER_NAME, "actor.alternateId"),
            Map.entry(Field.CORRELATION_ID, "transaction.id"),
            Map.entry(Field.USER_AGENT, "client.userAgent.rawUserAgent"),
            Map.entry(Field.OPERATING_SYSTEM, "client.userAgent.os"),
            Map.entry(Field.BROWSER, "client.userAgent.browser"),
            Map.entry(Field.ADDRESS, "client.ipAddress"),
            Map.entry(Field.CITY, "client.geographicalContext.city"),
            Map.entry(Field.STATE, "client.geographicalContext.state"),
            Map.entry(Field.COUNTRY, "client.geographicalContext.country"),
            Map.entry(Field.LATITUDE, "client.geographicalContext.geolocation.lat"),
            Map.entry(Field.LONGITUDE, "client.geographicalContext.geolocation.lon"),
            Map.entry(Field.DEVICE_ID, "device.id"),
            Map.entry(Field.SESSION_ID, "authenticationContext.externalSessionId"),
            Map.entry(Field.TOKEN_ISSUER, "authenticationContext.issuer.id"),
            Map.entry(Field.BROWSER_ID, "debugContext.debugData.dtHash"),
            Map.entry(Field.FAILURE_REASON, "outcome.reason")));

    private static final JsonEvents EVENTS = new JsonEvents(
            PATHS,
            List.of(
                    "eventType",
                    "published",
                    "outcome.result",
                    "authenticationContext.credentialType",
                    "target.*.type",
                    "target.*.id",
                    "target.*.alternateId",
                    "target.*.displayName"));

    /** Okta's word for nothing. */
    private static final Set<String> NOTHING = Set.of("unknown", "UNKNOWN");

    /** What an event is about. */
    private enum About {
        SIGN_IN,
        SESSION,
        FACTOR,
        ELSE;

        static About of(String eventType) {
            return switch (eventType) {
                case "user.session.start", "user.authentication.auth_via_radius" -> SIGN_IN;
                case "user.authentication.sso" -> SESSION;
                case "user.authentication.auth_via_mfa",
                        "user.mfa.okta_verify.deny_push",
                        "user.mfa.okta_verify.deny_push_upgrade_needed" -> FACTOR;
                default -> ELSE;
            };
        }
    }

    @Override
    public Optional<Reading> read(Element element) {
        return EVENTS.read(element, OktaLog::meaning);
    }

    private static Optional<Reading> meaning(Map<String, String> event, Draft draft) {
        String type = event.getOrDefault("eventType", "");
        if (type.isEmpty()) {
            return Optional.of(draft.bad("eventType is missing"));
        }
        About about = About.of(type);
        boolean declined = type.startsWith("user.mfa.okta_verify.deny_push");
        String result = event.getOrDefault("outcome.result", "").toUpperCase(Locale.ROOT);
        boolean passed = result.equals("SUCCESS") || result.equals("ALLOW");
        boolean begun = result.equals("CHALLENGE");
        if (about == About.ELSE || begun || (about == About.FACTOR && passed && !declined)) {
            return Optional.empty();
        }
        if (result.isEmpty() && !declined) {
            return Optional.of(draft.bad("outcome.result is missing"));
        }
        Optional<Instant> at = Times.iso(event.getOrDefault("published", ""));
        if (at.isEmpty()) {
            return Optional.of(draft.bad("published is not a time with an offset, such as 2026-03-04T06:58:01.000Z"));
        }
        EVENTS.fill(draft, event, NOTHING);
        draft.set(Field.COUNTRY, Countries.code(draft.get(Field.COUNTRY)));
        targets(event, draft, about);
        String credential = event.getOrDefault("authenticationContext.credentialType", "PASSWORD");
        int code = about == About.FACTOR ? Codes.FACTOR_FAILED : passed ? Codes.SUCCESS : code(event);
        return Optional.of(draft.at(at.get())
                .set(Field.CLIENT_APP, type.endsWith("radius") ? "RADIUS" : "Browser")
                .interactive(about != About.SESSION)
                .outcome(code, about != About.SESSION && credential.equals("PASSWORD"))
                .reading());
    }

    /** The application is among the targets; so is whom a declined push was sent to, where the actor is nobody. */
    private static void targets(Map<String, String> event, Draft draft, About about) {
        for (int nth = 0; nth < JsonFields.MOST_OF_AN_ARRAY; nth++) {
            String type = event.getOrDefault("target." + nth + ".type", "");
            if (type.equals("AppInstance")) {
                draft.set(Field.APPLICATION_ID, event.getOrDefault("target." + nth + ".id", ""));
                draft.set(Field.APPLICATION_NAME, event.getOrDefault("target." + nth + ".displayName", ""));
            }
            if (type.equals("User")
                    && about == About.FACTOR
                    && draft.get(Field.USER_NAME).isEmpty()) {
                draft.set(Field.USER_NAME, event.getOrDefault("target." + nth + ".alternateId", ""));
            }
        }
        if (draft.get(Field.APPLICATION_NAME).isEmpty()) {
            draft.set(Field.APPLICATION_ID, "okta").set(Field.APPLICATION_NAME, "Okta");
        }
    }

    private static int code(Map<String, String> event) {
        return switch (event.getOrDefault("outcome.reason", "").toUpperCase(Locale.ROOT)) {
            case "INVALID_CREDENTIALS", "VERIFICATION_ERROR" -> Codes.WRONG_PASSWORD;
            case "UNKNOWN_USER" -> Codes.NO_SUCH_USER;
            case "LOCKED_OUT" -> Codes.LOCKED_OUT;
            case "PASSWORD_EXPIRED" -> Codes.PASSWORD_EXPIRED;
            case "USER NOT ASSIGNED TO APP" -> Codes.NOT_ASSIGNED;
            default -> Codes.FAILED;
        };
    }
}
