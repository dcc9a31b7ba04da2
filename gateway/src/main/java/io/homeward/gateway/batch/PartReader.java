package io.homeward.gateway.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads one entry of {@code requests}. */
final class PartReader {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final int LONGEST_ID = 256;

    /** As long as a request line may be. */
    private static final int LONGEST_URL = 8 * 1024;

    private static final int MOST_HEADERS = 64;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,4096}");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");

    private final JsonNode json;
    private final String id;

    /** @param number counted from one, for messages about a part without an id */
    PartReader(JsonNode json, int number) throws UnreadableBatch {
        this.json = json;
        JsonNode named = json.path("id");
        String text = named.isTextual() || named.isIntegralNumber() ? named.asText() : "";
        if (text.isBlank()
                || text.length() > LONGEST_ID
                || CONTROL.matcher(text).find()) {
            throw new UnreadableBatch("Request number %d of the batch has no usable id.".formatted(number));
        }
        this.id = text;
    }

    String id() {
        return id;
    }

    /** @param ids of all parts, by their lower case */
    Part read(Map<String, String> ids) throws UnreadableBatch {
        Map<String, String> headers = headers();
        return new Part(id, method(), url(), headers, body(headers), dependsOn(ids));
    }

    private String method() throws UnreadableBatch {
        String method = json.path("method").asText("").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw unusable("has no method that is served in a batch: GET, POST, PUT, PATCH, DELETE");
        }
        return method;
    }

    private String url() throws UnreadableBatch {
        JsonNode url = json.path("url");
        if (!url.isTextual() || url.asText().isBlank() || url.asText().length() > LONGEST_URL) {
            throw unusable("has no url, or one of more than %d characters".formatted(LONGEST_URL));
        }
        return url.asText();
    }

    private Map<String, String> headers() throws UnreadableBatch {
        JsonNode given = json.path("headers");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (given.isMissingNode() || given.isNull()) {
            return headers;
        }
        if (!given.isObject() || given.size() > MOST_HEADERS) {
            throw unusable("has headers that are no object of at most %d".formatted(MOST_HEADERS));
        }
        for (Map.Entry<String, JsonNode> header : given.properties()) {
            String name = header.getKey();
            boolean readable = header.getValue().isValueNode()
                    && TOKEN.matcher(name).matches()
                    && VALUE.matcher(header.getValue().asText()).matches();
            String value = header.getValue().asText();
            String before = readable ? headers.putIfAbsent(name, value) : null;
            // The official Java SDK writes Content-Type twice, in two spellings; two values would leave the choice to
            // whoever reads on.
            if (!readable || (before != null && !before.equals(value))) {
                throw unusable("has a header that cannot be sent, or one with two values");
            }
        }
        return headers;
    }

    private Optional<byte[]> body(Map<String, String> headers) throws UnreadableBatch {
        JsonNode body = json.path("body");
        if (body.isMissingNode() || body.isNull()) {
            return Optional.empty();
        }
        String type = headers.getOrDefault("Content-Type", "");
        if (type.isBlank()) {
            throw unusable("has a body and no Content-Type header");
        }
        try {
            if (MediaType.isJson(type)) {
                return Optional.of(Batch.JSON.writeValueAsBytes(body));
            }
            if (body.isTextual()) {
                return Optional.of(base64(body.asText()));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw unusable("has a body that cannot be sent");
        }
        throw unusable("has a body that is neither JSON nor a text in base64");
    }

    /** Both alphabets are in use. */
    private static byte[] base64(String text) {
        return text.indexOf('-') >= 0 || text.indexOf('_') >= 0
                ? Base64.getUrlDecoder().decode(text)
                : Base64.getDecoder().decode(text);
    }

    private Set<String> dependsOn(Map<String, String> ids) throws UnreadableBatch {
        JsonNode given = json.path("dependsOn");
        if (given.isMissingNode() || given.isNull()) {
            return Set.of();
        }
        if (!given.isArray()) {
            throw unusable("depends on something that is no list of ids");
        }
        Set<String> dependsOn = new HashSet<>();
        for (JsonNode each : given) {
            String other = ids.get(each.asText("").toLowerCase(Locale.ROOT));
            if (other == null) {
                throw unusable("depends on a request that is not in this batch");
            }
            dependsOn.add(other);
        }
        return dependsOn;
    }

    private UnreadableBatch unusable(String why) {
        return new UnreadableBatch("Request id %s %s.".formatted(id, why));
    }
}
