package io.homeward.accessrules.place;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What is known of where and with what somebody signs in or calls. Whatever is empty is not known, and lifts no restriction.
 *
 * @param device the device's id, where it is one that is registered; no filter reads more of it
 */
public record Surroundings(Origin origin, Optional<Platform> platform, Optional<String> device) {
    public static final Surroundings UNKNOWN = new Surroundings(Origin.UNKNOWN, Optional.empty(), Optional.empty());

    public Surroundings {
        requireNonNull(origin, "origin");
        requireNonNull(platform, "platform");
        requireNonNull(device, "device");
    }
}
