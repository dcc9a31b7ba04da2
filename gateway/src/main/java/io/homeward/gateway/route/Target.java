package io.homeward.gateway.route;

import io.homeward.gateway.decision.Passing;
import io.vertx.core.MultiMap;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Where a call goes on to.
 *
 * @param name for messages: the service, or "application"
 * @param where address and target; nothing else is taken from it
 * @param headers what the gateway says itself; set over whatever is there
 * @param largestBody in bytes
 * @param patience for how long neither side may be silent
 * @param again what would be decided of the call now; empty for one that needs nobody's leave
 * @param answered given the headers that came, changes those that go back
 */
record Target(
        String name,
        RequestOptions where,
        Map<String, String> headers,
        long largestBody,
        Duration patience,
        Optional<Function<UUID, Passing>> again,
        BiConsumer<MultiMap, MultiMap> answered) {
    Target {
        headers = Map.copyOf(headers);
    }
}
