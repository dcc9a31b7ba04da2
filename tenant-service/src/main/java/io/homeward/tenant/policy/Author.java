package io.homeward.tenant.policy;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.Caller;
import io.homeward.tenant.Authority;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who changes the rules, when and why.
 *
 * @param id of the person or application; empty for this service itself
 * @param home of a person: the tenant that owns the account, which tells a technician from a member
 * @param reason in the author's own words
 * @param acceptsLockout whether he has said that he wants the change although it leaves no administrator a way in
 */
public record Author(
        Kind kind,
        Optional<UUID> id,
        Optional<TenantId> home,
        Optional<String> reason,
        Instant at,
        boolean acceptsLockout) {

    public enum Kind {
        PERSON("person"),
        APPLICATION("application"),
        SYSTEM("system");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    public static Author of(Authority authority, Instant at) {
        return switch (authority.caller()) {
            case Caller.Person person ->
                new Author(
                        Kind.PERSON,
                        Optional.of(person.id().value()),
                        Optional.of(person.home()),
                        Optional.empty(),
                        at,
                        false);
            case Caller.Application application ->
                new Author(
                        Kind.APPLICATION,
                        Optional.of(application.id().value()),
                        Optional.empty(),
                        Optional.empty(),
                        at,
                        false);
            case Caller.Service ignored -> system("", at);
            case Caller.Anonymous ignored -> system("", at);
        };
    }

    /** This service itself, for instance when a tenant begins. */
    public static Author system(String reason, Instant at) {
        return new Author(
                Kind.SYSTEM,
                Optional.empty(),
                Optional.empty(),
                Optional.of(reason).filter(text -> !text.isEmpty()),
                at,
                true);
    }

    public Author because(Optional<String> given) {
        return new Author(kind, id, home, given, at, acceptsLockout);
    }

    public Author acceptingLockout() {
        return new Author(kind, id, home, reason, at, true);
    }
}
