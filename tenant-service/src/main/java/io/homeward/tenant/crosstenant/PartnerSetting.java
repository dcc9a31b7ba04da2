package io.homeward.tenant.crosstenant;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a tenant says of one other.
 *
 * @param partner the other
 * @param serviceProvider whether it has a running delegated admin relationship here
 * @param revision counts changes; clients see it as the ETag
 */
record PartnerSetting(TenantId partner, Blocks blocks, boolean serviceProvider, long revision) {

    /** The roles it may get at most as a service provider; empty where nothing is said. */
    Optional<Set<RoleId>> cap() {
        return blocks.read(Blocks.CONSTRAINTS, Blocks.Constraints.class)
                .flatMap(constraints -> Optional.ofNullable(constraints.allowedRoleTemplateIds()))
                .map((List<String> ids) -> ids.stream().map(RoleId::of).collect(Collectors.toUnmodifiableSet()));
    }

    PartnerSetting with(Blocks others) {
        return new PartnerSetting(partner, others, serviceProvider, revision + 1);
    }
}
