package io.homeward.tenant.provider;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.registry.DomainName;
import io.homeward.tenant.registry.Domains;
import io.homeward.tenant.registry.PlatformTenant;
import io.homeward.tenant.registry.Tenant;
import io.homeward.tenant.registry.Tenants;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Where somebody signs in, by the domain of his name alone. Whether there is such a person is not looked at, so nobody learns it.
 */
@Singleton
public class HomeRealm {
    private final Domains domains;
    private final Tenants tenants;
    private final Providers providers;
    private final PlatformTenant platform;

    HomeRealm(Domains domains, Tenants tenants, Providers providers, PlatformTenant platform) {
        this.domains = domains;
        this.tenants = tenants;
        this.providers = providers;
        this.platform = platform;
    }

    /** @param provider who signs in the people of this domain; empty where this tenant does itself */
    public record Home(Tenant tenant, Optional<Provider> provider) {}

    /** @throws Refusal {@link Fault#HOME_UNKNOWN}, whatever the reason */
    public Home of(String userPrincipalName) {
        TenantId installation = platform.id();
        DomainName name = DomainName.ofPerson(userPrincipalName).orElseThrow(() -> new Refusal(Fault.HOME_UNKNOWN));
        Tenant tenant = domains.owner(installation, name)
                .flatMap(owner -> tenants.find(installation, owner))
                .filter(Tenant::active)
                .orElseThrow(() -> new Refusal(Fault.HOME_UNKNOWN));
        return new Home(tenant, providers.ofDomain(tenant.id(), name.text()));
    }
}
