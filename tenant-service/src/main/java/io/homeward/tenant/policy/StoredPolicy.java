package io.homeward.tenant.policy;

import io.homeward.accessrules.PolicyId;
import java.time.Instant;
import java.util.Optional;

/** A conditional-access policy as it is kept. */
public record StoredPolicy(PolicyId id, GraphPolicy content, Instant createdAt, Optional<Instant> modifiedAt) {}
