package io.homeward.tenant.policy;

/** What the rules of a tenant consist of. The wire names stand in kept versions, so they never change. */
public enum Thing {
    POLICY("conditionalAccessPolicy"),
    LOCATION("namedLocation"),
    STRENGTH("authenticationStrengthPolicy"),
    /** Of this and the following a tenant has one; its id is the tenant's. */
    REGISTRATION_POLICY("registrationPolicy"),
    BREAK_GLASS("breakGlassAccounts"),
    EXTERNAL_ACCESS("externalAccess"),
    SELF_SERVICE("selfService");

    private final String wireName;

    Thing(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** @throws IllegalArgumentException for a name that no version of this service has written */
    public static Thing ofWire(String wireName) {
        for (Thing thing : values()) {
            if (thing.wireName.equals(wireName)) {
                return thing;
            }
        }
        throw new IllegalArgumentException("Not a part of the rules: " + wireName);
    }
}
