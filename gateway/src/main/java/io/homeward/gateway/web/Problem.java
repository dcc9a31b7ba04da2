package io.homeward.gateway.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal as HTTP says it, before it is written anywhere.
 *
 * @param headers without the ids that every answer carries
 * @param json the body
 */
public record Problem(int status, Map<String, String> headers, String json) {
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    public Problem {
        headers = Map.copyOf(headers);
    }

    /** The same with another header, or another value of it. */
    public Problem with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, more, json);
    }

    /** The same under another status, for whoever takes this one for something else. */
    public Problem sentAs(int other) {
        return new Problem(other, headers, readable().put("status", other).toString());
    }

    /** The body in one line of ASCII, as a header can carry it. */
    public String ascii() {
        try {
            return ASCII.writeValueAsString(readable());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read can be written", e);
        }
    }

    private ObjectNode readable() {
        try {
            return (ObjectNode) ASCII.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem is JSON", e);
        }
    }
}
