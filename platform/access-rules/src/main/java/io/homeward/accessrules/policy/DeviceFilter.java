package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

/**
 * Which devices. Kept as it was written; this version has no signal about devices, so it is always unknown. Graph: {@code deviceFilter}.
 *
 * @param rule in Graph's rule syntax
 */
public record DeviceFilter(Mode mode, String rule) {
    public enum Mode {
        INCLUDE,
        EXCLUDE
    }

    public DeviceFilter {
        requireNonNull(mode, "mode");
        requireNonNull(rule, "rule");
    }
}
