package io.homeward.tenant.audit;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.Caller;
import java.util.Optional;

/** Who made a change. */
sealed interface Actor {

    /**
     * @param home the tenant that owns the account
     * @param entered the tenant in which he acts; equal to {@code home} for a member
     * @param client the application that acted for him
     * @param portal that called on his behalf (RFC 8693 {@code act}), where there is one
     */
    record Person(PersonId id, TenantId home, TenantId entered, ApplicationId client, Optional<String> portal)
            implements Actor {
        @Override
        public boolean known(TenantId trail) {
            return trail.equals(home) || trail.equals(entered);
        }

        @Override
        public Actor fromOutside() {
            return new Outsider("person", home);
        }
    }

    record Application(ApplicationId id, TenantId home) implements Actor {
        @Override
        public boolean known(TenantId trail) {
            return trail.equals(home);
        }

        @Override
        public Actor fromOutside() {
            return new Outsider("application", home);
        }
    }

    /** Somebody of another tenant who never came in: that one is told which tenant it was, not who. */
    record Outsider(String kind, TenantId home) implements Actor {}

    /** Another service of the suite. */
    record Service(String name) implements Actor {}

    /** Somebody without an account, on a public route. */
    record Nobody() implements Actor {}

    /** This service by itself: at its start, or because time has passed. */
    record Itself() implements Actor {}

    /** Whether this trail may say who it was: his home's, and that of the tenant entered. */
    default boolean known(TenantId trail) {
        return true;
    }

    /** As he is told in other trails. */
    default Actor fromOutside() {
        return this;
    }

    static Actor of(Caller caller) {
        return switch (caller) {
            case Caller.Person person ->
                new Person(person.id(), person.home(), person.tenant(), person.clientId(), person.actor());
            case Caller.Application application -> new Application(application.id(), application.tenant());
            case Caller.Service service -> new Service(service.name());
            case Caller.Anonymous ignored -> new Nobody();
        };
    }
}
