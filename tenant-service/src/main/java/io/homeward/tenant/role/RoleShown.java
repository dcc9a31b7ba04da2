package io.homeward.tenant.role;

import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.RoleCatalogue;
import io.homeward.tenant.directory.PersonShown;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A role under the two names Graph has for it. Every role there is can be held at once, so each template is an activated role too, under the
 * template's own id.
 */
public final class RoleShown {
    static final GraphSet DEFINITIONS = GraphSet.of(
            "roleManagement/directory/roleDefinitions",
            GraphType.of(
                    "unifiedRoleDefinition",
                    Property.guid("id", "d.id"),
                    Property.guid("templateId", "d.id").neverNull(),
                    Property.caselessText("displayName", "d.name").neverNull(),
                    Property.bool("isBuiltIn", "true").neverNull(),
                    Property.bool("isEnabled", "true").neverNull()),
            999,
            999);
    static final GraphSet ROLES = GraphSet.of(
                    "directoryRoles",
                    GraphType.of(
                            "directoryRole",
                            Property.guid("id", "d.id"),
                            Property.caselessText("displayName", "d.name").neverNull(),
                            Property.caselessText("description", "cast(null as text)"),
                            Property.guid("roleTemplateId", "d.id").neverNull()),
                    999,
                    999)
            .expanding("members", PersonShown.USERS.type());
    static final GraphSet TEMPLATES = GraphSet.of(
            "directoryRoleTemplates",
            GraphType.of(
                    "directoryRoleTemplate",
                    Property.guid("id", "d.id"),
                    Property.caselessText("displayName", "d.name").neverNull(),
                    Property.caselessText("description", "cast(null as text)")),
            999,
            999);

    private RoleShown() {}

    static Map<String, @Nullable Object> definition(RoleCatalogue.Definition role) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        shown.put("id", role.id().value());
        shown.put("templateId", role.id().value());
        shown.put("displayName", role.displayName());
        shown.put("isBuiltIn", true);
        shown.put("isEnabled", true);
        return shown;
    }

    public static Map<String, @Nullable Object> role(RoleCatalogue.Definition role) {
        Map<String, @Nullable Object> shown = template(role);
        shown.put("roleTemplateId", role.id().value());
        return shown;
    }

    static Map<String, @Nullable Object> template(RoleCatalogue.Definition role) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        shown.put("id", role.id().value());
        shown.put("displayName", role.displayName());
        shown.put("description", null);
        return shown;
    }
}
