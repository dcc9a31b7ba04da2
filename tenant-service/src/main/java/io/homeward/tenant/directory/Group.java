package io.homeward.tenant.directory;

import io.homeward.accessrules.GroupId;
import java.time.Instant;
import java.util.Optional;

/** @param delegates whether a relationship gives its members access to a customer */
public record Group(
        GroupId id, String displayName, Optional<String> description, boolean delegates, Instant createdAt) {}
