package io.homeward.gateway.batch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The calls of one {@code $batch}, in the order in which they were written. */
public record Batch(List<Part> parts) {

    /** As in Graph. */
    public static final int MOST = 20;

    /** A name that is said twice could be read in two ways, and numbers go on with every digit. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    public Batch {
        parts = List.copyOf(parts);
    }

    /** @throws UnreadableBatch where it is not a batch of one to twenty parts that can be put in order */
    public static Batch read(byte[] body) throws UnreadableBatch {
        JsonNode requests = json(body).path("requests");
        if (!requests.isArray() || requests.isEmpty()) {
            throw new UnreadableBatch("A batch is a JSON object with an array of requests.");
        }
        if (requests.size() > MOST) {
            throw new UnreadableBatch("The number of requests in a batch cannot exceed %d.".formatted(MOST));
        }
        var drafts = new ArrayList<PartReader>();
        Map<String, String> ids = new HashMap<>();
        for (JsonNode each : requests) {
            var draft = new PartReader(each, drafts.size() + 1);
            drafts.add(draft);
            if (ids.put(draft.id().toLowerCase(Locale.ROOT), draft.id()) != null) {
                throw new UnreadableBatch("Request id %s was used before in this batch.".formatted(draft.id()));
            }
        }
        var parts = new ArrayList<Part>();
        for (PartReader draft : drafts) {
            parts.add(draft.read(ids));
        }
        order(parts);
        return new Batch(parts);
    }

    private static JsonNode json(byte[] body) throws UnreadableBatch {
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableBatch("The body is no JSON that can be read in one way: line %d, column %d."
                    .formatted(
                            e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                            e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw new UnreadableBatch("The body is no JSON text in UTF-8.");
        }
        throw new UnreadableBatch("A batch is a JSON object with an array of requests.");
    }

    /** Every part's turn must come. */
    private static void order(List<Part> parts) throws UnreadableBatch {
        Map<String, Part> waiting = new LinkedHashMap<>();
        parts.forEach(part -> waiting.put(part.id(), part));
        Set<String> done = new HashSet<>();
        boolean moved = true;
        while (moved) {
            moved = waiting.values().removeIf(part -> done.containsAll(part.dependsOn()) && done.add(part.id()));
        }
        if (!waiting.isEmpty()) {
            throw new UnreadableBatch("The requests %s depend on each other.".formatted(waiting.keySet()));
        }
    }
}
