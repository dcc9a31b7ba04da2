package io.homeward.risk.signin;

import java.util.Set;

/**
 * How a sign-in ended.
 *
 * @param errorCode the public sign-in error number; 0 is success
 * @param failureReason as the source worded it; empty where it did not
 * @param byPassword whether it was a password that was accepted or refused, as opposed to a key or a ticket
 */
public record Outcome(int errorCode, String failureReason, boolean byPassword) {

    /** What the outcome says about the secret that was tried. */
    public enum Kind {
        /** Let in. */
        ACCEPTED,
        /** The secret was right, and something else stopped or interrupted the sign-in: MFA, a policy, an expired password. */
        VALIDATED,
        /** The secret was wrong, or nobody has that name. */
        FAILED,
        /** Says nothing about the secret. */
        OTHER
    }

    /** Numbers that are only given once the password was right (H15: throttled and disabled accounts are told apart only then). */
    private static final Set<Integer> AFTER_THE_RIGHT_PASSWORD = Set.of(
            50055, 50057, 50072, 50074, 50076, 50078, 50079, 50125, 50131, 50135, 50140, 50142, 50144, 50158, 50177,
            53000, 53001, 53002, 53003, 53004, 53009, 53010, 53011, 65001, 500121, 530032, 530034, 530035);

    /** Wrong password, no such user, locked out by smart lock-out, no password on the account. */
    private static final Set<Integer> WRONG_SECRET = Set.of(50126, 50034, 50053, 50056);

    /** The second factor was declined, or the prompt ran out. It is only asked for after the right password. */
    private static final int SECOND_FACTOR_DENIED = 500121;

    public Kind kind() {
        if (errorCode == 0) {
            return Kind.ACCEPTED;
        }
        if (WRONG_SECRET.contains(errorCode)) {
            return Kind.FAILED;
        }
        return AFTER_THE_RIGHT_PASSWORD.contains(errorCode) ? Kind.VALIDATED : Kind.OTHER;
    }

    /** The numbers of {@link Kind#FAILED}, for statements. */
    public static Integer[] wrongSecret() {
        return WRONG_SECRET.toArray(Integer[]::new);
    }

    /** Whether whoever was there knew the account's secret. Risk is only ever found in such sign-ins (H14). */
    public boolean credentialsRight() {
        return switch (kind()) {
            case ACCEPTED, VALIDATED -> true;
            case FAILED, OTHER -> false;
        };
    }

    /** Whether somebody with the right secret asked for a second factor and did not get it. */
    public boolean secondFactorDenied() {
        return errorCode == SECOND_FACTOR_DENIED;
    }

    /** Whether whoever was there knew the account's password. */
    public boolean passwordRight() {
        return credentialsRight() && byPassword;
    }
}
