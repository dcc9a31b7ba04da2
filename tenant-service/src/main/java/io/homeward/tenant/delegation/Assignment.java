package io.homeward.tenant.delegation;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Which of a relationship's roles one of the partner's groups uses. It is in force, and out of force, with the commit; its status says
 * from when on every gateway is sure to heed it.
 *
 * @param status {@code pending}, {@code active}, {@code deleting} or {@code deleted}
 * @param revision counts its changes; clients see it as the ETag
 */
public record Assignment(
        UUID id,
        GroupId group,
        Set<RoleId> roles,
        String status,
        Instant createdAt,
        Instant modifiedAt,
        long revision) {

    /** Within this time a change reaches every gateway, or the gateway refuses: the propagation bound. */
    static final Duration PROPAGATION = Duration.ofSeconds(1);

    static final String PENDING = "pending";

    public Assignment {
        roles = Set.copyOf(roles);
    }

    /** The same group with other roles. */
    Assignment with(Set<RoleId> others, Instant at) {
        return new Assignment(id, group, others, status, createdAt, at, revision + 1);
    }
}
