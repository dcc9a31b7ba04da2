package io.homeward.remediation.federation;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.IdentityProvider;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Who is who at a provider: issuer and subject, for ever (D29). The first time somebody is found by a name that the provider vouches for, and from then on by
 * nothing but that: a name that is given to another person later opens nothing.
 */
@Singleton
class FederatedPeople {
    private final People people;

    FederatedPeople(People people) {
        this.people = people;
    }

    /**
     * Somebody of the tenant, who may sign in and whose name is of a domain of this provider; nobody, whatever of that is not so.
     */
    Optional<PersonId> person(Handle handle, IdentityProvider provider, Said said, Instant now) {
        TenantId tenant = provider.tenant();
        return bound(handle, tenant, said)
                .map(person -> people.find(handle, tenant, person))
                .orElseGet(() -> first(handle, provider, said, now))
                .filter(person -> mayComeBy(provider, person))
                .map(Person::id);
    }

    private static boolean mayComeBy(IdentityProvider provider, Person person) {
        return person.signsInHere() && person.mayExist() && provider.signsIn(person.userPrincipalName());
    }

    private Optional<Person> first(Handle handle, IdentityProvider provider, Said said, Instant now) {
        return said.name()
                .filter(provider::signsIn)
                .flatMap(name -> people.named(handle, provider.tenant(), name))
                .filter(person -> mayComeBy(provider, person))
                .filter(person -> bind(handle, provider.tenant(), said, person.id(), now));
    }

    private static Optional<PersonId> bound(Handle handle, TenantId tenant, Said said) {
        return handle.createQuery("""
                        select person_id from federated_person
                        where tenant_id = :tenant and issuer = :issuer and subject = :subject""")
                .bind("tenant", tenant.value())
                .bind("issuer", said.issuer())
                .bind("subject", said.subject())
                .mapTo(UUID.class)
                .findOne()
                .map(PersonId::new);
    }

    /** @return false where the person is bound to another subject of this issuer already, or the subject to another person */
    private static boolean bind(Handle handle, TenantId tenant, Said said, PersonId person, Instant now) {
        int bound = handle.createUpdate("""
                        insert into federated_person (tenant_id, issuer, subject, person_id, bound_at)
                        values (:tenant, :issuer, :subject, :person, :now) on conflict do nothing""")
                .bind("tenant", tenant.value())
                .bind("issuer", said.issuer())
                .bind("subject", said.subject())
                .bind("person", person.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
        return bound == 1 || bound(handle, tenant, said).filter(person::equals).isPresent();
    }
}
