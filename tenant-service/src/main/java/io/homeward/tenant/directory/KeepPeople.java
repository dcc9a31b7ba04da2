package io.homeward.tenant.directory;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.registry.Domains;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * Adds, changes, deletes people and brings them back. A password goes to remediation-service first, outside any transaction of ours: where it
 * is refused, or remediation-service is away, the directory has not changed. It cannot be taken back, so all that is asked for with it has
 * been tried by then. Everything else is decided on the person as he is under the lock.
 */
@Singleton
public class KeepPeople {
    private final TenantDatabase database;
    private final PersonRows rows;
    private final RemediationService remediation;
    private final AuditTrail audit;

    KeepPeople(TenantDatabase database, PersonRows rows, RemediationService remediation, AuditTrail audit) {
        this.database = database;
        this.rows = rows;
        this.remediation = remediation;
        this.audit = audit;
    }

    /**
     * Graph: {@code passwordProfile}.
     *
     * @param temporary whether it has to be replaced at the next sign-in
     */
    public record NewPassword(String text, boolean temporary) {
        @Override
        public String toString() {
            return "NewPassword[...]";
        }
    }

    /** @throws Refusal {@link Fault#NAME_TAKEN}, {@link Fault#INVALID}, or what {@link RemediationService#givePassword} refuses */
    public Person add(Authority by, Profile profile, Optional<NewPassword> password, Instant at) {
        return add(by, profile, password, at, Alongside.nothing());
    }

    /** The same with what another room writes about him. */
    public Person add(
            Authority by, Profile profile, Optional<NewPassword> password, Instant at, Alongside<Person> alongside) {
        TenantId tenant = by.tenant();
        Profile checked = profile.checked();
        var id = new PersonId(UUID.randomUUID());
        // Asked before the password leaves the house, and again in the transaction that relies on it.
        database.in(tenant, handle -> {
            if (PersonRows.find(handle, tenant, checked.userPrincipalName()).isPresent()) {
                throw new Refusal(Fault.NAME_TAKEN);
            }
            return ofTheTenant(handle, tenant, checked, Optional.empty());
        });
        // Nobody can use it before the directory knows the person, so a failure after this leaves nothing that works.
        password.ifPresent(given -> remediation.givePassword(tenant, id, given.text(), given.temporary(), by.caller()));
        return database.in(tenant, handle -> {
            Profile own = ofTheTenant(handle, tenant, checked, Optional.empty());
            Person added = rows.insert(handle, tenant, id, own, Optional.empty(), at);
            audit.record(handle, tenant, Activity.ADD_USER.on(target(added).changed(null, PersonShown.of(added))));
            alongside.write(handle, added);
            return added;
        });
    }

