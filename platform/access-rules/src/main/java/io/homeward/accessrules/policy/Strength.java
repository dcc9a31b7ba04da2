package io.homeward.accessrules.policy;

import io.homeward.accessrules.FactorKind;

/** Which second factors satisfy a demand for MFA; the stricter one later. Graph: the built-in authentication strengths. */
public enum Strength {
    ANY_MFA,
    PASSWORDLESS,
    PHISHING_RESISTANT;

    public Strength stricter(Strength other) {
        return compareTo(other) >= 0 ? this : other;
    }

    boolean satisfiedBy(FactorKind kind, boolean phishingResistant) {
        return switch (this) {
            case ANY_MFA -> true;
            case PASSWORDLESS -> phishingResistant || kind.passwordless();
            case PHISHING_RESISTANT -> phishingResistant;
        };
    }
}
