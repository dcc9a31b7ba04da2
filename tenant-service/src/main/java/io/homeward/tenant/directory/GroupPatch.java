package io.homeward.tenant.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A group as a client writes it: what is absent stays as it is, null takes away. What we keep no groups of (mail, dynamic members, roles for
 * a whole group) is refused by name; a group that silently was something else would mislead whoever relies on it.
 */
record GroupPatch(JsonNode json) {
    /** As many as Graph takes in one request. */
    private static final int MOST = 20;

    /** @throws Refusal {@link Fault#INVALID} */
    GroupPatch {
        if (!json.isObject()) {
            throw new Refusal(Fault.INVALID, "A group is an object.");
        }
        fixed(json, "securityEnabled", true);
        fixed(json, "mailEnabled", false);
        fixed(json, "isAssignableToRole", false);
        JsonNode types = json.path("groupTypes");
        if (!types.isMissingNode() && !types.isNull() && !(types.isArray() && types.isEmpty())) {
            throw new Refusal(
                    Fault.INVALID, "groupTypes is empty: only security groups with assigned members are kept.");
        }
        if (!json.path("membershipRule").isMissingNode()
                && !json.path("membershipRule").isNull()) {
            throw new Refusal(Fault.INVALID, "membershipRule: members are assigned, not found by a rule.");
        }
    }

    /** A new group: without a name it is none. */
    GroupProfile profile() {
        return new GroupProfile(
                text("displayName", Optional.empty()).orElseThrow(GroupPatch::nameless),
                text("description", Optional.empty()),
                text("mailNickname", Optional.empty()));
    }

    /** Empty where nothing of the profile is named. */
    Optional<UnaryOperator<GroupProfile>> change() {
        return Stream.of("displayName", "description", "mailNickname").anyMatch(json::has)
                ? Optional.of(before -> new GroupProfile(
                        text("displayName", Optional.of(before.displayName())).orElseThrow(GroupPatch::nameless),
                        text("description", before.description()),
                        text("mailNickname", before.mailNickname())))
                : Optional.empty();
    }

    /** @throws Refusal {@link Fault#INVALID} */
    List<PersonId> members() {
        return references("members@odata.bind");
    }

    /** @throws Refusal {@link Fault#INVALID} */
    List<PersonId> owners() {
        return references("owners@odata.bind");
    }

    private List<PersonId> references(String property) {
        JsonNode value = json.path(property);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > MOST) {
            throw new Refusal(Fault.INVALID, "%s is a list of at most %d addresses.".formatted(property, MOST));
        }
        return value.valueStream()
                .map(one -> new ObjectReference(one.asText("")).person())
                .distinct()
                .toList();
    }

    private Optional<String> text(String property, Optional<String> otherwise) {
        JsonNode value = json.path(property);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new Refusal(Fault.INVALID, "'%s' is a text.".formatted(property));
        }
        return Optional.of(value.asText());
    }

    private static void fixed(JsonNode json, String property, boolean only) {
        JsonNode value = json.path(property);
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        if (!value.isBoolean() || value.asBoolean() != only) {
            throw new Refusal(
                    Fault.INVALID,
                    "%s is %s: only security groups with assigned members are kept.".formatted(property, only));
        }
    }

    private static Refusal nameless() {
        return new Refusal(Fault.INVALID, "A value is required for property 'displayName' of resource 'Group'.");
    }
}
