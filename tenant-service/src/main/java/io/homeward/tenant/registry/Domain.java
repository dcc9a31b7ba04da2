package io.homeward.tenant.registry;

import io.homeward.accessrules.TenantId;
import java.util.Optional;

/**
 * A domain that a tenant has named.
 *
 * @param name in lower case
 * @param initial the one the tenant was made with, which stays
 * @param proof the text of the DNS record that proves it
 * @param verifiedBy empty while it counts for nothing
 */
public record Domain(
        TenantId tenant, String name, boolean isDefault, boolean initial, String proof, Optional<Proof> verifiedBy) {

    /** How a domain was proven to be the tenant's. */
    public enum Proof {
        /** The operator made the tenant with it. */
        INITIAL("initial"),
        DNS("dns"),
        /** The operator vouched for it. */
        OPERATOR("operator");

        private final String wire;

        Proof(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }

        static Proof of(String wire) {
            for (Proof proof : values()) {
                if (proof.wire.equals(wire)) {
                    return proof;
                }
            }
            throw new IllegalArgumentException("Not a proof: " + wire);
        }
    }

    public boolean verified() {
        return verifiedBy.isPresent();
    }
}
