package io.homeward.bench.speed;

import io.homeward.accessrules.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * People in tenants, numbered. Person n is like person n modulo {@link #PATTERNS}: the same address and device, so that his habits can be copied.
 *
 * @param people how many there are
 * @param tenants how many tenants they are in; {@link #PATTERNS} is a multiple of it
 */
public record Crowd(int people, int tenants) {
    /** People whose habits are learned through the service; everybody else has a copy of one of theirs. */
    public static final int PATTERNS = 1_000;

    /** What a pattern has behind it: enough that it is nobody new. */
    public static final int EARLIER = 8;

    private static final double MISTYPED = .02;
    private static final double ELSEWHERE = .03;

    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15",
            "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36");

    public Crowd {
        if (PATTERNS % tenants != 0) {
            throw new IllegalArgumentException(PATTERNS + " is no multiple of " + tenants);
        }
    }

    public static TenantId tenant(int number) {
        return new TenantId(id("t" + number));
    }

    TenantId of(int person) {
        return tenant(person % tenants);
    }

    static UUID person(int number) {
        return id("p" + number);
    }

    static String name(int person) {
        return "p" + person + "@bench.example";
    }

    /** An ordinary sign-in of somebody, mostly from where he always is. */
    public byte[] signIn(int person, Instant at, RandomGenerator random) {
        boolean elsewhere = random.nextDouble() < ELSEWHERE;
        return signIn(person, at, elsewhere ? 11 + random.nextInt(200) : 10, random.nextDouble() < MISTYPED);
    }

    /** One that was like all others of this person. */
    public byte[] usual(int person, Instant at) {
        return signIn(person, at, 10, false);
    }

    private static byte[] signIn(int person, Instant at, int host, boolean mistyped) {
        int pattern = person % PATTERNS;
        return """
                {"id":"%s","createdDateTime":"%s","userPrincipalName":"%s","userId":"%s","appId":"app-%d",\
                "appDisplayName":"Mail","ipAddress":"24.%d.%d.%d","clientAppUsed":"Browser","correlationId":"%s","isInteractive":true,\
                "userAgent":"%s","deviceDetail":{"deviceId":"","operatingSystem":"","browser":""},\
                "location":{"city":"Bergen","state":"Vestland","countryOrRegion":"NO","geoCoordinates":{"latitude":60.39,"longitude":5.32}},\
                "status":{"errorCode":%d,"failureReason":""}}""".formatted(
                        UUID.randomUUID(),
                        at.truncatedTo(ChronoUnit.MICROS),
                        name(person),
                        person(person),
                        pattern % 3,
                        pattern / 250,
                        pattern % 250,
                        host,
                        UUID.randomUUID(),
                        AGENTS.get(pattern % AGENTS.size()),
                        mistyped ? 50126 : 0)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** As {@code md5(text)::uuid}. */
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
