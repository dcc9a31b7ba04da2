package io.homeward.accessrules.home;

/** The two headings that tell a help desk which kind of block it is. */
public enum Heading {
    /** A block because of this sign-in. */
    SIGN_IN_BLOCKED("Your sign-in was blocked"),
    /** A block because of the account. */
    ACCOUNT_BLOCKED("Your account is blocked");

    private final String text;

    Heading(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
