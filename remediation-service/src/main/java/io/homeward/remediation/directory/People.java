package io.homeward.remediation.directory;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.DirectoryPerson;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** People by id and by name. Works in the caller's transaction, bound to the tenant. */
@Singleton
public class People {

    public Optional<Person> find(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("select document from person where tenant_id = :tenant and person_id = :person")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .mapTo(String.class)
                .findOne()
                .map(document -> Document.read(document, Person.class));
    }

    /** Those of these who are here. */
    public List<Person> some(Handle handle, TenantId tenant, Collection<PersonId> people) {
        return handle.createQuery("select document from person where tenant_id = :tenant and person_id = any(:people)")
                .bind("tenant", tenant.value())
                .bindArray(
                        "people",
                        UUID.class,
                        people.stream().map(PersonId::value).toList())
                .mapTo(String.class)
                .map(document -> Document.read(document, Person.class))
                .list();
    }

    /** By user principal name, in whatever case. Where two bear it while a change of names is under way, it is nobody's. */
    public Optional<Person> named(Handle handle, TenantId tenant, String userPrincipalName) {
        List<String> found = handle.createQuery("""
                        select document from person
                        where tenant_id = :tenant and user_principal_name = :name and not gone limit 2
                        """)
                .bind("tenant", tenant.value())
                .bind("name", userPrincipalName.toLowerCase(Locale.ROOT))
                .mapTo(String.class)
                .list();
        return found.size() == 1 ? Optional.of(Document.read(found.getFirst(), Person.class)) : Optional.empty();
    }

    /** As {@link #find}, as far as entering other tenants concerns it. */
    public Optional<DirectoryPerson> account(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("select document from person where tenant_id = :tenant and person_id = :person")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .mapTo(String.class)
                .findOne()
                .map(document -> Document.read(document, DirectoryPerson.class));
    }

    /** The accounts that a tenant made for somebody who is at home elsewhere (D11), also such as do not count any more. */
    public List<DirectoryPerson> invitations(Handle handle, TenantId inviting, TenantId home, PersonId person) {
        return handle.createQuery("""
                        select document from person
                        where tenant_id = :inviting and document #>> '{guest,homePerson}' = :person
                            and document #>> '{guest,homeTenant}' = :home
                        """)
                .bind("inviting", inviting.value())
                .bind("home", home.toString())
                .bind("person", person.toString())
                .mapTo(String.class)
                .map(document -> Document.read(document, DirectoryPerson.class))
                .list();
    }
}
