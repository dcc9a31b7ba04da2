package io.homeward.risk.decisionlog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A decision with what it rests on.
 *
 * @param facts what of them the reader may see, as they travel in feeds
 * @param replay whether it comes out again when it is made again from all of them, by this version
 */
record Explained(@JsonUnwrapped Decision decision, ObjectNode facts, Replay replay) {

    /** @param engine the version that made it again */
    record Replay(boolean same, String engine) {}
}
