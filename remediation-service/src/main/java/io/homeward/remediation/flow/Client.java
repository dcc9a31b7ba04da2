package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.Origin;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
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
 * @param requestId for the details panel
 */
record Client(
        Optional<String> ipAddress,
        Optional<String> userAgent,
        Optional<CountryCode> country,
        Optional<String> browser,
        String requestId) {
    Client {
        requireNonNull(ipAddress, "ipAddress");
        requireNonNull(userAgent, "userAgent");
        requireNonNull(country, "country");
        requireNonNull(browser, "browser");
        requireNonNull(requestId, "requestId");
    }

    /** What leaves this service of a browser's mark: SHA-256 in hexadecimal, the same in every tenant. */
    static String hashed(String mark) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(mark.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** @param otherwise the country, where the gateway could not say */
    Surroundings surroundings(Optional<CountryCode> otherwise) {
        return new Surroundings(
                new Origin(ipAddress.flatMap(IpAddress::parse), country.or(() -> otherwise)),
                userAgent.flatMap(Platform::ofUserAgent),
                Optional.empty());
    }
}
