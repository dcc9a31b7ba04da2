package io.homeward.tenant.directory;

import io.homeward.accessrules.GroupId;
import java.time.Instant;
import java.util.Optional;

/**
 * A security group.
 *
 * @param delegates whether a relationship gives its members access to a customer
 * @param deletedAt of one that was deleted; its members are kept for its return
 */
public record Group(
        GroupId id, GroupProfile profile, boolean delegates, Instant createdAt, Optional<Instant> deletedAt) {

    public String displayName() {
        return profile.displayName();
    }
}
