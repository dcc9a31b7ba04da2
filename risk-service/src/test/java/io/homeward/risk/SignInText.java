package io.homeward.risk;

import java.time.Instant;
import java.util.UUID;

/** A Graph sign-in in words; names only what a test is about. */
public record SignInText(
        String id,
        Instant at,
        String userId,
        String name,
        String ip,
        int code,
        String device,
        Double latitude,
        Double longitude) {

    public static SignInText of(String name) {
        return new SignInText(
                UUID.randomUUID().toString(),
                Instant.now().minusSeconds(60),
                null,
                name,
                "203.0.113.9",
                0,
                "",
                null,
                null);
    }

    public SignInText id(String other) {
        return new SignInText(other, at, userId, name, ip, code, device, latitude, longitude);
    }

    public SignInText at(Instant other) {
        return new SignInText(id, other, userId, name, ip, code, device, latitude, longitude);
    }

    public SignInText person(Object other) {
        return new SignInText(id, at, other.toString(), name, ip, code, device, latitude, longitude);
    }

    public SignInText from(String other) {
        return new SignInText(id, at, userId, name, other, code, device, latitude, longitude);
    }

    public SignInText wrongPassword() {
        return code(50126);
    }

    public SignInText code(int other) {
        return new SignInText(id, at, userId, name, ip, other, device, latitude, longitude);
    }

    public SignInText on(String other) {
        return new SignInText(id, at, userId, name, ip, code, other, latitude, longitude);
    }

    public SignInText in(double north, double east) {
        return new SignInText(id, at, userId, name, ip, code, device, north, east);
    }

    public String json() {
        String place = latitude == null
                ? "null"
                : "{\"city\":\"Somewhere\",\"countryOrRegion\":\"XX\",\"geoCoordinates\":{\"latitude\":%s,\"longitude\":%s}}"
                        .formatted(latitude, longitude);
        return """
                {"id":"%s","createdDateTime":"%s","userId":%s,"userPrincipalName":"%s","appId":"app","appDisplayName":"Mail",\
                "ipAddress":"%s","clientAppUsed":"Browser","isInteractive":true,"deviceDetail":{"deviceId":"%s","operatingSystem":"Linux",\
                "browser":"Firefox"},"location":%s,"status":{"errorCode":%d,"failureReason":null},"@odata.type":"#microsoft.graph.signIn"}""".formatted(id, at, userId == null ? "null" : "\"" + userId + "\"", name, ip, device, place, code);
    }
}
