package io.homeward.accessrules.policy;

/**
 * What a tenant lets its people do by themselves.
 *
 * @param passwordReset whether they may replace a password that was forgotten or is at risk; without it an administrator has to (H9, D8). Graph:
 *     {@code authorizationPolicy}, {@code allowedToUseSSPR}
 */
public record SelfService(boolean passwordReset) {

    /** Of a tenant that has said nothing, and of one whose rules were published before there was this choice. */
    public static final SelfService BUILT_IN = new SelfService(true);
}
