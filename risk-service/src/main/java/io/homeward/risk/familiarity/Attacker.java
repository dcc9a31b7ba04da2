package io.homeward.risk.familiarity;

/** Who else it might be. */
public enum Attacker {
    /** Draws everything from what is usual in the tenant. */
    NAIVE,
    /** Comes from the person's country. */
    VPN,
    /** Has copied operator and device as well. */
    TARGETED,
    /** Sits anywhere. */
    FOREIGN;

    /** For people. */
    public String words() {
        return switch (this) {
            case NAIVE -> "somebody who knows nothing but the password";
            case VPN -> "somebody who comes in from the person's country";
            case TARGETED -> "somebody who has copied the person's network and device";
            case FOREIGN -> "somebody on infrastructure foreign to the tenant";
        };
    }
}
