package io.homeward.tenant.directory;

import io.homeward.accessrules.GroupId;
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
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Who is in a group and who owns it. Whoever chooses the members of a group that has delegated access hands that access out, so he needs the
 * right to do so. Members are people: a group in a group is refused, because the rules and the delegated access of a person name the groups
 * he is in, and nobody should have to look further to know who gets in. To own a group permits nothing here; it says whom to ask.
 */
@Singleton
public class Memberships {
    private static final String ALREADY =
            "One or more added object references already exist for the following modified properties: '%s'.";

    private final TenantDatabase database;
    private final PersonRows people;
    private final AuditTrail audit;

    Memberships(TenantDatabase database, PersonRows people, AuditTrail audit) {
        this.database = database;
        this.people = people;
        this.audit = audit;
    }

    /**
     * @throws Refusal {@link Fault#GROUP_UNKNOWN}, {@link Fault#PERSON_UNKNOWN}, {@link Fault#NOT_ALLOWED}; {@link Fault#INVALID} where one
     *     of them is in it already or is no person
     */
    public void add(Authority by, GroupId group, List<PersonId> members) {
        database.in(by.tenant(), handle -> {
            Group chosen = Groups.locked(handle, by.tenant(), group);
            add(handle, by, chosen, members);
            return chosen;
        });
    }

    /** The same within the transaction that holds the group's lock. */
    void add(Handle handle, Authority by, Group group, List<PersonId> members) {
        mayChoose(by, group);
        refuseGroups(handle, by, members);
        for (Person person : PersonRows.locked(handle, by.tenant(), members)) {
            int rows = on(
                    handle,
                    "insert into membership (tenant_id, group_id, person_id) values (:tenant, :group, :person)"
                            + " on conflict do nothing",
                    by,
                    group.id(),
                    person.id());
            if (rows == 0) {
                throw new Refusal(Fault.INVALID, ALREADY.formatted("members"));
            }
            people.publish(handle, by.tenant(), person.id());
            audit.record(handle, by.tenant(), Activity.ADD_MEMBER_TO_GROUP.on(target(person), target(group)));
        }
    }

    /** @throws Refusal {@link Fault#GROUP_UNKNOWN}, {@link Fault#PERSON_UNKNOWN}, {@link Fault#NOT_ALLOWED} */
    public void remove(Authority by, GroupId group, PersonId member) {
        database.in(by.tenant(), handle -> {
            Group chosen = Groups.locked(handle, by.tenant(), group);
            mayChoose(by, chosen);
            remove(handle, by, chosen, PersonRows.locked(handle, by.tenant(), member));
            return chosen;
        });
    }

    private void remove(Handle handle, Authority by, Group group, Person person) {
        int rows = on(
                handle,
                "delete from membership where tenant_id = :tenant and group_id = :group and person_id = :person",
                by,
                group.id(),
                person.id());
        if (rows == 0) {
            throw new Refusal(Fault.PERSON_UNKNOWN);
        }
        people.publish(handle, by.tenant(), person.id());
        audit.record(handle, by.tenant(), Activity.REMOVE_MEMBER_FROM_GROUP.on(target(person), target(group)));
    }

    /**
     * Makes these the members of a locked group; who is in it already stays without a word.
     *
     * @throws Refusal {@link Fault#PERSON_UNKNOWN}, {@link Fault#INVALID}
     */
    void rewrite(Handle handle, Authority by, Group group, Set<PersonId> wanted) {
        Set<PersonId> present = handle.createQuery("""
                        select m.person_id from membership m join person p using (tenant_id, person_id)
                        where m.tenant_id = :tenant and m.group_id = :group and p.deleted_at is null""")
                .bind("tenant", by.tenant().value())
                .bind("group", group.id().value())
                .map((row, context) -> new PersonId(row.getObject("person_id", UUID.class)))
                .set();
        Set<PersonId> moved = new HashSet<>(wanted);
        moved.addAll(present);
        moved.removeIf(person -> wanted.contains(person) && present.contains(person));
        refuseGroups(handle, by, List.copyOf(moved));
        // All at once and in the order of their ids, those who come and those who go.
        Map<PersonId, Person> locked = PersonRows.locked(handle, by.tenant(), moved).stream()
                .collect(Collectors.toMap(Person::id, person -> person));
        add(handle, by, group, moved.stream().filter(wanted::contains).toList());
        locked.values().stream()
                .filter(person -> present.contains(person.id()))
                .forEach(person -> remove(handle, by, group, person));
    }

