package io.homeward.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.local.door.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in, on its way to JSON.
 *
 * @param device null where nothing of the kind is known
 * @param errorCode 0 for success, 50126 for a wrong password
 */
record SampleSignIn(
        String id,
        Instant at,
        String name,
        String application,
        String address,
        Place place,
        Worker.@Nullable Device device,
        int errorCode) {
    static final int SUCCESS = 0;
    static final int WRONG_PASSWORD = 50126;

    /** The shape of Graph's {@code signIn}, one line of it. */
    String json(Map<String, String> ids) {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("createdDateTime", at.toString())
                .put("userId", ids.get(name))
                .put("userPrincipalName", name)
                .put("appId", "5e3ce6c0-2b1f-4285-8d4b-75ee78787346")
                .put("appDisplayName", application)
                .put("ipAddress", address)
                .put("clientAppUsed", "Browser")
                .put("userAgent", device == null ? "python-requests/2.32" : device.userAgent())
                .put("isInteractive", true);
        json.putObject("status")
                .put("errorCode", errorCode)
                .put("failureReason", errorCode == SUCCESS ? null : "Invalid username or password");
        ObjectNode details = json.putObject("deviceDetail");
        if (device != null) {
            details.put("deviceId", device.id())
                    .put("operatingSystem", device.operatingSystem())
                    .put("browser", device.browser());
        }
        json.putObject("location")
                .put("city", place.city())
                .put("state", place.state())
                .put("countryOrRegion", place.country())
                .putObject("geoCoordinates")
                .put("latitude", place.latitude())
                .put("longitude", place.longitude());
        return json.toString();
    }
}
