package io.homeward.tenant.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The operations of a PATCH (RFC 7644, section 3.5.2), as clients write them: operations in any case, values as texts, without a path, or with
 * several paths as the members of one value.
 */
record ScimPatch(List<Operation> operations) {
    private static final int MOST = 1_000;

    enum Kind {
        ADD,
        REPLACE,
        REMOVE
    }

    /** @param value missing where there is none */
    record Operation(Kind kind, Optional<String> path, JsonNode value) {}

    static ScimPatch of(JsonNode body) {
        JsonNode operations = member(body, "Operations");
        if (!operations.isArray() || operations.isEmpty()) {
            throw ScimRefusals.invalidSyntax("A PATCH has 'Operations', at least one.");
        }
        if (operations.size() > MOST) {
            throw ScimRefusals.invalidSyntax("A PATCH has at most %d operations.".formatted(MOST));
        }
        var all = new ArrayList<Operation>();
        operations.forEach(one -> all.add(operation(one)));
        return new ScimPatch(List.copyOf(all));
    }

    private static Operation operation(JsonNode one) {
        JsonNode op = member(one, "op");
        JsonNode path = member(one, "path");
        JsonNode value = member(one, "value");
        Kind kind =
                switch (op.asText().toLowerCase(Locale.ROOT)) {
                    case "add" -> Kind.ADD;
                    case "replace" -> Kind.REPLACE;
                    case "remove" -> Kind.REMOVE;
                    default -> throw ScimRefusals.invalidSyntax("'op' is add, replace or remove.");
                };
        if (!path.isMissingNode() && !path.isNull() && !path.isTextual()) {
            throw ScimRefusals.invalidSyntax("'path' is a text.");
        }
        Optional<String> where =
                path.isTextual() && !path.asText().isBlank() ? Optional.of(path.asText()) : Optional.empty();
        if (kind == Kind.REMOVE && where.isEmpty()) {
            throw ScimRefusals.noTarget();
        }
        if (kind != Kind.REMOVE && (value.isMissingNode() || (where.isEmpty() && !value.isObject()))) {
            throw ScimRefusals.invalidSyntax("An operation '%s' needs a value%s."
                    .formatted(op.asText(), where.isEmpty() ? ", which is an object where there is no path" : ""));
        }
        return new Operation(kind, where, value);
    }

    /** By its name in any case. */
    static JsonNode member(JsonNode object, String name) {
        return object.properties().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** Does all of it to a user. */
    void on(ScimUser user) {
        for (Operation operation : operations) {
            if (operation.path().isEmpty()) {
                user.read(operation.value());
            } else if (operation.kind() == Kind.REMOVE) {
                user.remove(operation.path().get());
            } else {
                user.patch(operation.path().get(), operation.value());
            }
        }
    }
}
