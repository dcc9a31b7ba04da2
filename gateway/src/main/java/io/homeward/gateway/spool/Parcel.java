package io.homeward.gateway.spool;

import java.util.Optional;

/**
 * What is sent in one request.
 *
 * @param segment where the lines are from; empty for gaps
 * @param lines a JSON object a line
 */
record Parcel(Optional<Segment> segment, String lines) {}
