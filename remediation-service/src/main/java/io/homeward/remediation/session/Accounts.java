package io.homeward.remediation.session;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of people, which are their locks. Every method works in the caller's transaction, bound to the tenant. */
@Singleton
public class Accounts {

    /** As it stands, without waiting for anybody. */
    public Account look(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        select session_epoch, temporary_password_pending from account
                        where tenant_id = :tenant and person_id = :person
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .map(Accounts::account)
                .findOne()
                .orElse(Account.NEW);
    }

    /** Takes the person's lock until the transaction ends, and makes the row where there is none. */
    public Account lock(Handle handle, TenantId tenant, PersonId person) {
        handle.createUpdate(
                        "insert into account (tenant_id, person_id) values (:tenant, :person) on conflict do nothing")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
        return handle.createQuery("""
                        select session_epoch, temporary_password_pending from account
                        where tenant_id = :tenant and person_id = :person for update
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .map(Accounts::account)
                .one();
    }

    /** Takes the lock of somebody known here; empty for somebody of whom nothing is held, and no row is made. */
    public Optional<Account> lockKnown(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        select session_epoch, temporary_password_pending from account
                        where tenant_id = :tenant and person_id = :person for update
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .map(Accounts::account)
                .findOne();
    }

    /** @return the epoch that counts from now on */
    public long raiseEpoch(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        update account set session_epoch = session_epoch + 1
                        where tenant_id = :tenant and person_id = :person returning session_epoch
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .mapTo(Long.class)
                .one();
    }

    public void setTemporaryPasswordPending(Handle handle, TenantId tenant, PersonId person, boolean pending) {
        handle.createUpdate("""
                        update account set temporary_password_pending = :pending
                        where tenant_id = :tenant and person_id = :person
                        """)
                .bind("pending", pending)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
    }

    private static Account account(ResultSet row, StatementContext context) throws SQLException {
        return new Account(row.getLong("session_epoch"), row.getBoolean("temporary_password_pending"));
    }
}
