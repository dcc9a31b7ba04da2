package io.homeward.tenancy;

import javax.sql.DataSource;

/** A process of a test has no container that could make the bean. */
public final class TenantDatabases {
    private TenantDatabases() {}

    public static TenantDatabase over(DataSource dataSource) {
        return new TenantDatabase(dataSource);
    }
}
