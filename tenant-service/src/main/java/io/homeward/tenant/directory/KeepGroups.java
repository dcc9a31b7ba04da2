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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * Adds, changes and deletes groups, and brings them back. What somebody relies on is not deleted by the way: from a group with delegated access
 * the access is taken away first, and a group that the tenant's rules name is taken out of them first, since without it they would quietly cover
 * fewer people, or spare fewer.
 */
@Singleton
public class KeepGroups {
    private final TenantDatabase database;
    private final Memberships memberships;
    private final PersonRows people;
    private final AuditTrail audit;

    KeepGroups(TenantDatabase database, Memberships memberships, PersonRows people, AuditTrail audit) {
        this.database = database;
        this.memberships = memberships;
        this.people = people;
        this.audit = audit;
    }

    /** @throws Refusal {@link Fault#INVALID}, {@link Fault#PERSON_UNKNOWN} */
    public Group add(Authority by, GroupProfile profile, List<PersonId> members, List<PersonId> owners, Instant at) {
        return add(by, profile, members, owners, at, Alongside.nothing());
    }

    /** The same with what another room writes about it. */
    public Group add(
            Authority by,
            GroupProfile profile,
            List<PersonId> members,
            List<PersonId> owners,
            Instant at,
            Alongside<Group> alongside) {
        var group = new Group(new GroupId(UUID.randomUUID()), profile.checked(), false, at, Optional.empty());
        return database.in(by.tenant(), handle -> {
            handle.createUpdate("""
                            insert into directory_group (tenant_id, group_id, display_name, description, mail_nickname, created_at)
                            values (:tenant, :id, :name, :description, :nickname, :at)""")
                    .bind("tenant", by.tenant().value())
                    .bind("id", group.id().value())
                    .bind("name", group.displayName())
                    .bind("description", group.profile().description().orElse(null))
                    .bind("nickname", group.profile().mailNickname().orElse(null))
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute();
            audit.record(
                    handle,
                    by.tenant(),
                    Activity.ADD_GROUP.on(Memberships.target(group).changed(null, group.profile())));
            memberships.add(handle, by, group, members);
            memberships.addOwners(handle, by, group, owners);
            alongside.write(handle, group);
            return group;
        });
    }

    /** What a group is called, and exactly who is in it. */
    public record Rewritten(GroupProfile profile, Set<PersonId> members) {}

    /** Worked out on the group as it is under the lock; in the same transaction it may write more. */
    public interface Rewriting {
        Rewritten on(Handle handle, Group present);
    }

    /** @throws Refusal as for {@link #change} */
    public Group rewrite(Authority by, GroupId id, Rewriting rewriting) {
        return database.in(by.tenant(), handle -> {
            Group group = Groups.locked(handle, by.tenant(), id);
            Memberships.mayChoose(by, group);
            Rewritten wanted = rewriting.on(handle, group);
            GroupProfile profile = wanted.profile().checked();
            if (!profile.equals(group.profile())) {
                describe(handle, by.tenant(), id, profile);
                audit.record(
                        handle,
                        by.tenant(),
                        Activity.UPDATE_GROUP.on(
                                Target.group(id, profile.displayName()).changed(group.profile(), profile)));
            } else {
                audit.unchanged(); // the members say for themselves who came and went
            }
            memberships.rewrite(handle, by, group, wanted.members());
            return group;
        });
    }

    /**
     * @param members added to those there are
     * @throws Refusal {@link Fault#GROUP_UNKNOWN}, {@link Fault#INVALID}, {@link Fault#PERSON_UNKNOWN}, {@link Fault#NOT_ALLOWED}
     */
    public void change(Authority by, GroupId id, Optional<UnaryOperator<GroupProfile>> change, List<PersonId> members) {
        database.in(by.tenant(), handle -> {
            Group group = Groups.locked(handle, by.tenant(), id);
            Memberships.mayChoose(by, group);
            GroupProfile profile = change.map(
                            wanted -> wanted.apply(group.profile()).checked())
                    .orElse(group.profile());
            if (change.isPresent()) {
                describe(handle, by.tenant(), id, profile);
                audit.record(
                        handle,
                        by.tenant(),
                        Activity.UPDATE_GROUP.on(
                                Target.group(id, profile.displayName()).changed(group.profile(), profile)));
            } else if (members.isEmpty()) {
                audit.unchanged();
            }
            memberships.add(handle, by, group, members);
            return group;
        });
    }

    /** Where only members come and go the row stays as it is: their own rows say so to whoever asks what changed. */
    private static void describe(Handle handle, TenantId tenant, GroupId id, GroupProfile profile) {
        handle.createUpdate("""
                        update directory_group set display_name = :name, description = :description, mail_nickname = :nickname
                        where tenant_id = :tenant and group_id = :id""")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("name", profile.displayName())
                .bind("description", profile.description().orElse(null))
                .bind("nickname", profile.mailNickname().orElse(null))
                .execute();
    }

    /** @throws Refusal {@link Fault#GROUP_UNKNOWN}, {@link Fault#IN_USE} */
    public void delete(Authority by, GroupId id, Instant at) {
        delete(by, id, at, Alongside.nothing());
    }

