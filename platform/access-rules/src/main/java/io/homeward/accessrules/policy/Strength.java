package io.homeward.accessrules.policy;

/** Which second factors satisfy a demand for MFA; the stricter one later. */
public enum Strength {
    ANY_MFA,
    PHISHING_RESISTANT;

    public Strength stricter(Strength other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
