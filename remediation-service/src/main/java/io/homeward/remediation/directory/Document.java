package io.homeward.remediation.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.feed.FeedJson;

/** The bodies of feeds, as they are kept. */
final class Document {
    private Document() {}

    /** @throws IllegalStateException where the body is not what its feed promises; it was read once before it was kept */
    static <T> T read(String document, Class<T> type) {
        try {
            return FeedJson.mapper().readValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept " + type.getSimpleName() + " cannot be read", e);
        }
    }
}
