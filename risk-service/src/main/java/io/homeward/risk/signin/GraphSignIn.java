package io.homeward.risk.signin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.risk.intel.Enrichment;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads one Graph {@code signIn} object from a stream of tokens, keeping nothing of what it does not know. The object is always read to its
 * end, also where a value is wrong, so that the next one can follow.
 */
final class GraphSignIn {
    private final JsonParser json;
    private @Nullable String problem;

    private String id = "";
    private @Nullable Instant at;
    private String userId = "";
    private String userName = "";
    private String applicationId = "";
    private String applicationName = "";
    private String clientApp = "";
    private String correlationId = "";
    private String userAgent = "";
    private boolean interactive = true;
    private String ip = "";
    private String deviceId = "";
    private String operatingSystem = "";
    private String browser = "";
    private String city = "";
    private String state = "";
    private String country = "";
    private @Nullable Double latitude;
    private @Nullable Double longitude;
    private @Nullable Integer errorCode;
    private String failureReason = "";
    private String sessionId = "";
    private String tokenIssuer = "";
    private String browserId = "";
    private String incomingToken = "";

    private GraphSignIn(JsonParser json) {
        this.json = json;
    }

    /** @param json stands at the beginning of an object; afterwards at its end */
    static Reading read(JsonParser json, long line) throws IOException {
        var reader = new GraphSignIn(json);
        reader.object("", reader::member);
        String problem = reader.problem;
        return problem != null ? new Reading.Bad(line, problem) : reader.reading(line);
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
            case "id" -> id = text(name);
            case "createdDateTime" -> at = time(name);
            case "userId" -> userId = text(name);
            case "userPrincipalName" -> userName = text(name);
            case "appId" -> applicationId = text(name);
            case "appDisplayName" -> applicationName = text(name);
            case "clientAppUsed" -> clientApp = text(name);
            case "correlationId" -> correlationId = text(name);
            case "userAgent" -> userAgent = text(name);
            case "ipAddress" -> ip = text(name);
            case "isInteractive" -> interactive = truth(name);
            case "sessionId" -> sessionId = text(name);
            case "tokenIssuerName" -> tokenIssuer = text(name);
            case "incomingTokenType" -> incomingToken = text(name);
            case "deviceDetail" -> object(name, this::deviceMember);
            case "location" -> object(name, this::locationMember);
            case "status" -> object(name, this::statusMember);
            default -> json.skipChildren();
        }
    }

    private void deviceMember(String name) throws IOException {
        switch (name) {
            case "deviceId" -> deviceId = text(name);
            case "operatingSystem" -> operatingSystem = text(name);
            case "browser" -> browser = text(name);
            case "browserId" -> browserId = text(name);
            default -> json.skipChildren();
        }
    }

    private void locationMember(String name) throws IOException {
        switch (name) {
            case "city" -> city = text(name);
            case "state" -> state = text(name);
            case "countryOrRegion" -> country = text(name);
            case "geoCoordinates" -> object(name, this::coordinateMember);
            default -> json.skipChildren();
        }
    }

    private void coordinateMember(String name) throws IOException {
        switch (name) {
            case "latitude" -> latitude = number(name);
            case "longitude" -> longitude = number(name);
            default -> json.skipChildren();
        }
    }

    private void statusMember(String name) throws IOException {
        switch (name) {
            case "errorCode" -> {
                Double code = number(name);
                errorCode = code == null ? null : Integer.valueOf(code.intValue());
            }
            case "failureReason" -> failureReason = text(name);
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

    private @Nullable Instant time(String name) throws IOException {
        String text = text(name);
        try {
            return text.isEmpty()
                    ? null
                    : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            wrong(name, "is not a time with an offset, such as 2026-03-04T06:58:01Z");
            return null;
        }
    }

    private void wrong(String name, String what) {
        if (problem == null) {
            problem = name.isEmpty() ? "A sign-in " + what : name + " " + what;
        }
    }

    private Reading reading(long line) {
        Instant time = at;
        Integer code = errorCode;
        if (id.isEmpty() || id.length() > Texts.LONGEST_ID || !Texts.clean(id)) {
            return new Reading.Bad(line, "id is missing, longer than " + Texts.LONGEST_ID + " or not printable");
        }
        if (time == null) {
            return new Reading.Bad(line, "createdDateTime is missing");
        }
        if (code == null) {
            return new Reading.Bad(line, "status.errorCode is missing");
        }
        // A sign-in without a name is counted under the id of its account.
        String name = (userName.isBlank() ? userId : userName).strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.length() > Texts.LONGEST_NAME || !Texts.clean(name)) {
            return new Reading.Bad(line, "userPrincipalName is missing, too long or not printable");
        }
        Optional<IpAddress> address = IpAddress.parse(ip);
        if (!ip.isEmpty() && address.isEmpty()) {
            return new Reading.Bad(line, "ipAddress is not an address");
        }
        Optional<Coordinates> coordinates;
        try {
            coordinates = coordinates();
        } catch (IllegalArgumentException e) {
            return new Reading.Bad(line, "location.geoCoordinates is no place on earth");
        }
        return new Reading.Good(
                line,
                new SignIn(
                        id,
                        time,
                        person(),
                        name,
                        Texts.fit(applicationId),
                        Texts.fit(applicationName),
                        Texts.fit(clientApp),
                        interactive,
                        Texts.fit(correlationId),
                        address,
                        new Place(Texts.fit(city), Texts.fit(state), Texts.fit(country), coordinates),
                        new Device(
                                Texts.fit(deviceId),
                                Texts.fit(operatingSystem),
                                Texts.fit(browser),
                                Texts.fit(userAgent)),
                        new Session(
                                Texts.fit(sessionId),
                                Texts.fit(tokenIssuer),
                                Texts.fit(browserId),
                                Texts.fit(incomingToken)),
                        // Whoever uses a session shows a token and no password.
                        new Outcome(code, Texts.fit(failureReason), interactive || sessionId.isEmpty()),
                        1,
                        Enrichment.NONE));
    }

    private Optional<Coordinates> coordinates() {
        Double north = latitude;
        Double east = longitude;
        return north == null || east == null ? Optional.empty() : Optional.of(new Coordinates(north, east));
    }

    /** Ids of other systems need not be UUIDs; then only the name tells who it is. */
    private Optional<PersonId> person() {
        try {
            return userId.isEmpty() ? Optional.empty() : Optional.of(new PersonId(UUID.fromString(userId)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
