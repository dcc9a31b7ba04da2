package io.homeward.risk.familiarity.budget;

/** How a sign-in is judged, in order of severity. */
public enum Grade {
    NONE,
    LOW,
    MEDIUM,
    HIGH;

    public Grade higher(Grade other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Grade atMost(Grade cap) {
        return compareTo(cap) <= 0 ? this : cap;
    }
}
