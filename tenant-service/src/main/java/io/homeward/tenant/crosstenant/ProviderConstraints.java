package io.homeward.tenant.crosstenant;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The most a customer lets a service provider be, whatever their relationships say (Graph: {@code serviceProviderConstraints}). */
public final class ProviderConstraints {
    private ProviderConstraints() {}

    /** Who must heed a changed constraint in the transaction that changes it. */
    public interface Heeding {

        /** @param handle bound to both, with {@link #hold} taken */
        void constrained(Handle handle, TenantId customer, TenantId provider);
    }

    /**
     * Whoever approves for a customer, or changes its constraints, comes after whoever does already; taken before any row is locked.
     *
     * @param handle any transaction
     */
    public static void hold(Handle handle, TenantId customer) {
        handle.createQuery(
                        "select pg_advisory_xact_lock(hashtextextended('provider-constraints ' || :customer, 0))::text")
                .bind("customer", customer.toString())
                .mapTo(String.class)
                .one();
    }

    /**
     * @param handle bound to the customer
     * @return the roles the provider may get; empty where the customer has said nothing
     */
    public static Optional<Set<RoleId>> of(Handle handle, TenantId customer, TenantId provider) {
        return handle.createQuery("""
                        select role_cap from cross_tenant_partner
                        where tenant_id = :customer and partner_tenant_id = :provider and role_cap is not null""")
                .bind("customer", customer.value())
                .bind("provider", provider.value())
                .map((row, context) -> Arrays.stream(
                                (UUID[]) row.getArray("role_cap").getArray())
                        .map(RoleId::new)
                        .collect(Collectors.toUnmodifiableSet()))
                .findOne();
    }
}
