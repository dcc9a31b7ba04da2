package io.homeward.accessrules.policy;

/** What a policy can demand. The constants are in the order in which the person is asked. */
public enum Control {
    MFA("mfa"),
    PASSWORD_CHANGE("passwordChange"),
    BLOCK("block");

    private final String wireName;

    Control(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
