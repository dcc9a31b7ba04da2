package io.homeward.remediation.page;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Branding.Picture;
import io.homeward.remediation.directory.Brandings;
import io.homeward.remediation.directory.Rules;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.util.Optional;

/** How each organisation looks to its people. One that is not known here looks as nobody's. */
@Singleton
public class Brands {
    private final TenantDatabase database;
    private final Rules rules;
    private final Brandings brandings;

    Brands(TenantDatabase database, Rules rules, Brandings brandings) {
        this.database = database;
        this.rules = rules;
        this.brandings = brandings;
    }

    public Brand of(TenantId tenant) {
        return database.in(tenant, handle -> rules.of(handle, tenant)
                .map(each -> Brand.of(tenant, each.name(), brandings.of(handle, tenant)))
                .orElse(Brand.NOBODYS));
    }

    Optional<Picture> logo(TenantId tenant, String digest) {
        return database.in(tenant, handle -> brandings.logo(handle, tenant, digest));
    }
}
