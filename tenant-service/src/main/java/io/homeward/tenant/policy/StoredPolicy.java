package io.homeward.tenant.policy;

import io.homeward.accessrules.PolicyId;
import java.time.Instant;
import java.util.Optional;

/**
 * A conditional-access policy as it is kept.
 *
 * @param number counts its changes; clients see it as the ETag
 * @param deletedAt empty while it is in force or could be
 */
public record StoredPolicy(
        PolicyId id,
        GraphPolicy content,
        long number,
        Instant createdAt,
        Optional<Instant> modifiedAt,
        Optional<Instant> deletedAt) {}
