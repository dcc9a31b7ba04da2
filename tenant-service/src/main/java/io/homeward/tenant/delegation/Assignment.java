package io.homeward.tenant.delegation;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Which of a relationship's roles one of the partner's groups uses.
 *
 * @param revision counts its changes; clients see it as the ETag
 */
public record Assignment(
        UUID id, GroupId group, Set<RoleId> roles, Instant createdAt, Instant modifiedAt, long revision) {
    public Assignment {
        roles = Set.copyOf(roles);
    }
}
