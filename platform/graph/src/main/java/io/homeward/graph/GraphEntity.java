package io.homeward.graph;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One object as it goes out, with its {@code @odata.context} in front.
 *
 * @param etag also sent as the header {@code ETag}
 */
public record GraphEntity(@JsonValue ObjectNode json, Optional<String> etag) {}
