package io.homeward.tenant.delegation;

import io.homeward.accessrules.TenantId;

/** The two tenants of a relationship. */
public enum Side {
    PARTNER("partner"),
    CUSTOMER("customer");

    private final String wire;

    Side(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    /** The side of a tenant that has been found to be one of the two. */
    static Side of(TenantId tenant, RelationshipId relationship) {
        return tenant.equals(relationship.partner()) ? PARTNER : CUSTOMER;
    }
}
