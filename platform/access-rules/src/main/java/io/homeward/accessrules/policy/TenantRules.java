package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.accessrules.place.Origin;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All rules of one tenant: one unit of consistency, and one record of the change feed.
 *
 * @param name the tenant's name as shown to people
 * @param format raised when a reader of the previous format would misread; see {@link #FORMAT}
 * @param namedLocations the places that policies name; those that are trusted also vouch for registrations (D18)
 * @param selfService what its people may do by themselves; absent in rules of an earlier release
 * @param breakGlass the accounts kept for emergencies. Policies exclude them by their own exclusions and no rule does it for them; that one
 *     was used is reported ({@link io.homeward.accessrules.Obligation#REPORT_BREAK_GLASS_USE}). Abroad they are people like others.
 */
public record TenantRules(
        TenantId tenant,
        String name,
        int format,
        List<Policy> policies,
        RegistrationPolicy registration,
        ExternalAccess externalAccess,
        List<NamedLocation> namedLocations,
        Set<PersonId> breakGlass,
        SelfService selfService) {

    /**
     * The newest format this version reads. 1: risk levels, applications, client types. 2: locations, platforms, device filters, user
     * actions, authentication flows, session controls, strengths of the tenant's own making, break-glass accounts.
     */
    public static final int FORMAT = 2;

    public TenantRules {
        requireNonNull(tenant, "tenant");
        requireNonNull(name, "name");
        policies = List.copyOf(policies);
        requireNonNull(registration, "registration");
        requireNonNull(externalAccess, "externalAccess");
        namedLocations = List.copyOf(namedLocations);
        breakGlass = Set.copyOf(breakGlass);
        selfService = requireNonNullElse(selfService, SelfService.BUILT_IN);
    }

    /** With what people may do by themselves as it is built in. */
    public TenantRules(
            TenantId tenant,
            String name,
            int format,
            List<Policy> policies,
            RegistrationPolicy registration,
            ExternalAccess externalAccess,
            List<NamedLocation> namedLocations,
            Set<PersonId> breakGlass) {
        this(
                tenant,
                name,
                format,
                policies,
                registration,
                externalAccess,
                namedLocations,
                breakGlass,
                SelfService.BUILT_IN);
    }

    /** A tenant that has said nothing yet. */
    public static TenantRules none(TenantId tenant, String name) {
        return new TenantRules(
                tenant, name, FORMAT, List.of(), RegistrationPolicy.NONE, ExternalAccess.BUILT_IN, List.of(), Set.of());
    }

    public TenantRules withPolicies(List<Policy> replaced) {
        return new TenantRules(
                tenant, name, format, replaced, registration, externalAccess, namedLocations, breakGlass, selfService);
    }

    public TenantRules with(RegistrationPolicy replaced) {
        return new TenantRules(
                tenant, name, format, policies, replaced, externalAccess, namedLocations, breakGlass, selfService);
    }

    public TenantRules with(ExternalAccess replaced) {
        return new TenantRules(
                tenant, name, format, policies, registration, replaced, namedLocations, breakGlass, selfService);
    }

    public TenantRules withLocations(List<NamedLocation> replaced) {
        return new TenantRules(
                tenant, name, format, policies, registration, externalAccess, replaced, breakGlass, selfService);
    }

    public TenantRules withBreakGlass(Set<PersonId> replaced) {
        return new TenantRules(
                tenant, name, format, policies, registration, externalAccess, namedLocations, replaced, selfService);
    }

    public TenantRules with(SelfService replaced) {
        return new TenantRules(
                tenant, name, format, policies, registration, externalAccess, namedLocations, breakGlass, replaced);
    }

    /** Whether the tenant vouches for this place. Unknown is not trusted. */
    public boolean trusts(Origin origin) {
        return Locations.Places.TRUSTED.contain(origin, namedLocations) == Truth.TRUE;
    }

    /** Whether this version can read what stands here. */
    public boolean formatKnown() {
        return format <= FORMAT;
    }

    /** What every policy says, also those in report-only mode; disabled ones say nothing. */
    public List<Verdict> judge(Circumstances circumstances) {
        return policies.stream()
                .filter(policy -> policy.state() != Policy.State.DISABLED)
                .map(policy -> policy.judge(circumstances, this))
                .collect(Collectors.toUnmodifiableList());
    }
}
