package io.homeward.remediation.event;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.Change;
import io.homeward.outbox.ReplicaRows;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.directory.Person;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** People. Who may not exist any more loses his sessions in the same transaction, once. */
@Singleton
class PersonRows implements ReplicaRows {
    private final Credentials credentials;
    private final InstantSource clock;

    PersonRows(Credentials credentials, InstantSource clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public void put(Handle handle, Change change) {
        Person person = change.as(Person.class);
        if (!person.mayExist() && stored(handle, change.tenant(), person.id())) {
            // First, as the account's lock is taken before any other row of his.
            end(handle, change.tenant(), person.id());
        }
        Optional<String> before = domain(handle, change.tenant(), person.id());
        handle.createUpdate("""
                        insert into person (tenant_id, person_id, user_principal_name, gone, document)
                        values (:tenant, :person, :name, :gone, cast(:document as jsonb))
                        on conflict (tenant_id, person_id) do update set user_principal_name = excluded.user_principal_name,
                            gone = excluded.gone, document = excluded.document
                        """)
                .bind("tenant", change.tenant().value())
                .bind("person", person.id().value())
                .bind("name", person.userPrincipalName().toLowerCase(Locale.ROOT))
                .bind("gone", person.deleted())
                .bind("document", change.state().toString())
                .execute();
        if (!before.equals(domain(handle, change.tenant(), person.id()))) {
            // Another domain may be another provider's.
            credentials.tellAnew(handle, change.tenant(), person.id());
        }
    }

    @Override
    public void remove(Handle handle, TenantId tenant, String key) {
        PersonId person = PersonId.of(key);
        if (stored(handle, tenant, person)) {
            end(handle, tenant, person);
        }
        handle.createUpdate("delete from person where tenant_id = :tenant and person_id = :person")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
    }

    private static Optional<String> domain(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        select substring(user_principal_name from '[^@]*$') from person
                        where tenant_id = :tenant and person_id = :person
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .mapTo(String.class)
                .findOne();
    }

    private void end(Handle handle, TenantId tenant, PersonId person) {
        credentials.endSessionsOfKnown(handle, tenant, person, "accountDisabled", clock.instant());
    }

    /** Whether he was there and could sign in. Somebody never heard of may have been disabled while nobody listened: that counts as could. */
    private static boolean stored(Handle handle, TenantId tenant, PersonId person) {
        Optional<Boolean> could = handle.createQuery("""
                        select (document ->> 'accountEnabled')::boolean and not gone from person
                        where tenant_id = :tenant and person_id = :person
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .mapTo(Boolean.class)
                .findOne();
        return could.orElse(true);
    }
}
