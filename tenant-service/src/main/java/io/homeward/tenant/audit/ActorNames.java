package io.homeward.tenant.audit;

import io.homeward.accessrules.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What an actor is called in one tenant's trail, at the time of the change. Its own people and applications by their names; somebody from
 * outside only by his home tenant's name, which the two know from their relationship: his own name is his home tenant's to tell.
 */
record ActorNames(Handle handle, TenantId trail) {

    /**
     * @param name a user principal name, or an application's display name
     * @param home the name of the home tenant of somebody from outside
     */
    record Names(Optional<String> name, Optional<String> displayName, Optional<String> home) {
        static final Names NONE = new Names(Optional.empty(), Optional.empty(), Optional.empty());
    }

    Names of(Actor actor) {
        return switch (actor) {
            case Actor.Person person -> person.home().equals(trail) ? person(person) : outside(person.home());
            case Actor.Application application ->
                application.home().equals(trail) ? application(application) : outside(application.home());
            case Actor.Outsider outsider -> outside(outsider.home());
            case Actor.Service ignored -> Names.NONE;
            case Actor.Nobody ignored -> Names.NONE;
            case Actor.Itself ignored -> Names.NONE;
        };
    }

    private Names person(Actor.Person person) {
        return handle.createQuery(
                        "select user_principal_name, display_name from person where tenant_id = :tenant and person_id = :id")
                .bind("tenant", trail.value())
                .bind("id", person.id().value())
                .map((row, context) -> new Names(
                        Optional.of(row.getString("user_principal_name")),
                        Optional.of(row.getString("display_name")),
                        Optional.empty()))
                .findOne()
                .orElse(Names.NONE);
    }

    private Names application(Actor.Application application) {
        return handle.createQuery(
                        "select display_name from application where tenant_id = :tenant and application_id = :id")
                .bind("tenant", trail.value())
                .bind("id", application.id().value())
                .map((row, context) -> new Names(
                        Optional.of(row.getString("display_name")),
                        Optional.of(row.getString("display_name")),
                        Optional.empty()))
                .findOne()
                .orElse(Names.NONE);
    }

    private Names outside(TenantId home) {
        UUID there = home.value();
        return handle.createQuery("""
                        select partner_name from relationship where tenant_id = :home and customer_tenant_id = :trail
                        union all
                        select customer_name from relationship
                        where tenant_id = :trail and customer_tenant_id = :home and customer_name is not null
                        limit 1""")
                .bind("home", there)
                .bind("trail", trail.value())
                .mapTo(String.class)
                .findOne()
                .map(name -> new Names(Optional.empty(), Optional.empty(), Optional.of(name)))
                .orElse(Names.NONE);
    }
}
