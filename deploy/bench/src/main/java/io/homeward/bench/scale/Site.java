package io.homeward.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.bench.stage.BenchDatabase;
import io.homeward.bench.stage.ServiceUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One scale with its database and its service, filled. */
record Site(Scale scale, BenchDatabase database, ServiceUnderTest service) {
    private static final TenantId PLATFORM = TenantId.of("00000000-0000-4000-8000-000000000001");

    /** Milliseconds per page of one walk. */
    double ask(Question question, String path) throws IOException, InterruptedException {
        TenantId tenant = question.tenant() == 0 ? PLATFORM : tenant(question.tenant());
        String next = path;
        int walked = 0;
        long begun = System.nanoTime();
        while (!next.isEmpty() && walked < question.pages()) {
            HttpResponse<String> answer = service.send(
                    service.request(tenant, next, question.permission()).build());
            if (answer.statusCode() != 200) {
                throw new IOException("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
            }
            walked++;
            next = question.pages() == 1 ? "" : next(service.read(answer.body()));
        }
        return (System.nanoTime() - begun) / 1e6 / Math.max(1, walked);
    }

    /** Changes per second that so many writers at once make, each to somebody of his own; in one tenant or each in another. */
    double write(int writers, boolean oneTenant, Duration time) throws SQLException, InterruptedException {
        var made = new AtomicInteger();
        long end = System.nanoTime() + time.toNanos();
        try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < writers; writer++) {
                int number = oneTenant ? 1 : 2 + writer;
                String path = "/v1.0/users/"
                        + one("select person_id from person where tenant_id = '%s' order by person_id limit 1 offset %d"
                                .formatted(tenant(number), writer));
                each.execute(() -> {
                    for (int i = 0; System.nanoTime() < end; i++) {
                        service.patch(tenant(number), path, Map.of("jobTitle", "Job " + i), "User.ReadWrite.All");
                        made.incrementAndGet();
                    }
                });
            }
        }
        return made.get() / (time.toNanos() / 1e9);
    }

    private static String next(JsonNode page) {
        String link = page.path("@odata.nextLink").asText();
        return link.isEmpty()
                ? ""
                : URI.create(link).getRawPath() + "?" + URI.create(link).getRawQuery();
    }

    /** With the names of somebody who is there. */
    String path(Question question) throws SQLException {
        String path = question.path();
        if (Stream.of("{person}", "{upn}", "{local}").anyMatch(path::contains)) {
            String somebody = "from person where tenant_id = '%s' order by md5(person_id::text) limit 1"
                    .formatted(tenant(question.tenant()));
            path = path.replace("{person}", one("select person_id " + somebody))
                    .replace("{upn}", one("select user_principal_name " + somebody))
                    .replace(
                            "{local}",
                            one("select regexp_replace(user_principal_name, '^.*[.](.*)@.*$', '\\1') " + somebody));
        }
        return path.replace("{group}", id("g" + question.tenant() + ".1").toString())
                .replace("{author}", id("p7").toString())
                .replace(
                        "{since}",
                        Instant.now()
                                .minusSeconds(3_600)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                .replace("{customer}", tenant(scale.partners() + 2).toString());
    }

    private String one(String query) throws SQLException {
        try (Connection connection = database.connect(scale.database());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static TenantId tenant(int number) {
        return new TenantId(id("t" + number));
    }

    /** The same ids as {@link Population} gives. */
    private static UUID id(String of) {
        try {
            String hex = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(of.getBytes(StandardCharsets.UTF_8)));
            return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