    /** The same with what another room writes about it. */
    public void delete(Authority by, GroupId id, Instant at, Alongside<Group> alongside) {
        database.in(by.tenant(), handle -> {
            Group group = Groups.locked(handle, by.tenant(), id);
            alongside.write(handle, group);
            if (group.delegates()) {
                throw new Refusal(
                        Fault.IN_USE,
                        "The group has delegated access to a customer; take its access assignments away first.");
            }
            if (namedInRules(handle, by.tenant(), id)) {
                throw new Refusal(Fault.IN_USE, "The tenant's policies name the group; take it out of them first.");
            }
            handle.createUpdate(
                            "update directory_group set deleted_at = :at where tenant_id = :tenant and group_id = :id")
                    .bind("tenant", by.tenant().value())
                    .bind("id", id.value())
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute();
            audit.record(handle, by.tenant(), Activity.DELETE_GROUP.on(Memberships.target(group)));
            return publishMembers(handle, by.tenant(), id);
        });
    }

    /** Brings a group back, with the members it had. @throws Refusal {@link Fault#OBJECT_UNKNOWN} */
    Group restore(Authority by, GroupId id) {
        return database.in(by.tenant(), handle -> {
            Group group = Groups.deleted(handle, by.tenant(), id, " for no key update")
                    .orElseThrow(() -> new Refusal(Fault.OBJECT_UNKNOWN));
            by.needing(Right.WRITE_GROUPS);
            handle.createUpdate(
                            "update directory_group set deleted_at = null where tenant_id = :tenant and group_id = :id")
                    .bind("tenant", by.tenant().value())
                    .bind("id", id.value())
                    .execute();
            audit.record(handle, by.tenant(), Activity.RESTORE_GROUP.on(Memberships.target(group)));
            publishMembers(handle, by.tenant(), id);
            Memberships.tellAgain(handle, by.tenant(), id);
            return new Group(id, group.profile(), group.delegates(), group.createdAt(), Optional.empty());
        });
    }

    /** Takes everything about a deleted group out of its row. @throws Refusal {@link Fault#OBJECT_UNKNOWN} */
    void erase(Authority by, GroupId id, Instant at) {
        database.in(by.tenant(), handle -> {
            Group group = Groups.deleted(handle, by.tenant(), id, " for no key update")
                    .orElseThrow(() -> new Refusal(Fault.OBJECT_UNKNOWN));
            by.needing(Right.DELETE_FOR_EVER);
            return erased(handle, by.tenant(), group, at);
        });
    }

    /** The same because of its age: of one that was deleted before then, and is still. @return whether it was done */
    boolean expire(TenantId tenant, GroupId id, Instant before, Instant at) {
        return database.in(tenant, handle -> Groups.deleted(handle, tenant, id, " for no key update")
                .filter(group ->
                        group.deletedAt().filter(when -> !when.isAfter(before)).isPresent())
                .map(group -> erased(handle, tenant, group, at))
                .isPresent());
    }

    private Group erased(Handle handle, TenantId tenant, Group group, Instant at) {
        for (String table : List.of("membership", "group_owner")) {
            handle.createUpdate("delete from " + table + " where tenant_id = :tenant and group_id = :id")
                    .bind("tenant", tenant.value())
                    .bind("id", group.id().value())
                    .execute();
        }
        audit.record(handle, tenant, Activity.HARD_DELETE_GROUP.on(Memberships.target(group)));
        handle.createUpdate("""
                        update directory_group set erased_at = :at, display_name = '(deleted)', description = null,
                            mail_nickname = null
                        where tenant_id = :tenant and group_id = :id""")
                .bind("tenant", tenant.value())
                .bind("id", group.id().value())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute();
        return group;
    }

    /**
     * Whether a policy, the registration policy or another setting speaks of the group. Whatever their form is, they name a group by its id,
     * which is nobody else's; and whoever changes them waits for this transaction at the row that is locked here.
     */
    private static boolean namedInRules(Handle handle, TenantId tenant, GroupId group) {
        List<Boolean> published = handle.createQuery("""
                        select coalesce(position(:group in published::text) > 0, false) from tenant_rules
                        where tenant_id = :tenant for share""")
                .bind("tenant", tenant.value())
                .bind("group", group.toString())
                .mapTo(Boolean.class)
                .list();
        return published.contains(true)
                || handle.createQuery("""
                        select exists (select from conditional_access_policy
                            where tenant_id = :tenant and deleted_at is null and position(:group in lower(body::text)) > 0)""")
                        .bind("tenant", tenant.value())
                        .bind("group", group.toString())
                        .mapTo(Boolean.class)
                        .one();
    }

    /** The groups of a person's feed record are those that are there, so all who are in this one are told of anew. */
    private int publishMembers(Handle handle, TenantId tenant, GroupId id) {
        List<PersonId> members = handle.createQuery("""
                        select p.person_id from person p join membership m using (tenant_id, person_id)
                        where m.tenant_id = :tenant and m.group_id = :id and p.erased_at is null
                        order by p.person_id for update of p""")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> new PersonId(row.getObject("person_id", UUID.class)))
                .list();
        members.forEach(member -> people.publish(handle, tenant, member));
        return members.size();
    }
}
