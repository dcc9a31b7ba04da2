package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.Origin;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.graph.refusal.RequestIds;
import io.homeward.remediation.mail.Language;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is known of the machine a request came from, as the gateway saw it.
 *
 * @param country of the address, where the gateway could look it up
 * @param browser the mark the gateway has given this browser, hashed: it tells browsers apart and leads nowhere
 * @param language in which the person is told things, as the browser asks
 * @param requestId for the details panel
 */
public record Client(
        Optional<String> ipAddress,
        Optional<String> userAgent,
        Optional<CountryCode> country,
        Optional<String> browser,
        Language language,
        String requestId) {
    public Client {
        requireNonNull(ipAddress, "ipAddress");
        requireNonNull(userAgent, "userAgent");
        requireNonNull(country, "country");
        requireNonNull(browser, "browser");
        requireNonNull(language, "language");
        requireNonNull(requestId, "requestId");
    }

    private static final int LONGEST_HEADER = 1_000;

    /** As the gateway says: it has removed these headers from what came from outside, and set its own. */
    public static Client of(RoutingContext request) {
        return new Client(
                header(request, "Homeward-Client-Ip"),
                header(request, "User-Agent"),
                header(request, "Homeward-Client-Country").flatMap(CountryCode::parse),
                header(request, "Homeward-Client-Browser").map(Client::hashed),
                header(request, "Accept-Language").flatMap(Language::of).orElse(Language.ENGLISH),
                RequestIds.of(request));
    }

    private static Optional<String> header(RoutingContext request, String name) {
        return Optional.ofNullable(request.request().getHeader(name))
                .map(value -> value.substring(0, Math.min(value.length(), LONGEST_HEADER)));
    }

    /** What leaves this service of a browser's mark: SHA-256 in hexadecimal, the same in every tenant. */
    public static String hashed(String mark) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(mark.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** @param otherwise the country, where the gateway could not say */
    public Surroundings surroundings(Optional<CountryCode> otherwise) {
        return new Surroundings(
                new Origin(ipAddress.flatMap(IpAddress::parse), country.or(() -> otherwise)),
                userAgent.flatMap(Platform::ofUserAgent),
                Optional.empty());
    }
}
