package io.homeward.risk.signin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one Graph {@code signIn} object from a stream of tokens, keeping nothing of what it does not know. The object is always read to its
 * end, also where a value is wrong, so that the next one can follow.
 */
final class GraphSignIn {
    private final JsonParser json;
    private @Nullable String problem;

    private final Draft draft;
    private @Nullable Integer errorCode;

    private GraphSignIn(JsonParser json, long line) {
        this.json = json;
        this.draft = new Draft(line, Map.of());
    }

    /** @param json stands at the beginning of an object; afterwards at its end */
    static Reading read(JsonParser json, long line) throws IOException {
        var reader = new GraphSignIn(json, line);
        reader.object("", reader::member);
        String problem = reader.problem;
        return problem != null ? new Reading.Bad(line, problem) : reader.reading();
    }

    private interface Members {
        void read(String name) throws IOException;
    }

    /** Reads an object member by member; anything else than an object or null is a problem. */
    private void object(String path, Members members) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            wrong(path, "is not an object");
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            members.read(name);
        }
    }

    private void member(String name) throws IOException {
        switch (name) {
            case "id" -> draft.set(Field.ID, text(name));
            case "createdDateTime" -> time(name);
            case "userId" -> draft.set(Field.USER_ID, text(name));
            case "userPrincipalName" -> draft.set(Field.USER_NAME, text(name));
            case "appId" -> draft.set(Field.APPLICATION_ID, text(name));
            case "appDisplayName" -> draft.set(Field.APPLICATION_NAME, text(name));
            case "clientAppUsed" -> draft.set(Field.CLIENT_APP, text(name));
            case "correlationId" -> draft.set(Field.CORRELATION_ID, text(name));
            case "userAgent" -> draft.set(Field.USER_AGENT, text(name));
            case "ipAddress" -> draft.set(Field.ADDRESS, text(name));
            case "isInteractive" -> draft.interactive(truth(name));
            case "sessionId" -> draft.set(Field.SESSION_ID, text(name));
            case "tokenIssuerName" -> draft.set(Field.TOKEN_ISSUER, text(name));
            case "incomingTokenType" -> draft.set(Field.INCOMING_TOKEN, text(name));
            case "deviceDetail" -> object(name, this::deviceMember);
            case "location" -> object(name, this::locationMember);
            case "status" -> object(name, this::statusMember);
            default -> json.skipChildren();
        }
    }

    private void deviceMember(String name) throws IOException {
        switch (name) {
            case "deviceId" -> draft.set(Field.DEVICE_ID, text(name));
            case "operatingSystem" -> draft.set(Field.OPERATING_SYSTEM, text(name));
            case "browser" -> draft.set(Field.BROWSER, text(name));
            case "browserId" -> draft.set(Field.BROWSER_ID, text(name));
            default -> json.skipChildren();
        }
    }

    private void locationMember(String name) throws IOException {
        switch (name) {
            case "city" -> draft.set(Field.CITY, text(name));
            case "state" -> draft.set(Field.STATE, text(name));
            case "countryOrRegion" -> draft.set(Field.COUNTRY, text(name));
            case "geoCoordinates" -> object(name, this::coordinateMember);
            default -> json.skipChildren();
        }
    }

    private void coordinateMember(String name) throws IOException {
        switch (name) {
            case "latitude" -> coordinate(Field.LATITUDE, name);
            case "longitude" -> coordinate(Field.LONGITUDE, name);
            default -> json.skipChildren();
        }
    }

    private void statusMember(String name) throws IOException {
        switch (name) {
            case "errorCode" -> {
                Double code = number(name);
                errorCode = code == null ? null : Integer.valueOf(code.intValue());
            }
            case "failureReason" -> draft.set(Field.FAILURE_REASON, text(name));
            default -> json.skipChildren();
        }
    }

    private String text(String name) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> "";
            default -> {
                wrong(name, "is not a text");
                json.skipChildren();
                yield "";
            }
        };
    }

    private @Nullable Double number(String name) throws IOException {
        JsonToken token = json.currentToken();
        if (token.isNumeric()) {
            return json.getDoubleValue();
        }
        if (token != JsonToken.VALUE_NULL) {
            wrong(name, "is not a number");
            json.skipChildren();
        }
        return null;
    }

    private boolean truth(String name) throws IOException {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_NULL && !token.isBoolean()) {
            wrong(name, "is neither true nor false");
            json.skipChildren();
        }
        return token != JsonToken.VALUE_FALSE;
    }

    private void coordinate(Field field, String name) throws IOException {
        Double degrees = number(name);
        if (degrees != null) {
            draft.set(field, degrees.toString());
        }
    }

    private void time(String name) throws IOException {
        String text = text(name);
        try {
            if (!text.isEmpty()) {
                draft.at(OffsetDateTime.parse(text).toInstant());
            }
        } catch (DateTimeException e) {
            wrong(name, "is not a time with an offset, such as 2026-03-04T06:58:01Z");
        }
    }

    private void wrong(String name, String what) {
        if (problem == null) {
            problem = name.isEmpty() ? "A sign-in " + what : name + " " + what;
        }
    }

    private Reading reading() {
        if (!draft.hasTime()) {
            return draft.bad("createdDateTime is missing");
        }
        Integer code = errorCode;
        if (code == null) {
            return draft.bad("status.errorCode is missing");
        }
        return draft.outcome(code, true).reading();
    }
}
