package io.homeward.bench.imports;

import io.homeward.risk.export.ExportedFile;
import io.homeward.risk.export.FileOptions;
import io.homeward.risk.export.Format;
import io.homeward.risk.export.NotUnderstood;
import io.homeward.risk.signin.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What reading alone costs, format by format. */
final class Readers {
    private static final int ROWS = 20_000;
    private static final int TIMES = 8;
    private static final Instant FIRST = Instant.parse("2026-10-01T00:00:00Z");

    private Readers() {}

    /** Microseconds a row, after warming up. */
    static List<String> measure() throws IOException, NotUnderstood {
        var files = new EnumMap<Format, byte[]>(Format.class);
        files.put(Format.GRAPH, file("", Readers::graph));
        files.put(Format.OKTA, file("", Readers::okta));
        files.put(Format.KEYCLOAK, file("", Readers::keycloak));
        files.put(Format.OCSF, file("", Readers::ocsf));
        files.put(
                Format.ENTRA_CSV,
                file(
                        "Date (UTC),Request ID,Username,IP address,Location,Status,Sign-in error code,User agent\n",
                        Readers::entra));
        var lines = new java.util.ArrayList<String>();
        for (Map.Entry<Format, byte[]> each : files.entrySet()) {
            double best = Double.MAX_VALUE;
            for (int time = 0; time < TIMES; time++) {
                long begun = System.nanoTime();
                read(each.getKey(), each.getValue());
                best = Math.min(best, (System.nanoTime() - begun) / 1e3 / ROWS);
            }
            lines.add("%-28s%10.1f us a row, %d bytes each"
                    .formatted(each.getKey().wireName(), best, each.getValue().length / ROWS));
        }
        return lines;
    }

    private static void read(Format format, byte[] file) throws IOException, NotUnderstood {
        ExportedFile open = ExportedFile.open(
                () -> new ByteArrayInputStream(file), Optional.of(format), Optional.empty(), FileOptions.NONE, FIRST);
        int good = 0;
        for (Optional<Reading> next = open.signIns().next();
                next.isPresent();
                next = open.signIns().next()) {
            good += next.get() instanceof Reading.Good ? 1 : 0;
        }
        if (good != ROWS) {
            throw new IllegalStateException("%s: %d of %d rows are good".formatted(format.wireName(), good, ROWS));
        }
    }

    private static byte[] file(String header, IntFunction<String> row) {
        return IntStream.range(0, ROWS)
                .mapToObj(row)
                .collect(Collectors.joining("\n", header, "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Instant at(int nth) {
        return FIRST.plusSeconds(nth);
    }

    private static String graph(int nth) {
        return """
                {"id":"g%d","createdDateTime":"%s","userPrincipalName":"u%d@x.example","appId":"a","appDisplayName":"Mail","ipAddress":"24.1.%d.9",\
                "clientAppUsed":"Browser","userAgent":"Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0","location":{"city":"Bergen",\
                "countryOrRegion":"NO","geoCoordinates":{"latitude":60.39,"longitude":5.32}},"status":{"errorCode":0}}""".formatted(nth, at(nth), nth % 500, nth % 250);
    }

    private static String okta(int nth) {
        return """
                {"uuid":"o%d","published":"%s","eventType":"user.session.start","actor":{"id":"u%d","type":"User","alternateId":"u%d@x.example"},\
                "client":{"ipAddress":"24.1.%d.9","userAgent":{"rawUserAgent":"Mozilla/5.0 (X11; Linux x86_64)","os":"Linux","browser":"FIREFOX"},\
                "geographicalContext":{"city":"Bergen","country":"Norway","geolocation":{"lat":60.39,"lon":5.32}}},"outcome":{"result":"SUCCESS"},\
                "authenticationContext":{"externalSessionId":"s%d"},"target":[]}""".formatted(nth, at(nth), nth % 500, nth % 500, nth % 250, nth);
    }

    private static String keycloak(int nth) {
        return """
                {"id":"k%d","time":%d,"type":"LOGIN","realmId":"r","clientId":"shop","userId":"6f9619ff-8b86-4011-b42d-00c04fc964ff","sessionId":"s%d",\
                "ipAddress":"24.1.%d.9","details":{"username":"u%d@x.example","code_id":"c%d"}}""".formatted(nth, at(nth).toEpochMilli(), nth, nth % 250, nth % 500, nth);
    }

    private static String ocsf(int nth) {
        return """
                {"class_uid":3002,"activity_id":1,"time":%d,"status_id":1,"metadata":{"uid":"c%d","product":{"vendor_name":"V"}},"user":{"name":"u%d@x.example"},\
                "src_endpoint":{"ip":"24.1.%d.9","location":{"city":"Bergen","country":"NO"}},"service":{"name":"Mail"}}""".formatted(at(nth).toEpochMilli(), nth, nth % 500, nth % 250);
    }

    private static String entra(int nth) {
        return "%s,e%d,u%d@x.example,24.1.%d.9,\"Bergen, Vestland, NO\",Success,0,\"Mozilla/5.0 (X11; Linux x86_64)\""
                .formatted(at(nth), nth, nth % 500, nth % 250);
    }
}
