package io.homeward.feed;

/**
 * The last line of a snapshot. A stream without it was cut off and is worth nothing.
 *
 * @param head everything that the rows can show stands at or below this position
 */
public record SnapshotEnd(long head) {}
