package io.homeward.graph.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.accessrules.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a caller is in the changes of a collection: {@code $deltatoken} between two rounds, {@code $skiptoken} within one. Opaque to
 * clients. It carries a digest over itself, the tenant, the path and the filter, so a token of another query or tenant, and one that was
 * cut short, are told apart from a good one. The digest is no signature: whoever forges one gets another place in what he may read anyway.
 *
 * @param epoch which history of the database the numbers belong to; another one begins with every restore
 * @param since changes from here on are wanted; 0 where everything is
 * @param until and before here; empty between two rounds
 * @param behind the last row seen in this round, as its query sorts
 * @param issued how old it is
 */
record DeltaToken(String epoch, long since, Optional<Long> until, Optional<JsonNode> behind, Instant issued) {

    /** As long as Graph's own tokens of directory objects. Rows that are gone are told of at least as long. */
    static final Duration VALID = Duration.ofDays(7);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTS = 6;

    /** What a token is good for. */
    record Binding(TenantId tenant, String query) {}

    String write(Binding binding) {
        var body = JSON.createArrayNode().add(epoch).add(since);
        until.ifPresentOrElse(body::add, body::addNull);
        behind.ifPresentOrElse(body::add, body::addNull);
        body.add(issued.getEpochSecond());
        body.add(digest(binding, body.toString()));
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no token", e);
        }
    }

    /** Empty where it is none of this query, or too old. */
    static Optional<DeltaToken> read(String text, Binding binding, Instant now) {
        try {
            JsonNode body = JSON.readTree(Base64.getUrlDecoder().decode(text));
            if (body == null || !body.isArray() || body.size() != PARTS) {
                return Optional.empty();
            }
            var unsigned = JSON.createArrayNode();
            for (int i = 0; i < PARTS - 1; i++) {
                unsigned.add(body.get(i));
            }
            if (!digest(binding, unsigned.toString()).equals(body.get(PARTS - 1).asText())) {
                return Optional.empty();
            }
            var token = new DeltaToken(
                    body.get(0).asText(),
                    body.get(1).asLong(),
                    body.get(2).isNull()
                            ? Optional.empty()
                            : Optional.of(body.get(2).asLong()),
                    body.get(3).isNull() ? Optional.empty() : Optional.of(body.get(3)),
                    Instant.ofEpochSecond(body.get(4).asLong()));
            return token.issued.plus(VALID).isAfter(now) ? Optional.of(token) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String digest(Binding binding, String body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((binding.tenant() + "\n" + binding.query() + "\n" + body).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
