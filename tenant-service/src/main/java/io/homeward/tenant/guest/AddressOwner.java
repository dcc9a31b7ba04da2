package io.homeward.tenant.guest;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.registry.DomainName;
import io.homeward.tenant.registry.Domains;
import io.homeward.tenant.registry.PlatformTenant;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The tenant that has proven the domain of an invited address, where one has. */
@Singleton
class AddressOwner {
    private final Domains domains;
    private final PlatformTenant platform;

    AddressOwner(Domains domains, PlatformTenant platform) {
        this.domains = domains;
        this.platform = platform;
    }

    Optional<TenantId> of(String mail) {
        return DomainName.ofPerson(mail).flatMap(name -> domains.owner(platform.id(), name));
    }
}
