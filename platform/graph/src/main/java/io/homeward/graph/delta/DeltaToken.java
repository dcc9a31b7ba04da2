package io.homeward.graph.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.homeward.graph.query.Places;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a caller is in the changes of a collection: {@code $deltatoken} between two rounds, {@code $skiptoken} within one. Its numbers are
 * the database's own, counted for all tenants together: they leave the service sealed.
 *
 * @param epoch which history of the database the numbers belong to; another one begins with every restore
 * @param since changes from here on are wanted; 0 where everything is
 * @param until and before here; empty between two rounds
 * @param behind the last row seen in this round, as its query sorts
 * @param issued how old it is
 */
record DeltaToken(String epoch, long since, Optional<Long> until, Optional<JsonNode> behind, Instant issued) {

    /** As long as Graph's own tokens of directory objects. Rows that are gone are told of at least as long. */
    static final Duration VALID = DeltaQuery.VALID;

    private static final int PARTS = 5;

    String write(Places places) {
        var body = JsonNodeFactory.instance.arrayNode().add(epoch).add(since);
        until.ifPresentOrElse(body::add, body::addNull);
        behind.ifPresentOrElse(body::add, body::addNull);
        return places.write(body.add(issued.getEpochSecond()));
    }

    /** Empty where it is none of this query of this tenant. It may be too old. */
    static Optional<DeltaToken> read(String text, Places places) {
        return places.read(text)
                .filter(body -> body.isArray() && body.size() == PARTS)
                .map(body -> new DeltaToken(
                        body.get(0).asText(),
                        body.get(1).asLong(),
                        body.get(2).isNull()
                                ? Optional.empty()
                                : Optional.of(body.get(2).asLong()),
                        body.get(3).isNull() ? Optional.empty() : Optional.of(body.get(3)),
                        Instant.ofEpochSecond(body.get(4).asLong())));
    }

    boolean isValid(Instant now) {
        return issued.plus(VALID).isAfter(now);
    }
}
