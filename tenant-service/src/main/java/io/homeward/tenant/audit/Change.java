package io.homeward.tenant.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.feed.FeedJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One property that was changed (Graph: {@code modifiedProperty}). There is no way to make one that holds a value under the name of a secret:
 * members so named are left out at any depth, and of a property so named it is only said that it changed.
 *
 * @param before as JSON text; empty where there was nothing, or nothing may be said
 * @param after likewise
 */
public record Change(String property, Optional<String> before, Optional<String> after) {
    private static final Pattern SECRET = Pattern.compile(
            "password(?!Change)|passwd|secret|hash|seed|ticket|private|credential|recoverycode|(access|refresh|bearer|id)_?token|totp",
            Pattern.CASE_INSENSITIVE);

    /** Longer values are told by their length and digest: an entry is a record, no archive. */
    private static final int LONGEST = 16_384;

    public Change {
        if (isSecret(property) && (before.isPresent() || after.isPresent())) {
            throw new IllegalArgumentException("A secret is not recorded: " + property);
        }
    }

    static boolean isSecret(String name) {
        return SECRET.matcher(name).find();
    }

    static Change ofSecret(String property) {
        return new Change(property, Optional.empty(), Optional.empty());
    }

    /** @throws IllegalArgumentException where the property is named like a secret */
    static Change of(String property, @Nullable Object before, @Nullable Object after) {
        return new Change(property, text(tree(before)), text(tree(after)));
    }

    static List<Change> between(@Nullable Object before, @Nullable Object after) {
        JsonNode old = tree(before);
        JsonNode now = tree(after);
        Set<String> names = new LinkedHashSet<>();
        old.fieldNames().forEachRemaining(names::add);
        now.fieldNames().forEachRemaining(names::add);
        var changes = new ArrayList<Change>();
        for (String name : names) {
            JsonNode was = old.path(name);
            JsonNode is = now.path(name);
            if (!was.equals(is) && !(isNothing(was) && isNothing(is))) {
                changes.add(isSecret(name) ? ofSecret(name) : new Change(name, text(was), text(is)));
            }
        }
        return changes;
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static JsonNode tree(@Nullable Object value) {
        return value == null
                ? FeedJson.mapper().missingNode()
                : FeedJson.mapper().valueToTree(value);
    }

    private static Optional<String> text(JsonNode value) {
        if (isNothing(value)) {
            return Optional.empty();
        }
        try {
            String text = FeedJson.mapper().writeValueAsString(withoutSecrets(value));
            return Optional.of(text.length() <= LONGEST ? text : digest(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a value", e);
        }
    }

    private static JsonNode withoutSecrets(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode kept = FeedJson.mapper().createObjectNode();
            object.properties().stream()
                    .filter(member -> !isSecret(member.getKey()))
                    .forEach(member -> kept.set(member.getKey(), withoutSecrets(member.getValue())));
            return kept;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode kept = FeedJson.mapper().createArrayNode();
            array.forEach(element -> kept.add(withoutSecrets(element)));
            return kept;
        }
        return value;
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "\"%d characters, SHA-256 %s\""
                    .formatted(text.length(), HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
