package io.homeward.tenant.directory;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import org.jdbi.v3.core.Handle;

/**
 * Whose open standing an account inherits (D25): of every account of the tenant that ever had one of its names or is linked to the same person
 * elsewhere, and of their predecessors in turn. Whether the earlier account was deleted or merely renamed makes no difference; either way a new
 * one under its name would otherwise begin with a clean sheet. What was inherited once is never taken off again.
 */
final class Lineage {
    private Lineage() {}

    /** Notes the present name of somebody whose row is locked in this transaction, and what he inherits by his names and his link. */
    static void note(Handle handle, TenantId tenant, PersonId id) {
        handle.createUpdate("""
                        insert into held_name (tenant_id, name_hash, person_id)
                        select tenant_id, sha256(convert_to(lower(user_principal_name), 'UTF8')), person_id
                        from person where tenant_id = :tenant and person_id = :id
                        on conflict do nothing""")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .execute();
        handle.createUpdate("""
                        with kin as (
                            select theirs.person_id from held_name mine join held_name theirs using (tenant_id, name_hash)
                            where mine.tenant_id = :tenant and mine.person_id = :id
                            union
                            select other.person_id from person me join person other using (tenant_id, home_person_id)
                            where me.tenant_id = :tenant and me.person_id = :id
                        ), all_of_them as (
                            select person_id from kin
                            union select unnest(p.predecessors) from person p join kin on kin.person_id = p.person_id
                            where p.tenant_id = :tenant
                        )
                        update person set predecessors = array(
                            select person_id from all_of_them where person_id <> :id order by person_id)
                        where tenant_id = :tenant and person_id = :id""")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .execute();
    }
}