    /** As {@link #add}. */
    public void addOwner(Authority by, GroupId group, PersonId owner) {
        database.in(by.tenant(), handle -> {
            addOwners(handle, by, Groups.locked(handle, by.tenant(), group), List.of(owner));
            return group;
        });
    }

    void addOwners(Handle handle, Authority by, Group group, List<PersonId> owners) {
        mayChoose(by, group);
        refuseGroups(handle, by, owners);
        for (Person person : PersonRows.locked(handle, by.tenant(), owners)) {
            int rows = on(
                    handle,
                    "insert into group_owner (tenant_id, group_id, person_id) values (:tenant, :group, :person)"
                            + " on conflict do nothing",
                    by,
                    group.id(),
                    person.id());
            if (rows == 0) {
                throw new Refusal(Fault.INVALID, ALREADY.formatted("owners"));
            }
            audit.record(handle, by.tenant(), Activity.ADD_OWNER_TO_GROUP.on(target(person), target(group)));
        }
    }

    /** As {@link #remove}. */
    public void removeOwner(Authority by, GroupId group, PersonId owner) {
        database.in(by.tenant(), handle -> {
            Group chosen = Groups.locked(handle, by.tenant(), group);
            mayChoose(by, chosen);
            int rows = on(
                    handle,
                    "delete from group_owner where tenant_id = :tenant and group_id = :group and person_id = :person",
                    by,
                    group,
                    owner);
            if (rows == 0) {
                throw new Refusal(Fault.PERSON_UNKNOWN);
            }
            audit.record(handle, by.tenant(), Activity.REMOVE_OWNER_FROM_GROUP.on(Target.user(owner), target(chosen)));
            return group;
        });
    }

    /** @throws Refusal {@link Fault#NOT_ALLOWED}, {@link Fault#FRESH_MFA_NEEDED} */
    static void mayChoose(Authority by, Group group) {
        by.needing(Right.WRITE_GROUPS);
        if (group.delegates()) {
            by.needing(Right.WRITE_RELATIONSHIPS);
        }
    }

    private static void refuseGroups(Handle handle, Authority by, List<PersonId> members) {
        boolean nested = handle.createQuery("""
                        select exists (select from directory_group
                            where tenant_id = :tenant and group_id = any(:ids) and deleted_at is null)""")
                .bind("tenant", by.tenant().value())
                .bindArray(
                        "ids", UUID.class, members.stream().map(PersonId::value).toList())
                .mapTo(Boolean.class)
                .one();
        if (nested) {
            throw new Refusal(Fault.INVALID, "Members and owners are users: a group in a group is not supported.");
        }
    }

    /** Says that all who are in a group are in it anew: to others they had left with it. Their rows are locked. */
    static void tellAgain(Handle handle, TenantId tenant, GroupId group) {
        handle.createUpdate("update membership set changed_in = 0 where tenant_id = :tenant and group_id = :group")
                .bind("tenant", tenant.value())
                .bind("group", group.value())
                .execute();
    }

    private static int on(Handle handle, String sql, Authority by, GroupId group, PersonId person) {
        return handle.createUpdate(sql)
                .bind("tenant", by.tenant().value())
                .bind("group", group.value())
                .bind("person", person.value())
                .execute();
    }

    private static Target target(Person person) {
        return Target.user(person.id(), person.profile().userPrincipalName());
    }

    static Target target(Group group) {
        return Target.group(group.id(), group.displayName());
    }
}
