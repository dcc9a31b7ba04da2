package io.homeward.risk.export;

import io.homeward.risk.signin.Dialect;
import io.homeward.risk.signin.Draft;
import io.homeward.risk.signin.Element;
import io.homeward.risk.signin.Field;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.RowIds;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * OCSF class 3002, Authentication, of any 1.x version; events of other classes are passed over, and so is {@code activity_id} 2 (Logoff). Tickets of
 * Kerberos (3 to 5) are uses of a session. {@code status_detail} tells why something failed, in the words the schema gives; a failure of which
 * {@code is_mfa} is true and nothing else is said is one of the second factor.
 */
final class OcsfAuthentication implements Dialect {
    private static final Map<Field, String> PATHS = new EnumMap<>(Map.ofEntries(
            Map.entry(Field.ID, "metadata.uid"),
            Map.entry(Field.USER_ID, "user.uid"),
            Map.entry(Field.USER_NAME, "user.email_addr"),
            Map.entry(Field.APPLICATION_ID, "service.uid"),
            Map.entry(Field.APPLICATION_NAME, "service.name"),
            Map.entry(Field.CLIENT_APP, "auth_protocol"),
            Map.entry(Field.CORRELATION_ID, "metadata.correlation_uid"),
            Map.entry(Field.USER_AGENT, "http_request.user_agent"),
            Map.entry(Field.ADDRESS, "src_endpoint.ip"),
            Map.entry(Field.CITY, "src_endpoint.location.city"),
            Map.entry(Field.STATE, "src_endpoint.location.region"),
            Map.entry(Field.COUNTRY, "src_endpoint.location.country"),
            Map.entry(Field.LATITUDE, "src_endpoint.location.lat"),
            Map.entry(Field.LONGITUDE, "src_endpoint.location.long"),
            Map.entry(Field.DEVICE_ID, "device.uid"),
            Map.entry(Field.OPERATING_SYSTEM, "device.os.name"),
            Map.entry(Field.SESSION_ID, "session.uid"),
            Map.entry(Field.TOKEN_ISSUER, "session.issuer"),
            Map.entry(Field.FAILURE_REASON, "status_detail")));

    private static final JsonEvents EVENTS = new JsonEvents(
            PATHS,
            List.of(
                    "class_uid",
                    "activity_id",
                    "time",
                    "time_dt",
                    "status_id",
                    "status",
                    "status_code",
                    "is_mfa",
                    "logon_type_id",
                    "user.name",
                    "actor.user.name",
                    "actor.user.email_addr",
                    "actor.user.uid",
                    "actor.session.uid",
                    "dst_endpoint.svc_name",
                    "dst_endpoint.hostname",
                    "src_endpoint.location.coordinates.*",
                    "certificate.serial_number",
                    "metadata.product.vendor_name"));
    private static final String CLASS = "3002";
    private static final Pattern ABOUT_FACTOR = Pattern.compile("MFA|FACTOR|PUSH|OTP|CHALLENGE");

    private final RowIds ids = new RowIds("ocsf");

    @Override
    public Optional<Reading> read(Element element) {
        return EVENTS.read(element, (event, draft) -> meaning(element, event, draft));
    }

    private Optional<Reading> meaning(Element element, Map<String, String> event, Draft draft) {
        String kind = event.getOrDefault("class_uid", "");
        if (kind.isEmpty()) {
            return Optional.of(draft.bad("class_uid is missing"));
        }
        String activity = event.getOrDefault("activity_id", "0");
        if (!kind.equals(CLASS) || activity.equals("2")) {
            return Optional.empty();
        }
        Optional<Instant> at = event.containsKey("time")
                ? Times.millis(event.get("time"))
                : Times.iso(event.getOrDefault("time_dt", ""));
        if (at.isEmpty()) {
            return Optional.of(draft.bad("time is not a number of milliseconds since 1970"));
        }
        EVENTS.fill(draft, event, Set.of());
        alternatives(event, draft);
        if (draft.get(Field.ID).isEmpty()) {
            draft.set(Field.ID, ids.of(element.text(), at.get()));
        }
        boolean ticket = List.of("3", "4", "5").contains(activity);
        boolean service = List.of("4", "5").contains(event.getOrDefault("logon_type_id", ""));
        return Optional.of(draft.at(at.get())
                .interactive(!ticket && !service)
                .outcome(code(event), !ticket && !event.containsKey("certificate.serial_number"))
                .reading());
    }

    private static void alternatives(Map<String, String> event, Draft draft) {
        otherwise(draft, Field.USER_NAME, event, "user.name", "actor.user.email_addr", "actor.user.name");
        otherwise(draft, Field.USER_ID, event, "actor.user.uid");
        otherwise(draft, Field.SESSION_ID, event, "actor.session.uid");
        otherwise(draft, Field.APPLICATION_NAME, event, "dst_endpoint.svc_name", "dst_endpoint.hostname");
        // Older versions: longitude and latitude, in this order.
        otherwise(draft, Field.LONGITUDE, event, "src_endpoint.location.coordinates.0");
        otherwise(draft, Field.LATITUDE, event, "src_endpoint.location.coordinates.1");
        draft.set(Field.COUNTRY, Countries.code(draft.get(Field.COUNTRY)));
    }

    private static void otherwise(Draft draft, Field field, Map<String, String> event, String... paths) {
        for (String path : paths) {
            if (draft.get(field).isEmpty()) {
                draft.set(field, event.getOrDefault(path, ""));
            }
        }
    }

    private static int code(Map<String, String> event) {
        String status = event.getOrDefault("status_id", "");
        if (status.equals("1")
                || (status.isEmpty() && event.getOrDefault("status", "").equalsIgnoreCase("success"))) {
            return Codes.SUCCESS;
        }
        String code = event.getOrDefault("status_code", "");
        if (event.getOrDefault("metadata.product.vendor_name", "").contains("Microsoft")
                && code.matches("[5-9]\\d{4,6}")) {
            return Integer.parseInt(code);
        }
        String detail = event.getOrDefault("status_detail", "").toUpperCase(Locale.ROOT);
        return switch (detail) {
            case "USER_DOES_NOT_EXIST" -> Codes.NO_SUCH_USER;
            case "INVALID_CREDENTIALS", "WRONG_PASSWORD" -> Codes.WRONG_PASSWORD;
            case "ACCOUNT_LOCKED_OUT" -> Codes.LOCKED_OUT;
            case "PASSWORD_EXPIRED" -> Codes.PASSWORD_EXPIRED;
            default ->
                event.getOrDefault("is_mfa", "").equals("true")
                                && (detail.isEmpty()
                                        || ABOUT_FACTOR.matcher(detail).find())
                        ? Codes.FACTOR_FAILED
                        : Codes.FAILED;
        };
    }
}
