package io.homeward.tenant.directory;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Taken;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The people of a tenant as they are written. A person's feed record holds his roles and groups too, so whoever changes any of it locks his
 * row first ({@link #locked}) and publishes him at the end ({@link #publish}), in one transaction.
 */
@Singleton
public class PersonRows {
    private static final String SELECT =
            "select " + PersonRow.COLUMNS + " from person p where p.tenant_id = :tenant and ";

    private final PeopleFeed feed;

    PersonRows(PeopleFeed feed) {
        this.feed = feed;
    }

    /**
     * @param guest where he was invited from another tenant
     * @throws Refusal {@link Fault#NAME_TAKEN}
     */
    public Person insert(
            Handle handle, TenantId tenant, PersonId id, Profile profile, Optional<Guest> guest, Instant at) {
        Taken.unless("person_name", Fault.NAME_TAKEN, () -> PersonRow.bound(
                        handle.createUpdate(PersonRow.INSERT), profile)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("guest", guest.map(invited -> invited.state().wire()).orElse(null))
                .bind(
                        "guestSince",
                        guest.map(invited -> invited.since().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .execute());
        Lineage.note(handle, tenant, id);
        return publish(handle, tenant, id);
    }

    /** @throws Refusal {@link Fault#NAME_TAKEN}, {@link Fault#LAST_ADMINISTRATOR} */
    Person update(Handle handle, Person before, Profile profile, Instant at) {
        if (!profile.accountEnabled()) {
            LastAdministrator.mayLeave(handle, before);
        }
        Taken.unless(
                "person_name", Fault.NAME_TAKEN, () -> PersonRow.bound(handle.createUpdate(PersonRow.UPDATE), profile)
                        .bind("tenant", before.tenant().value())
                        .bind("id", before.id().value())
                        .bind("at", at.atOffset(ZoneOffset.UTC))
                        .execute());
        Lineage.note(handle, before.tenant(), before.id());
        return publish(handle, before.tenant(), before.id());
    }

    /** Notes a password that was set here: what he began before is over. */
    Person passwordSet(Handle handle, Person person, Instant at) {
        handle.createUpdate("update person set sessions_valid_from = :at where tenant_id = :tenant and person_id = :id")
                .bind("tenant", person.tenant().value())
                .bind("id", person.id().value())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute();
        return person;
    }

    /**
     * Deleting keeps the row: the record of what he did outlives him, and his name is free again. His roles and groups are kept for his
     * return, and published no more.
     *
     * @throws Refusal {@link Fault#LAST_ADMINISTRATOR}
     */
    Person delete(Handle handle, Person before, Instant at) {
        LastAdministrator.mayLeave(handle, before);
        handle.createUpdate("""
                        update person set deleted_at = :at, sessions_valid_from = :at
                        where tenant_id = :tenant and person_id = :id""")
                .bind("tenant", before.tenant().value())
                .bind("id", before.id().value())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute();
        return publish(handle, before.tenant(), before.id());
    }

    /** @throws Refusal {@link Fault#NAME_TAKEN} where somebody has his name by now; {@link Fault#ALREADY_THERE} where his guest's place is taken */
    Person restore(Handle handle, Person deleted) {
        Taken.unless(
                "guest_linked_once",
                Fault.ALREADY_THERE,
                () -> Taken.unless("person_name", Fault.NAME_TAKEN, () -> handle.createUpdate(
                                "update person set deleted_at = null where tenant_id = :tenant and person_id = :id")
                        .bind("tenant", deleted.tenant().value())
                        .bind("id", deleted.id().value())
                        .execute()));
        Lineage.note(handle, deleted.tenant(), deleted.id());
        return publish(handle, deleted.tenant(), deleted.id());
    }

    /** Takes everything about somebody deleted out of his row; the id stays, and with it what is known about its risk (D25). */
    Person erase(Handle handle, Person deleted, Instant at) {
        for (String table : List.of("membership", "group_owner", "role_assignment")) {
            handle.createUpdate("delete from " + table + " where tenant_id = :tenant and person_id = :id")
                    .bind("tenant", deleted.tenant().value())
                    .bind("id", deleted.id().value())
                    .execute();
        }
        handle.createUpdate("""
                        update person set erased_at = :at, display_name = '(deleted)', account_enabled = false,
                            user_principal_name = replace(person_id::text, '-', '') || '@deleted.invalid',
                            business_phones = '{}', other_mails = '{}',\s""" + ProfileText.columns("%s = null") + " where tenant_id = :tenant and person_id = :id")
                .bind("tenant", deleted.tenant().value())
                .bind("id", deleted.id().value())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute();
        return publish(handle, deleted.tenant(), deleted.id());
    }

    /**
     * Links a guest with who he is at home, once and for all.
     *
     * @throws Refusal {@link Fault#ALREADY_THERE} where that person is another guest of this tenant already
     */
    public Person link(Handle handle, Person guest, Guest.Home home, Instant at) {
        Taken.unless("guest_linked_once", Fault.ALREADY_THERE, () -> handle.createUpdate("""
                                update person set guest_state = 'Accepted', guest_state_changed_at = :at,
                                    home_tenant_id = :homeTenant, home_person_id = :homePerson
                                where tenant_id = :tenant and person_id = :id and guest_state = 'PendingAcceptance'""")
                .bind("tenant", guest.tenant().value())
                .bind("id", guest.id().value())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("homeTenant", home.tenant().value())
                .bind("homePerson", home.person().value())
                .execute());
        Lineage.note(handle, guest.tenant(), guest.id());
        return publish(handle, guest.tenant(), guest.id());
    }

    /** @throws Refusal {@link Fault#PERSON_UNKNOWN} */
    public static Person locked(Handle handle, TenantId tenant, PersonId id) {
        return find(handle, tenant, id.toString(), " for update of p")
                .orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
    }

    /**
     * Several at once, in the order of their ids, so that two who lock the same ones wait and do not block each other for ever.
     *
     * @throws Refusal {@link Fault#PERSON_UNKNOWN} where one of them is not there
     */
    static List<Person> locked(Handle handle, TenantId tenant, Collection<PersonId> ids) {
        List<Person> people = handle.createQuery(SELECT
                        + "p.deleted_at is null and p.person_id = any(:ids) order by p.person_id for update of p")
                .bind("tenant", tenant.value())
                .bindArray("ids", UUID.class, ids.stream().map(PersonId::value).toList())
                .map((row, context) -> PersonRow.read(row))
                .list();
        if (people.size() < ids.stream().distinct().count()) {
            throw new Refusal(Fault.PERSON_UNKNOWN);
        }
        return people;
    }

    /** Says the state of somebody whose row is locked in this transaction. */
    public Person publish(Handle handle, TenantId tenant, PersonId id) {
        Person person = handle.createQuery(SELECT + "p.person_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> PersonRow.read(row))
                .one();
        feed.publish(handle, tenant, id.value(), PersonState.of(person));
        return person;
    }

    /** @param key an object id or a user principal name */
    public static Optional<Person> find(Handle handle, TenantId tenant, String key) {
        return find(handle, tenant, key, "");
    }

    static Optional<Person> deleted(Handle handle, TenantId tenant, PersonId id, String lock) {
        return handle.createQuery(
                        SELECT + "p.deleted_at is not null and p.erased_at is null and p.person_id = :id" + lock)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> PersonRow.read(row))
                .findOne();
    }

    private static Optional<Person> find(Handle handle, TenantId tenant, String key, String lock) {
        boolean name = key.indexOf('@') >= 0;
        Optional<UUID> id = name ? Optional.empty() : uuid(key);
        if (key.indexOf('\0') >= 0 || (!name && id.isEmpty())) {
            return Optional.empty(); // nobody is called so, and the database would not take it
        }
        String which = name ? "p.user_principal_name_lower = lower(:key)" : "p.person_id = :key";
        Query query = handle.createQuery(SELECT + "p.deleted_at is null and " + which + lock)
                .bind("tenant", tenant.value());
        id.ifPresentOrElse(found -> query.bind("key", found), () -> query.bind("key", key));
        return query.map((row, context) -> PersonRow.read(row)).findOne();
    }

    private static Optional<UUID> uuid(String text) {
        return IdText.find(text, UUID::fromString);
    }
}
