package io.homeward.browsertest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.browsertest.Site.Running;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.Json;
import java.time.Duration;
import java.util.Map;

/**
 * Things without a browser of an organisation that somebody signs in for.
 *
 * @param client the program on them
 */
record Devices(Running site, Home home, String client) {
    private static final Duration WITHIN = Duration.ofSeconds(15);

    /** One that shows a code. */
    record Device(String code, String secret) {}

    static Devices of(Running site, Home home, String program) {
        ObjectNode application = Json.object().put("displayName", program);
        application.putObject("publicClient").putArray("redirectUris").add("http://localhost");
        String client = home.made("/v1.0/applications", application).text("/appId");
        return new Devices(site, home, client);
    }

    Device begin() {
        Answer begun = Eventually.get(
                () -> asked("devicecode", Map.of("client_id", client, "scope", "openid profile")),
                "a code",
                each -> each.status() == 200,
                WITHIN);
        return new Device(begun.text("/user_code"), begun.text("/device_code"));
    }

    /** What the device hears when it asks. */
    Answer poll(Device device) {
        return asked(
                "token",
                Map.of(
                        "client_id",
                        client,
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "device_code",
                        device.secret()));
    }

    private Answer asked(String what, Map<String, String> form) {
        return site.installation().door().form("/" + home.organisation().id() + "/oauth2/v2.0/" + what, form);
    }
}
