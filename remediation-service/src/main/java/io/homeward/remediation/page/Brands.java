package io.homeward.remediation.page;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Rules;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;

/** How each organisation looks to its people. One that is not known here looks as nobody's. */
@Singleton
public class Brands {
    private final TenantDatabase database;
    private final Rules rules;

    Brands(TenantDatabase database, Rules rules) {
        this.database = database;
        this.rules = rules;
    }

    public Brand of(TenantId tenant) {
        return database.in(tenant, handle -> rules.of(handle, tenant))
                .map(each -> new Brand(each.name()))
                .orElse(Brand.NOBODYS);
    }
}
