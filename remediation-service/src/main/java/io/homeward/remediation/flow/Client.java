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
 * @param requestId for the details panel
 */
record Client(Optional<String> ipAddress, Optional<String> userAgent, String requestId) {
    Client {
        requireNonNull(ipAddress, "ipAddress");
        requireNonNull(userAgent, "userAgent");
        requireNonNull(requestId, "requestId");
    }

    /** @param country where the address is, as far as anybody said so who can be believed */
    Surroundings surroundings(Optional<CountryCode> country) {
        return new Surroundings(
                new Origin(ipAddress.flatMap(IpAddress::parse), country),
                userAgent.flatMap(Platform::ofUserAgent),
                Optional.empty());
    }
}
