package io.homeward.accessrules.risk;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How likely it is that somebody else is at work. The constants are in order of severity (the wire's numbers are not). */
public enum RiskLevel {
    NONE,
    LOW,
    MEDIUM,
    HIGH;

    public boolean atLeast(RiskLevel other) {
        return compareTo(other) >= 0;
    }

    public RiskLevel higher(RiskLevel other) {
        return atLeast(other) ? this : other;
    }

    /** {@code none}, {@code low}, {@code medium}, {@code high}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for {@code hidden}, {@code unknownFutureValue} and anything else that says no level. */
    public static Optional<RiskLevel> ofWire(String wireName) {
        return Stream.of(values())
                .filter(level -> level.wireName().equals(wireName))
                .findFirst();
    }
}
