package io.homeward.accessrules.review;

import io.homeward.accessrules.policy.Aspect;

/** Why a policy does not apply, or why that cannot be said. Graph: {@code whatIfAnalysisReasons}. */
public enum AnalysisReason {
    NOT_SET("notSet"),
    NOT_ENOUGH_INFORMATION("notEnoughInformation"),
    INVALID_CONDITION("invalidCondition"),
    USERS("users"),
    APPLICATION("application"),
    USER_ACTIONS("userActions"),
    DEVICE_PLATFORM("devicePlatform"),
    DEVICES("devices"),
    CLIENT_APPS("clientApps"),
    LOCATION("location"),
    SIGN_IN_RISK("signInRisk"),
    USER_RISK("userRisk"),
    AUTHENTICATION_FLOW("authenticationFlow"),
    EMPTY_POLICY("emptyPolicy"),
    INVALID_POLICY("invalidPolicy"),
    POLICY_NOT_ENABLED("policyNotEnabled");

    private final String wireName;

    AnalysisReason(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    static AnalysisReason of(Aspect aspect) {
        return switch (aspect) {
            case USERS -> USERS;
            case APPLICATION -> APPLICATION;
            case USER_ACTION -> USER_ACTIONS;
            case CLIENT_APP -> CLIENT_APPS;
            case USER_RISK -> USER_RISK;
            case SIGN_IN_RISK -> SIGN_IN_RISK;
            case LOCATION -> LOCATION;
            case PLATFORM -> DEVICE_PLATFORM;
            case DEVICE -> DEVICES;
            case AUTHENTICATION_FLOW -> AUTHENTICATION_FLOW;
            case UNREADABLE -> INVALID_CONDITION;
        };
    }
}
