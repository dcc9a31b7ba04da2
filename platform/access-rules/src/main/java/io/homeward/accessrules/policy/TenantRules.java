package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.TenantId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All rules of one tenant: one unit of consistency, and one record of the change feed.
 *
 * @param name the tenant's name as shown to people
 * @param format raised when a reader of the previous format would misread; see {@link #FORMAT}
 */
public record TenantRules(
        TenantId tenant,
        String name,
        int format,
        List<Policy> policies,
        RegistrationPolicy registration,
        ExternalAccess externalAccess) {

    /** The newest format this version reads. */
    public static final int FORMAT = 1;

    public TenantRules {
        requireNonNull(tenant, "tenant");
        requireNonNull(name, "name");
        policies = List.copyOf(policies);
        requireNonNull(registration, "registration");
        requireNonNull(externalAccess, "externalAccess");
    }

    /** A tenant that has said nothing yet. */
    public static TenantRules none(TenantId tenant, String name) {
        return new TenantRules(tenant, name, FORMAT, List.of(), RegistrationPolicy.NONE, ExternalAccess.BUILT_IN);
    }

    public TenantRules withPolicies(List<Policy> replaced) {
        return new TenantRules(tenant, name, format, replaced, registration, externalAccess);
    }

    public TenantRules with(RegistrationPolicy replaced) {
        return new TenantRules(tenant, name, format, policies, replaced, externalAccess);
    }

    public TenantRules with(ExternalAccess replaced) {
        return new TenantRules(tenant, name, format, policies, registration, replaced);
    }

    /** Whether this version can read what stands here. */
    public boolean formatKnown() {
        return format <= FORMAT;
    }

    /** What every policy says, also those in report-only mode; disabled ones say nothing. */
    public List<Verdict> judge(Circumstances circumstances) {
        return policies.stream()
                .filter(policy -> policy.state() != Policy.State.DISABLED)
                .map(policy -> policy.judge(circumstances, formatKnown()))
                .collect(Collectors.toUnmodifiableList());
    }
}
