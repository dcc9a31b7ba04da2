package io.homeward.risk.export;

/** The public sign-in error numbers into which the outcomes of other systems are put. */
final class Codes {
    static final int SUCCESS = 0;

    /** The source says that it failed, and not why. Says nothing about the secret. */
    static final int FAILED = 50000;

    static final int NO_SUCH_USER = 50034;
    static final int LOCKED_OUT = 50053;
    static final int PASSWORD_EXPIRED = 50055;
    static final int MUST_REGISTER_FACTOR = 50072;
    static final int FLOW_EXPIRED = 50089;
    static final int NOT_ASSIGNED = 50105;
    static final int WRONG_PASSWORD = 50126;
    static final int BAD_REDIRECT = 50011;
    static final int CONSENT_DECLINED = 65004;
    static final int TOKEN_EXPIRED = 70008;
    static final int NO_SUCH_APPLICATION = 700016;

    /** The second factor was declined, failed or not answered. */
    static final int FACTOR_FAILED = 500121;

    private Codes() {}
}
