package io.homeward.remediation.openid;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.DirectoryPerson;
import io.homeward.accessrules.entry.Known;
import io.homeward.accessrules.entry.Relationship;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.HomeWaiver;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has been read for one person who wants into one tenant; asked about anybody else it knows nothing.
 *
 * @param rules of the tenants along the ways
 * @param invitations of him, into the tenant he wants to enter
 * @param relationships among the tenants along the ways
 * @param risks his own, and those of accounts before his
 */
record Gathered(
        TenantId home,
        PersonId id,
        Map<TenantId, TenantRules> rules,
        Optional<DirectoryPerson> account,
        List<DirectoryPerson> invitations,
        List<Relationship> relationships,
        Map<PersonId, UserRisk> risks,
        Optional<Capability> capability,
        List<HomeWaiver> waivers,
        Freshness freshness)
        implements Known {

    @Override
    public Optional<TenantRules> rules(TenantId tenant) {
        return Optional.ofNullable(rules.get(tenant));
    }

    @Override
    public Optional<DirectoryPerson> person(TenantId tenant, PersonId person) {
        return account.filter(each -> each.id().equals(person)).filter(each -> tenant.equals(home));
    }

    @Override
    public List<DirectoryPerson> invitations(TenantId tenant, PersonId person, TenantId inviting) {
        return isHim(tenant, person)
                ? invitations.stream()
                        .filter(each -> each.tenant().equals(inviting))
                        .toList()
                : List.of();
    }

    @Override
    public List<Relationship> relationships(TenantId partner, TenantId customer) {
        return relationships.stream()
                .filter(each ->
                        each.partner().equals(partner) && each.customer().equals(customer))
                .toList();
    }

    @Override
    public List<Relationship> passingOn(TenantId customer, TenantId through) {
        return relationships.stream()
                .filter(each ->
                        each.customer().equals(customer) && each.subDelegates().contains(through))
                .toList();
    }

    @Override
    public Optional<UserRisk> risk(TenantId tenant, PersonId person) {
        return tenant.equals(home) ? Optional.ofNullable(risks.get(person)) : Optional.empty();
    }

    @Override
    public Optional<Capability> capability(TenantId tenant, PersonId person) {
        return isHim(tenant, person) ? capability : Optional.empty();
    }

    @Override
    public List<HomeWaiver> waivers(TenantId tenant, PersonId person) {
        return isHim(tenant, person) ? waivers : List.of();
    }

    private boolean isHim(TenantId tenant, PersonId person) {
        return tenant.equals(home) && person.equals(id);
    }
}
