package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;

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
}
