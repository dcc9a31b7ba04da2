package io.homeward.tenant.scim;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.directory.Group;
import io.homeward.tenant.directory.GroupProfile;
import io.homeward.tenant.directory.Groups;
import io.homeward.tenant.directory.KeepGroups;
import io.homeward.tenant.scim.ScimFilter.Attribute;
import io.homeward.tenant.scim.ScimFilter.Kind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** The groups that a provisioning client keeps: the directory's groups, with the client's names. */
@Singleton
class ScimGroups {
    private static final ScimSearch SEARCH = new ScimSearch(
            "directory_group",
            "group_id",
            ScimNames.GROUPS,
            Map.of(
                    "id", new Attribute(Kind.ID, "r.group_id"),
                    "displayname", new Attribute(Kind.CASELESS_TEXT, "r.display_name_lower"),
                    "externalid", new Attribute(Kind.TEXT, "x.external_id")));

    private final TenantDatabase database;
    private final Groups groups;
    private final KeepGroups keep;

    ScimGroups(TenantDatabase database, Groups groups, KeepGroups keep) {
        this.database = database;
        this.groups = groups;
        this.keep = keep;
    }

    record Member(UUID id, String displayName) {}

    /** @param members empty also where nobody asked for them */
    record Kept(Group group, Optional<String> externalId, List<Member> members) {}

    record Page(List<Kept> groups, long total) {}

    Page list(TenantId tenant, ScimQuery query, boolean withMembers) {
        record Listed(ScimSearch.Found found, Map<UUID, List<Member>> members) {}
        Listed listed = database.in(tenant, handle -> {
            ScimSearch.Found found = SEARCH.find(handle, tenant, query);
            return new Listed(found, withMembers ? members(handle, tenant, found.ids()) : Map.of());
        });
        return new Page(
                groups.some(tenant, listed.found().ids()).stream()
                        .map(group -> new Kept(
                                group,
                                listed.found().name(group.id().value()),
                                listed.members().getOrDefault(group.id().value(), List.of())))
                        .toList(),
                listed.found().total());
    }

    /** @throws Refusal {@link Fault#GROUP_UNKNOWN} */
    Kept find(TenantId tenant, GroupId id) {
        Group group = groups.find(tenant, id).orElseThrow(() -> new Refusal(Fault.GROUP_UNKNOWN));
        return database.in(tenant, handle -> present(handle, tenant, group));
    }

    Kept add(Authority by, JsonNode body, Instant at) {
        var written = new ScimGroup(null, Optional.empty(), Set.of());
        written.read(body);
        Group added = knowing(() -> keep.add(
                by,
                new GroupProfile(written.displayName(), Optional.empty(), Optional.empty()),
                List.copyOf(written.members()),
                List.of(),
                at,
                (handle, group) ->
                        ScimNames.GROUPS.write(handle, by.tenant(), group.id().value(), written.externalId())));
        return find(by.tenant(), added.id());
    }

    /** @param precondition is told the present state under the lock, and throws where it is not the expected one */
    Kept replace(Authority by, GroupId id, JsonNode body, Consumer<Kept> precondition) {
        var written = new ScimGroup(null, Optional.empty(), Set.of());
        written.read(body);
        return write(by, id, present -> written, precondition);
    }

    /** @param precondition as for {@link #replace} */
    Kept patch(Authority by, GroupId id, ScimPatch patch, Consumer<Kept> precondition) {
        return write(
                by,
                id,
                present -> {
                    var group = new ScimGroup(
                            present.group().displayName(),
                            present.externalId(),
                            present.members().stream()
                                    .map(member -> new PersonId(member.id()))
                                    .collect(java.util.stream.Collectors.toSet()));
                    group.patch(patch);
                    return group;
                },
                precondition);
    }

    private interface Writing {
        ScimGroup on(Kept present);
    }

    private Kept write(Authority by, GroupId id, Writing writing, Consumer<Kept> precondition) {
        KeepGroups.Rewriting rewriting = (handle, group) -> {
            Kept present = present(handle, by.tenant(), group);
            precondition.accept(present);
            ScimGroup written = writing.on(present);
            ScimNames.GROUPS.write(handle, by.tenant(), id.value(), written.externalId());
            return new KeepGroups.Rewritten(
                    new GroupProfile(
                            written.displayName(),
                            group.profile().description(),
                            group.profile().mailNickname()),
                    written.members());
        };
        knowing(() -> keep.rewrite(by, id, rewriting));
        return find(by.tenant(), id);
    }

    /** Where a member is nobody, it is the body that is wrong and not the address. */
    private static <T> T knowing(Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            if (refusal.fault() == Fault.PERSON_UNKNOWN) {
                throw ScimRefusals.invalidValue("A member is not a user of this tenant.");
            }
            throw refusal;
        }
    }

    /** @param precondition as for {@link #replace} */
    void delete(Authority by, GroupId id, Consumer<Kept> precondition, Instant at) {
        keep.delete(by, id, at, (handle, group) -> {
            precondition.accept(present(handle, by.tenant(), group));
            ScimNames.GROUPS.write(handle, by.tenant(), id.value(), Optional.empty());
        });
    }

    private static Kept present(Handle handle, TenantId tenant, Group group) {
        UUID id = group.id().value();
        return new Kept(
                group,
                ScimNames.GROUPS.of(handle, tenant, id),
                members(handle, tenant, List.of(id)).getOrDefault(id, List.of()));
    }

    private static Map<UUID, List<Member>> members(Handle handle, TenantId tenant, Collection<UUID> groups) {
        var members = new HashMap<UUID, List<Member>>();
        handle.createQuery("""
                        select m.group_id, p.person_id, p.display_name from membership m
                        join person p on p.tenant_id = m.tenant_id and p.person_id = m.person_id
                        where m.tenant_id = :tenant and m.group_id = any (:groups) and p.deleted_at is null
                        order by m.group_id, p.person_id""")
                .bind("tenant", tenant.value())
                .bindArray("groups", UUID.class, groups)
                .map((row, context) -> Map.entry(
                        row.getObject("group_id", UUID.class),
                        new Member(row.getObject("person_id", UUID.class), row.getString("display_name"))))
                .forEach(one -> members.computeIfAbsent(one.getKey(), id -> new ArrayList<>())
                        .add(one.getValue()));
        return members;
    }
}
