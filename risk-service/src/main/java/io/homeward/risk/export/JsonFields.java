package io.homeward.risk.export;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.homeward.risk.signin.Json;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes certain values out of JSON objects, by their paths, and keeps nothing of the rest. A path is names with dots; {@code *} stands for the
 * elements of an array, of which the first {@link #MOST_OF_AN_ARRAY} are looked at, each under its number.
 */
final class JsonFields {
    static final int MOST_OF_AN_ARRAY = 16;

    private final Node root = new Node();

    private static final class Node {
        final Map<String, Node> members = new HashMap<>();
    }

    JsonFields(Collection<String> paths) {
        for (String path : paths) {
            Node node = root;
            for (String name : path.split("\\.")) {
                node = node.members.computeIfAbsent(name, each -> new Node());
            }
        }
    }

    /**
     * The values by their paths; numbers and truths as text. What is null, or no value at all, is not there.
     *
     * @throws JsonProcessingException where the text is no JSON object
     */
    Map<String, String> read(String text) throws JsonProcessingException {
        var values = new HashMap<String, String>();
        try (JsonParser json = Json.FACTORY.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new com.fasterxml.jackson.core.JsonParseException(json, "the element is not an object");
            }
            object(json, root, "", values);
            if (json.nextToken() != null) {
                throw new com.fasterxml.jackson.core.JsonParseException(json, "there is more than one object");
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory can always be read", e);
        }
        return values;
    }

    private static void object(JsonParser json, Node node, String path, Map<String, String> values) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            value(json, node.members.get(name), path, name, values);
        }
    }

    private static void array(JsonParser json, Node node, String path, Map<String, String> values) throws IOException {
        for (int nth = 0; json.nextToken() != JsonToken.END_ARRAY; nth++) {
            value(json, nth < MOST_OF_AN_ARRAY ? node.members.get("*") : null, path, Integer.toString(nth), values);
        }
    }

    private static void value(
            JsonParser json, @Nullable Node node, String path, String name, Map<String, String> values)
            throws IOException {
        if (node == null) {
            json.skipChildren();
            return;
        }
        String here = path.isEmpty() ? name : path + "." + name;
        switch (json.currentToken()) {
            case START_OBJECT -> object(json, node, here, values);
            case START_ARRAY -> array(json, node, here, values);
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                values.put(here, json.getText());
            default -> values.remove(here);
        }
    }
}
