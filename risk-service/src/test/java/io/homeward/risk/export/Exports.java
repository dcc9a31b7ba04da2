package io.homeward.risk.export;

import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.SignIn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Files as other systems write them, in words. */
final class Exports {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private Exports() {}

    static final String OKTA = """
            {"uuid":"okta-1","published":"2026-11-20T08:00:00.353Z","eventType":"user.session.start","actor":{"id":"00u1","type":"User",\
            "alternateId":"Rui@Fjord.example","displayName":"Rui"},"client":{"ipAddress":"203.0.113.9","userAgent":{"rawUserAgent":"Mozilla/5.0 (X11)",\
            "os":"Linux","browser":"FIREFOX"},"geographicalContext":{"city":"Bergen","state":"Vestland","country":"Norway","geolocation":{"lat":60.39,"lon":5.32}}},\
            "outcome":{"result":"SUCCESS","reason":null},"authenticationContext":{"externalSessionId":"idx1","credentialType":null},\
            "debugContext":{"debugData":{"dtHash":"d7"}},"transaction":{"id":"t1"},"target":[]}""";

    static final String KEYCLOAK = """
            {"id":"kc-1","time":1795000000000,"type":"LOGIN","realmId":"r","clientId":"shop","userId":"6f9619ff-8b86-4011-b42d-00c04fc964ff",\
            "sessionId":"s1","ipAddress":"203.0.113.9","details":{"auth_method":"openid-connect","username":"rui@fjord.example","code_id":"c1"}}""";

    static final String OCSF = """
            {"class_uid":3002,"category_uid":3,"activity_id":1,"time":1795000000000,"status_id":1,"is_mfa":true,"metadata":{"uid":"oc-1",\
            "product":{"name":"IdP","vendor_name":"Vendor"},"version":"1.4.0"},"user":{"name":"rui","email_addr":"rui@fjord.example","uid":"u1"},\
            "src_endpoint":{"ip":"203.0.113.9","location":{"city":"Bergen","country":"NO","coordinates":[5.32,60.39]}},"service":{"name":"Mail"},\
            "session":{"uid":"s1","issuer":"https://idp.example"},"device":{"uid":"d1","os":{"name":"Linux"}}}""";

    static final String ENTRA_HEADER =
            "\"Date (UTC)\",\"Request ID\",\"User agent\",\"Correlation ID\",\"User ID\",\"User\",\"Username\",\"User type\",\"Cross tenant access type\",\"Incoming token type\","
                    + "\"Application\",\"Application ID \",\"Resource\",\"IP address\",\"Location\",\"Status\",\"Sign-in error code\",\"Failure reason\",\"Client app\","
                    + "\"Device ID\",\"Browser\",\"Operating System\",\"Session ID\",\"Incoming token type\",\"Token issuer name\"";

    static final String ENTRA = entra("2026-11-20T08:00:00Z", "203.0.113.9", "Success", "0", "Other.");

    static String entra(String time, String address, String status, String code, String reason) {
        return "\"%s\",\"e-1\",\"Mozilla/5.0 (X11, \"\"odd\"\")\",\"c1\",\"6f9619ff-8b86-4011-b42d-00c04fc964ff\",\"Rui, Tavares\",\"Rui@Fjord.example\",\"Member\",\"none\",\"none\",\"Mail\",\"a1\",\"Graph\",\"%s\",\"Bergen, Vestland, NO\",\"%s\",\"%s\",\"%s\",\"Browser\",\"\",\"Firefox 132\",\"Linux\",\"s1\",\"primaryRefreshToken\",\"\""
                .formatted(time, address, status, code, reason);
    }

    static final String KEYCLOAK_LINE =
            "2026-11-20 09:00:00,123 WARN  [org.keycloak.events] (executor-thread-4) type=\"LOGIN_ERROR\", realmId=\"r\", realmName=\"main\", clientId=\"shop\", "
                    + "userId=\"null\", ipAddress=\"203.0.113.9\", error=\"invalid_user_credentials\", auth_method=\"openid-connect\", username=\"rui@fjord.example\"";

    static final String SSHD =
            "Nov 20 08:00:00 web1 sshd[8]: Accepted password for rui from 203.0.113.9 port 51817 ssh2";

    static final String GRAPH = """
            {"id":"g-1","createdDateTime":"2026-11-20T08:00:00Z","userPrincipalName":"rui@fjord.example","ipAddress":"203.0.113.9","status":{"errorCode":0}}""";

    static List<Reading> read(String text) {
        return read(text, Optional.empty(), FileOptions.NONE);
    }

    static List<Reading> read(String text, Optional<Format> said, FileOptions options) {
        return read(text.getBytes(StandardCharsets.UTF_8), said, options);
    }

    static List<Reading> read(byte[] file, Optional<Format> said, FileOptions options) {
        try {
            return all(ExportedFile.open(() -> new ByteArrayInputStream(file), said, Optional.empty(), options, NOW));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NotUnderstood e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static List<Reading> all(ExportedFile file) throws IOException {
        var readings = new ArrayList<Reading>();
        for (Optional<Reading> next = file.signIns().next();
                next.isPresent();
                next = file.signIns().next()) {
            readings.add(next.get());
        }
        return readings;
    }

    static SignIn one(String text) {
        return good(read(text)).getFirst();
    }

    static List<SignIn> good(List<Reading> readings) {
        return readings.stream()
                .filter(Reading.Good.class::isInstance)
                .map(each -> ((Reading.Good) each).signIn())
                .toList();
    }

    static List<Reading.Bad> bad(List<Reading> readings) {
        return readings.stream()
                .filter(Reading.Bad.class::isInstance)
                .map(Reading.Bad.class::cast)
                .toList();
    }

    static byte[] gzip(String text) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
