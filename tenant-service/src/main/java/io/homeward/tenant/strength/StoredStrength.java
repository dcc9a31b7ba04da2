package io.homeward.tenant.strength;

import java.time.Instant;
import java.util.UUID;

/** @param number counts its changes; clients see it as the ETag */
record StoredStrength(
        UUID id, GraphStrength content, boolean builtIn, long number, Instant createdAt, Instant modifiedAt) {}
