package io.homeward.tenant.directory;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.delta.DeltaItem;
import io.homeward.graph.delta.DeltaListing;
import io.homeward.graph.delta.DeltaPage;
import io.homeward.graph.delta.DeltaQuery;
import io.homeward.graph.query.Listing;
import io.homeward.graph.query.Property;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.directory.GroupChange.Member;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which groups changed and who came and went: first all groups with all their members, then what is new. A group has one item for itself and
 * one for each member, so a large one is told of on several pages. Somebody deleted has left his groups, and is in them again when he comes
 * back; so has everybody in a group that is deleted.
 */
@Singleton
class GroupChanges {
    /** Stands where an item is about the group itself, before all its members. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String REMOVED =
            "case when g.erased_at is not null then 'deleted' when g.deleted_at is not null then 'changed' end";

    /** Without members: a group that changed itself. */
    private static final DeltaListing<GroupChange> GROUPS = new DeltaListing<>(
            new Listing<>(
                    Groups.COLUMNS,
                    "directory_group g",
                    "g.tenant_id = :tenant",
                    row -> new GroupChange(Groups.read(row), Optional.empty())),
            "g.changed_in",
            REMOVED);

    private static final String GROUP = "select g.*, g.changed_in as told_in, cast('" + NOBODY
            + "' as uuid) as member, false as has_left from directory_group g where g.tenant_id = :tenant";

    /** Everything there is. */
    private static final String BEGIN = "(" + GROUP + """

             union all
             select g.*, m.changed_in, m.person_id, false
                from membership m join directory_group g using (tenant_id, group_id) join person p using (tenant_id, person_id)
                where m.tenant_id = :tenant and g.deleted_at is null and p.deleted_at is null) g""";

    /** Each with the last writer of what is told: of who joined, of who was deleted or came back meanwhile, of who left. */
    private static final String LATER = "(" + GROUP + """

             union all
             select g.*, m.changed_in, m.person_id, p.deleted_at is not null
                from membership m join directory_group g using (tenant_id, group_id) join person p using (tenant_id, person_id)
                where m.tenant_id = :tenant and g.deleted_at is null and m.changed_in >= p.presence_changed_in
             union all
             select g.*, p.presence_changed_in, p.person_id, p.deleted_at is not null
                from person p join membership m using (tenant_id, person_id) join directory_group g using (tenant_id, group_id)
                where p.tenant_id = :tenant and g.deleted_at is null and p.presence_changed_in > m.changed_in
             union all
             select g.*, e.changed_in, e.person_id, true
                from membership_ended e join directory_group g using (tenant_id, group_id)
                where e.tenant_id = :tenant and g.deleted_at is null) g""";

    private static final DeltaListing<GroupChange> GROUPS_AND_MEMBERS = new DeltaListing<>(
            listing(LATER),
            listing(BEGIN),
            "g.told_in",
            REMOVED,
            Optional.of(Property.guid("member", "g.member").neverNull()));

    private final TenantDatabase database;

    GroupChanges(TenantDatabase database) {
        this.database = database;
    }

    /** One page; each group is on it once, with those of its members who are. */
    DeltaPage<Map<String, @Nullable Object>> page(TenantId tenant, DeltaQuery query) {
        DeltaListing<GroupChange> changes = query.tells("members") ? GROUPS_AND_MEMBERS : GROUPS;
        return together(
                database.in(tenant, handle -> changes.page(handle, query, sql -> sql.bind("tenant", tenant.value()))));
    }

    private static DeltaPage<Map<String, @Nullable Object>> together(DeltaPage<GroupChange> page) {
        var items = new ArrayList<DeltaItem<Map<String, @Nullable Object>>>();
        var shown = new LinkedHashMap<UUID, Map<String, @Nullable Object>>();
        for (DeltaItem<GroupChange> item : page.items()) {
            switch (item) {
                case DeltaItem.Removed<GroupChange> gone ->
                    items.add(new DeltaItem.Removed<>(gone.id(), gone.reason()));
                case DeltaItem.Present<GroupChange> there -> {
                    Group group = there.item().group();
                    Map<String, @Nullable Object> one =
                            shown.computeIfAbsent(group.id().value(), id -> {
                                Map<String, @Nullable Object> first = GroupShown.of(group);
                                items.add(new DeltaItem.Present<>(first));
                                return first;
                            });
                    there.item().member().ifPresent(member -> members(one).add(shown(member)));
                }
            }
        }
        return new DeltaPage<>(items, page.next(), page.later());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> members(Map<String, @Nullable Object> group) {
        return (List<Map<String, Object>>)
                requireNonNull(group.computeIfAbsent("members@delta", name -> new ArrayList<Map<String, Object>>()));
    }

    private static Map<String, Object> shown(Member member) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("@odata.type", "#microsoft.graph.user");
        shown.put("id", member.id().value());
        if (member.left()) {
            shown.put("@removed", Map.of("reason", DeltaItem.Reason.DELETED.wire()));
        }
        return shown;
    }

    private static Listing<GroupChange> listing(String from) {
        return new Listing<>(Groups.COLUMNS + ", g.member, g.has_left", from, "true", GroupChanges::read);
    }

    private static GroupChange read(ResultSet row) throws SQLException {
        UUID member = row.getObject("member", UUID.class);
        return new GroupChange(
                Groups.read(row),
                member.equals(NOBODY)
                        ? Optional.empty()
                        : Optional.of(new Member(new PersonId(member), row.getBoolean("has_left"))));
    }
}
