package io.homeward.graph;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HttpMethod;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What a writer wants to see of what he wrote (RFC 7240): {@code Prefer: return=minimal} or {@code return=representation}. */
enum ReturnPreference {
    MINIMAL("return=minimal"),
    REPRESENTATION("return=representation");

    private final String wire;

    ReturnPreference(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }

    /** Empty where none is given, for what is not written, and where both are. */
    static Optional<ReturnPreference> of(RoutingContext request) {
        String method = request.request().method().name();
        if (!method.equals(HttpMethod.POST) && !method.equals(HttpMethod.PATCH)) {
            return Optional.empty();
        }
        var wanted = request.request().headers().getAll("Prefer").stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(preference -> preference.replace("\"", "").replace(" ", ""))
                .flatMap(preference -> Arrays.stream(values()).filter(one -> one.wire.equalsIgnoreCase(preference)))
                .distinct()
                .toList();
        return wanted.size() == 1 ? Optional.of(wanted.getFirst()) : Optional.empty();
    }
}
