package io.homeward.tenant.scim;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A group while a client writes it. */
final class ScimGroup {
    private static final Pattern ONE_MEMBER = Pattern.compile(
            "members\\[\\s*value\\s+eq\\s+\\\\?\"([^\"\\\\]{1,100})\\\\?\"\\s*]", Pattern.CASE_INSENSITIVE);

    private @Nullable String displayName;
    private Optional<String> externalId;
    private final Set<PersonId> members;

    ScimGroup(@Nullable String displayName, Optional<String> externalId, Set<PersonId> members) {
        this.displayName = displayName;
        this.externalId = externalId;
        this.members = new LinkedHashSet<>(members);
    }

    String displayName() {
        if (displayName == null || displayName.isBlank()) {
            throw ScimRefusals.invalidValue("A group has a displayName.");
        }
        return displayName;
    }

    Optional<String> externalId() {
        return externalId;
    }

    Set<PersonId> members() {
        return Set.copyOf(members);
    }

    /** Everything an object says; members replace those there are. */
    void read(JsonNode object) {
        object.properties().forEach(member -> set(ScimPatch.Kind.REPLACE, member.getKey(), member.getValue(), true));
    }

    void patch(ScimPatch patch) {
        for (ScimPatch.Operation operation : patch.operations()) {
            if (operation.path().isEmpty()) {
                operation
                        .value()
                        .properties()
                        .forEach(member -> set(operation.kind(), member.getKey(), member.getValue(), true));
            } else if (operation.kind() == ScimPatch.Kind.REMOVE) {
                remove(operation.path().get(), operation.value());
            } else {
                set(operation.kind(), operation.path().get(), operation.value(), false);
            }
        }
    }

    /** @param whole whether it is part of a whole object, in which what is read-only is passed over */
    private void set(ScimPatch.Kind kind, String written, JsonNode value, boolean whole) {
        String path = path(written);
        switch (path) {
            case "displayname" -> displayName = text(written, value);
            case "externalid" -> externalId = value.isNull() ? Optional.empty() : Optional.of(text(written, value));
            case "members" -> {
                if (kind == ScimPatch.Kind.REPLACE) {
                    members.clear();
                }
                members.addAll(ids(value));
            }
            case "id", "meta" -> {
                if (!whole) {
                    throw ScimRefusals.mutability(written);
                }
            }
            default -> {
                if (!whole && !path.startsWith("urn:")) {
                    throw ScimRefusals.invalidPath(written);
                }
            }
        }
    }

    private void remove(String written, JsonNode value) {
        Matcher one = ONE_MEMBER.matcher(written.strip());
        String path = path(written);
        if (one.matches()) {
            members.remove(id(one.group(1)));
        } else if (path.equals("members")) {
            if (value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty())) {
                members.clear();
            } else {
                members.removeAll(ids(value)); // as a large client removes several
            }
        } else if (path.equals("externalid")) {
            externalId = Optional.empty();
        } else if (path.equals("displayname")) {
            throw ScimRefusals.invalidValue("'displayName' cannot be taken away.");
        } else if (path.equals("id") || path.equals("meta")) {
            throw ScimRefusals.mutability(written);
        } else {
            throw ScimRefusals.invalidPath(written);
        }
    }

    private static String path(String written) {
        String path = written.strip().toLowerCase(Locale.ROOT);
        String schema = ScimSchema.GROUP.toLowerCase(Locale.ROOT) + ":";
        return path.startsWith(schema) ? path.substring(schema.length()) : path;
    }

    private static String text(String written, JsonNode value) {
        if (!value.isTextual()) {
            throw ScimRefusals.invalidValue("'%s' is a text.".formatted(written));
        }
        return value.asText();
    }

    private static Set<PersonId> ids(JsonNode value) {
        var ids = new LinkedHashSet<PersonId>();
        if (value.isArray()) {
            value.forEach(one -> ids.add(
                    id(one.isTextual() ? one.asText() : one.path("value").asText())));
        } else if (value.isObject()) {
            ids.add(id(value.path("value").asText()));
        } else if (value.isTextual()) {
            ids.add(id(value.asText()));
        } else if (!value.isNull()) {
            throw ScimRefusals.invalidValue("'members' are objects with a value.");
        }
        return ids;
    }

    private static PersonId id(String text) {
        try {
            return PersonId.of(text);
        } catch (IllegalArgumentException e) {
            throw ScimRefusals.invalidValue("'%s' is the id of no user.".formatted(text));
        }
    }
}