    /**
     * @param key an object id or a user principal name
     * @param change of the profile; empty where only the password changes
     * @return whose key it was: he may have another name now
     * @throws Refusal {@link Fault#PERSON_UNKNOWN}, {@link Fault#OUTRANKED}, {@link Fault#NOT_ALLOWED}, {@link Fault#LAST_ADMINISTRATOR}, or
     *     as for {@link #add}
     */
    public PersonId change(
            Authority by,
            String key,
            Optional<UnaryOperator<Profile>> change,
            Optional<NewPassword> password,
            Instant now) {
        PersonId id = database.in(by.tenant(), handle -> PersonRows.find(handle, by.tenant(), key))
                .orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN))
                .id();
        Optional<Rewriting> rewriting = change.map(one -> (handle, present) -> one.apply(present.profile()));
        password.ifPresent(given -> setPassword(by, id, rewriting, given, now));
        rewriting.ifPresent(each -> rewrite(by, id, Optional.empty(), each, now));
        if (password.isEmpty() && change.isEmpty()) {
            audit.unchanged();
        }
        return id;
    }

    /** What is written about somebody, worked out on him as he is under the lock; in the same transaction it may write more. */
    public interface Rewriting {
        Profile on(Handle handle, Person present);
    }

    /** @throws Refusal as for {@link #change} */
    public Person rewrite(Authority by, PersonId id, Optional<NewPassword> password, Rewriting rewriting, Instant now) {
        password.ifPresent(given -> setPassword(by, id, Optional.of(rewriting), given, now));
        return database.in(
                by.tenant(), handle -> rewrite(handle, by, PersonRows.locked(handle, by.tenant(), id), rewriting, now));
    }

    private Person rewrite(Handle handle, Authority by, Person present, Rewriting rewriting, Instant now) {
        Profile profile = changed(handle, by, present, ignored -> rewriting.on(handle, present));
        Person after = rows.update(handle, present, profile, now);
        audit.record(
                handle,
                by.tenant(),
                activity(present, after).on(target(after).changed(PersonShown.of(present), PersonShown.of(after))));
        return after;
    }

    /** @param rewriting what is to be done after it, which is tried before it and undone */
    private void setPassword(
            Authority by, PersonId id, Optional<Rewriting> rewriting, NewPassword password, Instant now) {
        TenantId tenant = by.tenant();
        Person before = database.in(tenant, handle -> {
            Person present = PersonRows.locked(handle, tenant, id);
            handle.savepoint("untried");
            rewriting.ifPresent(each -> rewrite(handle, by, present, each, now));
            handle.rollbackToSavepoint("untried");
            return present;
        });
        ResetPassword.may(by, before, now);
        remediation.givePassword(tenant, id, password.text(), password.temporary(), by.caller());
        // In a transaction of its own: it is set now, and ends what he began before, whatever becomes of the rest.
        database.in(tenant, handle -> {
            Person present = PersonRows.locked(handle, tenant, id);
            audit.record(
                    handle, tenant, Activity.RESET_PASSWORD.on(target(present).replaced("passwordProfile")));
            return rows.passwordSet(handle, present, now);
        });
    }

    /** @throws Refusal {@link Fault#PERSON_UNKNOWN}, {@link Fault#OUTRANKED}, {@link Fault#LAST_ADMINISTRATOR} */
    public void delete(Authority by, String key, Instant at) {
        delete(by, key, at, Alongside.nothing());
    }

    /** The same with what another room writes about him. */
    public void delete(Authority by, String key, Instant at, Alongside<Person> alongside) {
        database.in(by.tenant(), handle -> {
            Person found =
                    PersonRows.find(handle, by.tenant(), key).orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
            Person person = PersonRows.locked(handle, by.tenant(), found.id());
            mayActOn(by, Right.WRITE_USERS, person);
            alongside.write(handle, person);
            audit.record(handle, by.tenant(), Activity.DELETE_USER.on(target(person)));
            return rows.delete(handle, person, at);
        });
    }

    /**
     * Brings somebody deleted back, with the roles, groups and the standing he had (D25). Whoever does it hands all of that out again.
     *
     * @throws Refusal {@link Fault#OBJECT_UNKNOWN}, {@link Fault#OUTRANKED}, {@link Fault#NOT_ALLOWED}, {@link Fault#NAME_TAKEN}
     */
    Person restore(Authority by, PersonId id) {
        return database.in(by.tenant(), handle -> {
            Person deleted = deleted(handle, by, id);
            mayActOn(by, Right.WRITE_USERS, deleted);
            if (deleted.delegates()) {
                by.needing(Right.WRITE_RELATIONSHIPS);
            }
            if (deleted.guest().isPresent()) {
                by.needing(Right.INVITE_GUESTS);
            }
            ofTheTenant(handle, by.tenant(), deleted.profile(), deleted.guest());
            audit.record(handle, by.tenant(), Activity.RESTORE_USER.on(target(deleted)));
            return rows.restore(handle, deleted);
        });
    }

    /** @throws Refusal {@link Fault#OBJECT_UNKNOWN}, {@link Fault#OUTRANKED} */
    void erase(Authority by, PersonId id, Instant at) {
        database.in(by.tenant(), handle -> {
            Person deleted = deleted(handle, by, id);
            mayActOn(by, Right.DELETE_FOR_EVER, deleted);
            return erased(handle, deleted, at);
        });
    }

    /** The same because of his age: of somebody who was deleted before then, and is still. @return whether it was done */
    boolean expire(TenantId tenant, PersonId id, Instant before, Instant at) {
        return database.in(tenant, handle -> PersonRows.deleted(handle, tenant, id, " for update of p")
                .filter(deleted -> deleted.deletedAt()
                        .filter(when -> !when.isAfter(before))
                        .isPresent())
                .map(deleted -> erased(handle, deleted, at))
                .isPresent());
    }

    private Person erased(Handle handle, Person deleted, Instant at) {
        audit.record(handle, deleted.tenant(), Activity.HARD_DELETE_USER.on(Target.user(deleted.id())));
        return rows.erase(handle, deleted, at);
    }

    /**
     * Nobody acts on somebody who outranks him, and nobody from outside on somebody with access to further tenants: what he does here would
     * reach there.
     *
     * @throws Refusal {@link Fault#NOT_ALLOWED}, {@link Fault#OUTRANKED}
     */
    private static void mayActOn(Authority by, Right right, Person person) {
        by.needing(right).outranks(right, person.id(), person.roles());
        if (person.delegates() && by.isFromOutside()) {
            throw new Refusal(Fault.NOT_ALLOWED);
        }
    }

    private static Profile changed(Handle handle, Authority by, Person present, UnaryOperator<Profile> change) {
        mayActOn(by, Right.WRITE_USERS, present);
        Profile profile = change.apply(present.profile()).checked();
        boolean retyped = profile.userType() != present.profile().userType();
        if (retyped && present.guest().isPresent()) {
            // As when he is invited: to be called a member is for those to give who give roles.
            by.needing(Right.ASSIGN_ROLES);
        }
        boolean moved = retyped || !profile.domain().equals(present.profile().domain());
        return moved ? ofTheTenant(handle, by.tenant(), profile, present.guest()) : profile;
    }

    /** Whoever has his account here, or is called a member, is named in a domain of the tenant: a name elsewhere is somebody else's. */
    private static Profile ofTheTenant(Handle handle, TenantId tenant, Profile profile, Optional<Guest> guest) {
        boolean own = guest.isEmpty() || profile.userType() == Profile.UserType.MEMBER;
        if (own && !Domains.verified(handle, tenant, profile.domain())) {
            throw new Refusal(
                    Fault.INVALID,
                    "The domain portion of the userPrincipalName property is invalid: '%s' is not a domain of this tenant."
                            .formatted(profile.domain()));
        }
        return profile;
    }

    private static Person deleted(Handle handle, Authority by, PersonId id) {
        return PersonRows.deleted(handle, by.tenant(), id, " for update of p")
                .orElseThrow(() -> new Refusal(Fault.OBJECT_UNKNOWN));
    }

    private static Activity activity(Person before, Person after) {
        if (before.profile().accountEnabled() == after.profile().accountEnabled()) {
            return Activity.UPDATE_USER;
        }
        return after.profile().accountEnabled() ? Activity.ENABLE_ACCOUNT : Activity.DISABLE_ACCOUNT;
    }

    private static Target target(Person person) {
        return Target.user(person.id(), person.profile().userPrincipalName());
    }
}
