package io.homeward.tenant.directory;

import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.graph.query.WordTable;
import io.homeward.tenant.directory.People.Circle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A group as it goes out. */
public final class GroupShown {
    private static final List<Property> PROPERTIES = List.of(
            Property.guid("id", "g.group_id"),
            Property.instant("deletedDateTime", "g.deleted_at"),
            Property.instant("createdDateTime", "g.created_at").neverNull(),
            Property.caselessText("description", "g.description").searchable(words(2)),
            Property.caselessText("displayName", "g.display_name")
                    .neverNull()
                    .lowered("g.display_name_lower")
                    .searchable(words(1)),
            Property.texts("groupTypes", "cast('{}' as text[])"),
            Property.caselessText("mail", "cast(null as text)"),
            Property.bool("mailEnabled", "false").neverNull(),
            Property.caselessText("mailNickname", "g.mail_nickname"),
            Property.bool("onPremisesSyncEnabled", "cast(null as boolean)"),
            Property.bool("securityEnabled", "true").neverNull(),
            Property.text("visibility", "cast(null as text)"),
            Property.bool("isAssignableToRole", "false").neverNull().onRequest());

    public static final GraphSet GROUPS =
            GraphSet.of("groups", new GraphType("group", PROPERTIES), 100, 999).advanced();

    /** What may be shown with a group. */
    static final Map<String, Circle> CIRCLES = Map.of("members", Circle.MEMBERS, "owners", Circle.OWNERS);

    /** The same with the people of {@link #CIRCLES}. */
    static final GraphSet WITH_PEOPLE =
            GROUPS.expanding("members", PersonShown.USERS.type()).expanding("owners", PersonShown.USERS.type());

    /** Of a delta query, where each member that came or went counts as an item of its own. */
    static final GraphSet CHANGES = GraphSet.of(
                    "groups",
                    new GraphType(
                            "group",
                            Stream.concat(
                                            PROPERTIES.stream(),
                                            Stream.of(Property.shown("members").onRequest()))
                                    .toList()),
                    999,
                    999)
            .advanced()
            .expanding("members", PersonShown.USERS.type());

    private GroupShown() {}

    /** @param bit of the property, see {@code V39__what_people_are_found_by.sql} */
    private static WordTable words(int bit) {
        return new WordTable(
                "g.group_id",
                "select w.object_id from directory_word w where w.tenant_id = :tenant and w.properties & %d <> 0"
                        .formatted(bit),
                "w.word");
    }

    public static Map<String, @Nullable Object> of(Group group) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        shown.put("id", group.id().value());
        shown.put("deletedDateTime", group.deletedAt().orElse(null));
        shown.put("createdDateTime", group.createdAt());
        shown.put("description", group.profile().description().orElse(null));
        shown.put("displayName", group.displayName());
        shown.put("groupTypes", List.of());
        shown.put("mail", null);
        shown.put("mailEnabled", false);
        shown.put("mailNickname", group.profile().mailNickname().orElse(null));
        shown.put("onPremisesSyncEnabled", null);
        shown.put("securityEnabled", true);
        shown.put("visibility", null);
        shown.put("isAssignableToRole", false);
        return shown;
    }

    /** Among objects of several kinds. */
    public static Map<String, @Nullable Object> typed(Group group) {
        var typed = new LinkedHashMap<String, @Nullable Object>();
        typed.put("@odata.type", "#microsoft.graph.group");
        typed.putAll(of(group));
        return typed;
    }
}
