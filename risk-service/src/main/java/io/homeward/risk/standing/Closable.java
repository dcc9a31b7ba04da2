package io.homeward.risk.standing;

import io.homeward.accessrules.risk.DetectionId;
import java.time.Instant;
import java.util.Set;

/** Which of a person's active detections an event may close at most. */
public sealed interface Closable {

    /** Whatever is active when it is carried out: the event is about the person as he stands. */
    record Everything() implements Closable {}

    /** Exactly these. */
    record Listed(Set<DetectionId> ids) implements Closable {
        public Listed {
            ids = Set.copyOf(ids);
        }
    }

    /** Whatever had been found at that time: what came later the event cannot have meant. */
    record KnownAt(Instant at) implements Closable {}

    /** What was found in one sign-in. */
    record OfSignIn(String id) implements Closable {}
}
