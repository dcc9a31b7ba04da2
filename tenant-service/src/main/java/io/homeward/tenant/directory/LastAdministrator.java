package io.homeward.tenant.directory;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import org.jdbi.v3.core.Handle;

/** A tenant that ever had an enabled Global Administrator keeps one: whoever is the last cannot be removed, disabled or deleted. */
public final class LastAdministrator {
    private LastAdministrator() {}

    /**
     * Asked before somebody ceases to be an enabled Global Administrator, in the transaction that does it. Those who ask wait for each other, so
     * that two administrators who disable each other at the same time do not both succeed.
     *
     * @param person as he is under the lock
     * @throws Refusal {@link Fault#LAST_ADMINISTRATOR}
     */
    public static void mayLeave(Handle handle, Person person) {
        if (!person.profile().accountEnabled()
                || person.deleted()
                || !person.roles().contains(DirectoryRole.GLOBAL_ADMINISTRATOR.id())) {
            return;
        }
        handle.createQuery("select tenant_id from tenant where tenant_id = :tenant for no key update")
                .bind("tenant", person.tenant().value())
                .mapTo(String.class)
                .one();
        boolean another = handle.createQuery("""
                        select exists (select from role_assignment r join person p using (tenant_id, person_id)
                            where r.tenant_id = :tenant and r.role_id = :role and p.person_id <> :person
                                and p.deleted_at is null and p.account_enabled
                                and p.guest_state is distinct from 'PendingAcceptance')""")
                .bind("tenant", person.tenant().value())
                .bind("role", DirectoryRole.GLOBAL_ADMINISTRATOR.id().value())
                .bind("person", person.id().value())
                .mapTo(Boolean.class)
                .one();
        if (!another) {
            throw new Refusal(Fault.LAST_ADMINISTRATOR);
        }
    }
}
