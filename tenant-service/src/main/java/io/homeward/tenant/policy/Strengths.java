package io.homeward.tenant.policy;

import java.util.Set;
import java.util.UUID;

/** Authentication strengths that every tenant has, under the ids that scripts know. */
final class Strengths {
    private static final Set<UUID> BUILT_IN = Set.of(
            UUID.fromString("00000000-0000-0000-0000-000000000002"),
            UUID.fromString("00000000-0000-0000-0000-000000000003"),
            UUID.fromString("00000000-0000-0000-0000-000000000004"));

    private Strengths() {}

    static boolean isBuiltIn(UUID id) {
        return BUILT_IN.contains(id);
    }
}
