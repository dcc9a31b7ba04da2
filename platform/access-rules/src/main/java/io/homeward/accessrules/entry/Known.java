package io.homeward.accessrules.entry;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.HomeWaiver;
import java.util.List;
import java.util.Optional;

/**
 * What a service holds of the facts about people who come from outside: its own replicas, or what it has read of them for one question. Every
 * method answers at once.
 */
public interface Known {

    /** Empty where there is no such tenant, or it is suspended itself. */
    Optional<TenantRules> rules(TenantId tenant);

    Optional<DirectoryPerson> person(TenantId home, PersonId person);

    /** The accounts that this tenant made for somebody who is at home elsewhere, also such as do not count any more. */
    List<DirectoryPerson> invitations(TenantId home, PersonId person, TenantId inviting);

    /** All between these two, also ended ones. */
    List<Relationship> relationships(TenantId partner, TenantId customer);

    /** Those by which the customer's partners may pass this tenant's people on (D20), also ended ones. */
    List<Relationship> passingOn(TenantId customer, TenantId home);

    /** Empty where nothing was ever said of him; {@link #freshness} says whether that means anything. */
    Optional<UserRisk> risk(TenantId home, PersonId person);

    Optional<Capability> capability(TenantId home, PersonId person);

    /** What home has waived for somebody. None while that may be out of date: what may have been revoked meanwhile lifts nothing (D19). */
    List<HomeWaiver> waivers(TenantId home, PersonId person);

    /** As of this moment. */
    Freshness freshness();
}
