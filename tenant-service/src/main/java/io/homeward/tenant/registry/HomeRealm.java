package io.homeward.tenant.registry;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;

/**
 * Where somebody signs in, by the domain of his name alone. Whether there is such a person is not looked at, so nobody learns it.
 */
@Singleton
public class HomeRealm {
    private final Domains domains;
    private final Tenants tenants;
    private final PlatformTenant platform;

    HomeRealm(Domains domains, Tenants tenants, PlatformTenant platform) {
        this.domains = domains;
        this.tenants = tenants;
        this.platform = platform;
    }

    /** @throws Refusal {@link Fault#HOME_UNKNOWN}, whatever the reason */
    public Tenant of(String userPrincipalName) {
        TenantId installation = platform.id();
        return DomainName.ofPerson(userPrincipalName)
                .flatMap(name -> domains.owner(installation, name))
                .flatMap(owner -> tenants.find(installation, owner))
                .filter(Tenant::active)
                .orElseThrow(() -> new Refusal(Fault.HOME_UNKNOWN));
    }
}
