package io.homeward.graph.delta;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/** One thing that changed. */
public sealed interface DeltaItem<T> {

    /** It is there, as it is now. */
    record Present<T>(T item) implements DeltaItem<T> {}

    /** It is gone. */
    record Removed<T>(String id, Reason reason) implements DeltaItem<T> {}

    /** Whether it can come back. */
    enum Reason {
        /** Deleted, but can be restored. */
        CHANGED("changed"),
        /** Deleted for good. */
        DELETED("deleted");

        private final String wire;

        Reason(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }

        static Reason of(String wire) {
            return wire.equals(CHANGED.wire) ? CHANGED : DELETED;
        }
    }

    /** As it goes out: {@code {"id": …, "@removed": {"reason": …}}} where it is gone. */
    default ObjectNode json(ObjectMapper json, Function<Object, ObjectNode> present) {
        return switch (this) {
            case Present<T> there -> present.apply(there.item());
            case Removed<T> gone -> {
                ObjectNode node = json.createObjectNode().put("id", gone.id());
                node.putObject("@removed").put("reason", gone.reason().wire());
                yield node;
            }
        };
    }

    default <U> DeltaItem<U> map(Function<T, U> to) {
        return switch (this) {
            case Present<T> there -> new Present<>(to.apply(there.item()));
            case Removed<T> gone -> new Removed<>(gone.id(), gone.reason());
        };
    }
}
