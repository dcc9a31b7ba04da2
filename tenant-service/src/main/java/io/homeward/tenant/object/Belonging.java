package io.homeward.tenant.object;

import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.RoleCatalogue;
import io.homeward.tenant.directory.Group;
import io.homeward.tenant.directory.GroupShown;
import io.homeward.tenant.role.RoleShown;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody is in: a group, or a role. */
sealed interface Belonging {
    /** Any of them, as the listing's query calls its columns. */
    GraphSet SET = GraphSet.of(
                    "directoryObjects",
                    GraphType.of(
                            "directoryObject",
                            Property.guid("id", "o.id"),
                            Property.caselessText("displayName", "o.display_name")
                                    .neverNull()
                                    .lowered("o.display_name_lower")
                                    .searchable(),
                            Property.caselessText("description", "o.description")
                                    .searchable(),
                            Property.caselessText("mailNickname", "o.mail_nickname"),
                            Property.instant("createdDateTime", "o.created_at"),
                            Property.instant("deletedDateTime", "cast(null as timestamptz)"),
                            Property.bool("securityEnabled", "case when o.kind = 'group' then true end"),
                            Property.bool("mailEnabled", "case when o.kind = 'group' then false end"),
                            Property.bool("isAssignableToRole", "case when o.kind = 'group' then false end")
                                    .onRequest(),
                            Property.guid("roleTemplateId", "case when o.kind = 'directoryRole' then o.id end"),
                            Property.shown("groupTypes"),
                            Property.shown("mail"),
                            Property.shown("visibility"),
                            Property.shown("onPremisesSyncEnabled")),
                    100,
                    999)
            .advanced();

    UUID id();

    /** With {@code @odata.type}, because collections hold both. */
    Map<String, @Nullable Object> shown();

    record InGroup(Group group) implements Belonging {
        @Override
        public UUID id() {
            return group.id().value();
        }

        @Override
        public Map<String, @Nullable Object> shown() {
            return GroupShown.typed(group);
        }
    }

    record InRole(RoleCatalogue.Definition role) implements Belonging {
        @Override
        public UUID id() {
            return role.id().value();
        }

        @Override
        public Map<String, @Nullable Object> shown() {
            var typed = new LinkedHashMap<String, @Nullable Object>();
            typed.put("@odata.type", "#microsoft.graph.directoryRole");
            typed.putAll(RoleShown.role(role));
            return typed;
        }
    }
}
