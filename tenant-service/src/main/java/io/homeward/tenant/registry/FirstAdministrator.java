package io.homeward.tenant.registry;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Authority;
import java.time.Instant;
import java.util.Optional;

/** How a tenant gets somebody who administers it; the room that knows people does it. */
public interface FirstAdministrator {

    /** @param reason why, where the tenant has an administrator already */
    record Wanted(String userPrincipalName, String displayName, Optional<String> mail, Optional<String> reason) {}

    /**
     * @param ticket by which he begins, shown this once
     * @param client the application with which he begins
     */
    record Appointed(
            PersonId person,
            String userPrincipalName,
            String ticket,
            String link,
            Instant expiresAt,
            ApplicationId client) {}

    /** @throws io.homeward.tenant.Refusal where nobody could be named so in a tenant with this domain alone */
    void check(Wanted wanted, DomainName domain);

    /**
     * Makes a Global Administrator and lets him begin. The same one again, before he has begun, gets another ticket.
     *
     * @throws io.homeward.tenant.Refusal where the tenant has an administrator who has begun, and there is no reason
     */
    Appointed appoint(Authority by, Tenant tenant, Wanted wanted, Instant at);
}
