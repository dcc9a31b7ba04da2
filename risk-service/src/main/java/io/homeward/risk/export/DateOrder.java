package io.homeward.risk.export;

import java.util.Arrays;
import java.util.Optional;

/** How a date with slashes is read. */
public enum DateOrder {
    DAY_FIRST("dayFirst"),
    MONTH_FIRST("monthFirst");

    private final String wireName;

    DateOrder(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<DateOrder> ofWire(String name) {
        return Arrays.stream(values())
                .filter(each -> each.wireName.equals(name))
                .findFirst();
    }
}
