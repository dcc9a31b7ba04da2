package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.Origin;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import java.util.Optional;

/**
 * What is known of the machine a request came from, as the gateway saw it.
 *
 * @param country of the address, where the gateway could look it up
 * @param requestId for the details panel
 */
record Client(Optional<String> ipAddress, Optional<String> userAgent, Optional<CountryCode> country, String requestId) {
    Client {
        requireNonNull(ipAddress, "ipAddress");
        requireNonNull(userAgent, "userAgent");
        requireNonNull(country, "country");
        requireNonNull(requestId, "requestId");
    }

    /** @param otherwise the country, where the gateway could not say */
    Surroundings surroundings(Optional<CountryCode> otherwise) {
        return new Surroundings(
                new Origin(ipAddress.flatMap(IpAddress::parse), country.or(() -> otherwise)),
                userAgent.flatMap(Platform::ofUserAgent),
                Optional.empty());
    }
}
