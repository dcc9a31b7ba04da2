package io.homeward.tenant.object;

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
