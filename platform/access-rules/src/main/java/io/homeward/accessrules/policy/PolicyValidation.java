package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/** What is refused when it is saved, so that no decision ever meets it. */
public final class PolicyValidation {

    private PolicyValidation() {}

    /** Why something cannot be saved. */
    public enum Kind {
        /** 1032: {@code passwordChange} without {@code mfa}, or joined to it by {@code OR}. */
        PASSWORD_CHANGE_WITHOUT_MFA,
        /** 1032: {@code passwordChange} on a policy without {@code userRiskLevels}. */
        PASSWORD_CHANGE_WITHOUT_USER_RISK,
        /** 1032: {@code passwordChange} for some applications only. */
        PASSWORD_CHANGE_NOT_FOR_ALL_APPLICATIONS,
        /** 1032: {@code passwordChange} beside another condition or another control. */
        PASSWORD_CHANGE_WITH_SOMETHING_ELSE,
        /** 1064: {@code clientAppTypes} is empty. */
        NO_CLIENT_APP_TYPES,
        /** {@code block} beside another control, which would never be asked for. */
        BLOCK_WITH_SOMETHING_ELSE,
        /** D13: a threshold for external people that is looser than the built-in one. */
        THRESHOLD_LOOSER_THAN_BUILT_IN
    }

    /**
     * @param code the number a client sees: 1032 and 1064 as administrators' scripts know them, otherwise 400
     * @param message for the administrator
     */
    public record Violation(Kind kind, int code, String message) {
        public Violation {
            requireNonNull(kind, "kind");
            requireNonNull(message, "message");
        }
    }

    /** All violations, not the first. */
    public static List<Violation> check(Policy policy) {
        var found = new ArrayList<Violation>();
        var grant = policy.grant();
        if (policy.conditions().clientAppTypes().isEmpty()) {
            found.add(new Violation(
                    Kind.NO_CLIENT_APP_TYPES,
                    1064,
                    "clientAppTypes must name at least one type; use all for every one."));
        }
        if (grant.controls().contains(Control.BLOCK)
                && (grant.controls().size() > 1
                        || !grant.unknownControls().isEmpty()
                        || !grant.mfa().any())) {
            found.add(new Violation(
                    Kind.BLOCK_WITH_SOMETHING_ELSE, 400, "block cannot be combined with another control."));
        }
        if (grant.controls().contains(Control.PASSWORD_CHANGE)) {
            passwordChange(policy, found);
        }
        return List.copyOf(found);
    }

    /** D13. */
    public static List<Violation> check(ExternalAccess access) {
        return access.threshold() == access.effectiveThreshold()
                ? List.of()
                : List.of(
                        new Violation(
                                Kind.THRESHOLD_LOOSER_THAN_BUILT_IN,
                                400,
                                "The threshold for external people can be high, medium or low. Switching it off would be looser than the built-in rule (D13)."));
    }

    private static void passwordChange(Policy policy, List<Violation> found) {
        var grant = policy.grant();
        var conditions = policy.conditions();
        if (!grant.controls().contains(Control.MFA) || grant.operator() != Grant.Operator.AND) {
            found.add(new Violation(
                    Kind.PASSWORD_CHANGE_WITHOUT_MFA,
                    1032,
                    "passwordChange must be combined with mfa by the operator AND."));
        }
        if (conditions.userRiskLevels().isEmpty()) {
            found.add(new Violation(
                    Kind.PASSWORD_CHANGE_WITHOUT_USER_RISK, 1032, "passwordChange is only valid with userRiskLevels."));
        }
        if (!conditions.applications().equals(Conditions.Applications.ALL)) {
            found.add(new Violation(
                    Kind.PASSWORD_CHANGE_NOT_FOR_ALL_APPLICATIONS,
                    1032,
                    "passwordChange must apply to all applications without exclusions."));
        }
        if (!conditions.signInRiskLevels().isEmpty()
                || !conditions.unreadable().isEmpty()
                || !grant.unknownControls().isEmpty()
                || !(conditions.clientAppTypes().isEmpty()
                        || conditions.clientAppTypes().contains(ClientAppType.ALL))) {
            found.add(
                    new Violation(
                            Kind.PASSWORD_CHANGE_WITH_SOMETHING_ELSE,
                            1032,
                            "passwordChange cannot be combined with a condition other than userRiskLevels, or with a control other than mfa."));
        }
    }
}
