package io.homeward.risk.signin;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a source may say about a sign-in as a text, by its name in a Graph {@code signIn}. */
public enum Field {
    ID("id"),
    USER_ID("userId"),
    USER_NAME("userPrincipalName"),
    APPLICATION_ID("appId"),
    APPLICATION_NAME("appDisplayName"),
    CLIENT_APP("clientAppUsed"),
    CORRELATION_ID("correlationId"),
    USER_AGENT("userAgent"),
    ADDRESS("ipAddress"),
    CITY("location.city"),
    STATE("location.state"),
    COUNTRY("location.countryOrRegion"),
    LATITUDE("location.geoCoordinates.latitude"),
    LONGITUDE("location.geoCoordinates.longitude"),
    DEVICE_ID("deviceDetail.deviceId"),
    OPERATING_SYSTEM("deviceDetail.operatingSystem"),
    BROWSER("deviceDetail.browser"),
    BROWSER_ID("deviceDetail.browserId"),
    SESSION_ID("sessionId"),
    TOKEN_ISSUER("tokenIssuerName"),
    INCOMING_TOKEN("incomingTokenType"),
    FAILURE_REASON("status.failureReason");

    private static final Map<String, Field> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Field::wireName, Function.identity()));

    private final String wireName;

    Field(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Field> ofWire(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
