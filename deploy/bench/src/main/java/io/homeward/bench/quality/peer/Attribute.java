package io.homeward.bench.quality.peer;

import io.homeward.bench.quality.world.Login;

/** What Freeman's model looks at. */
enum Attribute {
    ADDRESS(1),
    NETWORK(2),
    COUNTRY(3),
    USER_AGENT(4),
    BROWSER(5),
    SYSTEM(6),
    DEVICE_TYPE(7);

    private final int kind;

    Attribute(int kind) {
        this.kind = kind;
    }

    /** A number of its own, below 10. */
    int kind() {
        return kind;
    }

    private long of(Login login) {
        return switch (this) {
            case ADDRESS -> login.address();
            case NETWORK -> login.network();
            case COUNTRY -> login.country();
            case USER_AGENT -> login.device().userAgent();
            case BROWSER -> login.device().browser() * 1_000L + login.device().browserVersion();
            case SYSTEM -> login.device().os() * 1_000L + login.device().osVersion();
            case DEVICE_TYPE -> login.device().mobile() ? 1 : 0;
        };
    }

    /** Its key in the counts of everybody in the tenant. */
    long everybodys(Login login) {
        return Counter.key(kind, -1 - login.tenant(), of(login));
    }

    /** Its key in the counts of the person. */
    long own(Login login) {
        return Counter.key(kind, login.user(), of(login));
    }
}
