package io.homeward.tenant.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.feed.FeedJson;

/** How the parts of the rules are kept: as in feeds, so that no change of the web layer alters what is stored. */
final class RulesJson {
    private RulesJson() {}

    static JsonNode tree(Object value) {
        return FeedJson.mapper().valueToTree(value);
    }

    static String text(Object value) {
        return tree(value).toString();
    }

    static <T> T value(String text, Class<T> type) {
        try {
            return FeedJson.mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is stored as " + type.getSimpleName() + " cannot be read", e);
        }
    }
}
