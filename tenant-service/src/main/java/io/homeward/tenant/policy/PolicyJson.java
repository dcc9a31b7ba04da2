package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.homeward.tenant.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** One object of a policy's JSON, read strictly: a wrong type is named and not guessed at; {@code @odata} annotations are ignored. */
public record PolicyJson(JsonNode json, String name) {

    /** @throws Refusal where it is not an object */
    public static PolicyJson object(JsonNode json, String name) {
        if (!json.isObject()) {
            throw GraphPolicy.invalid("'%s' is an object.".formatted(name));
        }
        return new PolicyJson(json, name);
    }

    /** @throws Refusal naming the first property that is neither known nor ours to write */
    public PolicyJson only(Set<String> known, Set<String> ignored) {
        json.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field) && !ignored.contains(field) && !field.contains("@odata.")) {
                throw GraphPolicy.invalid(
                        "The property '%s' does not exist on '%s', or is not supported.".formatted(field, name));
            }
        });
        return this;
    }

    /** @throws Refusal where one of these is present and not empty */
    PolicyJson without(Set<String> notEvaluated) {
        for (String field : notEvaluated.stream().sorted().toList()) {
            JsonNode value = json.path(field);
            if (!isNothing(value)) {
                throw GraphPolicy.notEvaluated(field);
            }
        }
        return this;
    }

    /** Also what says that it is switched off. */
    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isBoolean() && !value.asBoolean())
                || (value.path("isEnabled").isBoolean()
                        && !value.path("isEnabled").asBoolean());
    }

    public JsonNode node(String field) {
        JsonNode value = json.path(field);
        return value.isMissingNode() ? NullNode.instance : value;
    }

    public Optional<String> text(String field) {
        JsonNode value = node(field);
        if (value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw GraphPolicy.invalid("'%s' is a text.".formatted(field));
        }
        return Optional.of(value.asText());
    }

    public Optional<PolicyJson> child(String field) {
        JsonNode value = node(field);
        return value.isNull() ? Optional.empty() : Optional.of(object(value, field));
    }

    public boolean has(String field) {
        return json.has(field);
    }

    /** Empty where the list is absent. */
    public List<String> texts(String field) {
        JsonNode value = node(field);
        if (value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw GraphPolicy.invalid("'%s' is a list.".formatted(field));
        }
        var texts = new ArrayList<String>();
        for (JsonNode one : value) {
            if (!one.isTextual()) {
                throw GraphPolicy.invalid("'%s' is a list of texts.".formatted(field));
            }
            texts.add(one.asText());
        }
        return List.copyOf(texts);
    }

    ArrayNode list(String field) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        texts(field).forEach(list::add);
        return list;
    }

    /** The ids in a list, without the words that stand for many. */
    <T> List<T> ids(String field, Set<String> words, Function<UUID, T> as) {
        return texts(field).stream()
                .filter(text -> !words.contains(text))
                .map(text -> id(field, text, as))
                .toList();
    }

    private static <T> T id(String field, String text, Function<UUID, T> as) {
        try {
            return as.apply(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw GraphPolicy.unknown(field, text);
        }
    }
}
