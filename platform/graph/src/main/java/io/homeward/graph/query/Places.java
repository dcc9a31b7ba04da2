package io.homeward.graph.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a caller is in a listing, as text for his next request: opaque, and good for this listing of this tenant alone.
 *
 * @param binding whose the places are, and in what
 */
public record Places(TokenSeal seal, String binding) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The same caller's in a part of that. */
    public Places in(String part) {
        return new Places(seal, binding + "\n" + part);
    }

    public String write(JsonNode place) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(seal.seal(binding, JSON.writeValueAsBytes(place)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no place", e);
        }
    }

    /** Empty where the text was not written here. */
    public Optional<JsonNode> read(String text) {
        try {
            Optional<byte[]> opened = seal.open(binding, Base64.getUrlDecoder().decode(text));
            return opened.isPresent() ? Optional.ofNullable(JSON.readTree(opened.get())) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
