package io.homeward.graph.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.homeward.graph.refusal.GraphRefusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * {@code $skiptoken}: the position of the last item of a page, so that the next page is right also where items came or went
 * in between. Opaque to clients, and bound to the filter and the order it was made for. It is not signed: whoever forges one gets another place
 * in what he may read anyway.
 */
final class SkipToken {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SkipToken() {}

    /** @param cursor what the column {@link GraphSql#CURSOR} held */
    static String write(String query, String cursor) {
        try {
            ArrayNode token = JSON.createArrayNode().add(fingerprint(query)).add(JSON.readTree(cursor));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(token));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no cursor", e);
        }
    }

    /** @throws GraphRefusal (400) where it is not a token of this query */
    static Position read(String query, List<Order> order, String token) {
        JsonNode read;
        try {
            read = JSON.readTree(Base64.getUrlDecoder().decode(token));
        } catch (java.io.IOException | IllegalArgumentException e) {
            throw invalid();
        }
        if (read == null
                || !read.isArray()
                || read.size() != 2
                || !read.get(0).asText().equals(fingerprint(query))) {
            throw invalid();
        }
        return Position.read(order, read.get(1)).orElseThrow(SkipToken::invalid);
    }

    private static GraphRefusal invalid() {
        return GraphRefusal.badRequest("The $skiptoken is not one of this query.");
    }

    private static String fingerprint(String query) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
