package io.homeward.tenant.delegation;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/** Whether a relationship goes on by itself when its end comes near. */
public enum AutoExtend {
    NEVER("PT0S", Period.ZERO),
    HALF_A_YEAR("P180D", Period.ofDays(180));

    private final String wire;
    private final Period by;

    AutoExtend(String wire, Period by) {
        this.wire = wire;
        this.by = by;
    }

    /** @throws IllegalArgumentException where it is neither {@code PT0S}, {@code P0D} nor {@code P180D} */
    public static AutoExtend of(String text) {
        return switch (text) {
            case "PT0S", "P0D" -> NEVER;
            case "P180D" -> HALF_A_YEAR;
            default -> throw new IllegalArgumentException("autoExtendDuration is PT0S or P180D, not '" + text + "'");
        };
    }

    public String wire() {
        return wire;
    }

    Instant from(Instant end) {
        return end.atOffset(ZoneOffset.UTC).plus(by).toInstant();
    }
}
