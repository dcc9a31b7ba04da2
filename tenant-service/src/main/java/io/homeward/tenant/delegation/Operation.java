package io.homeward.tenant.delegation;

import java.time.Instant;
import java.util.UUID;

/**
 * A change that every gateway heeds a moment after the call that asked for it.
 *
 * @param data what was asked for, as JSON in a text
 * @param status {@code running}, and {@code succeeded} once every gateway is sure to heed it
 */
record Operation(UUID id, Type type, String data, String status, Instant createdAt) {
    enum Type {
        ACCESS_ASSIGNMENT_UPDATE("delegatedAdminAccessAssignmentUpdate"),
        RELATIONSHIP_UPDATE("delegatedAdminRelationshipUpdate");

        private final String wire;

        Type(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }
}
