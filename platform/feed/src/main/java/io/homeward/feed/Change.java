package io.homeward.feed;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The full state of one thing after a change; on the wire one element of a tail answer, and (with the snapshot's own position) one
 * line of a snapshot.
 *
 * @param position where in the feed; dense and rising
 * @param tenant who owns the thing
 * @param key the thing within its tenant and feed
 * @param version rises with every change of the same thing within one epoch
 * @param body the whole state; null where the thing is gone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(
        long position,
        TenantId tenant,
        String key,
        long version,
        @Nullable JsonNode body) {
    public Change {
        requireNonNull(tenant, "tenant");
        requireNonNull(key, "key");
        if (body != null && body.isNull()) {
            body = null;
        }
    }

    @JsonIgnore
    public boolean isGone() {
        return body == null;
    }

    /** @throws IllegalStateException where the thing is gone; ask {@link #isGone} first */
    public JsonNode state() {
        if (body == null) {
            throw new IllegalStateException(key + " is gone");
        }
        return body;
    }

    /**
     * The state as a record, read with {@link FeedJson#mapper()}.
     *
     * @throws UnreadableBody where it cannot be read as one
     */
    public <T> T as(Class<T> type) {
        try {
            return FeedJson.mapper().treeToValue(state(), type);
        } catch (JsonProcessingException e) {
            throw new UnreadableBody(tenant, key, e);
        }
    }

    Change at(long snapshotPosition) {
        return new Change(snapshotPosition, tenant, key, version, body);
    }
}
