package io.homeward.graph.query;

/**
 * One item as it was read.
 *
 * @param cursor what the column {@link GraphSql#CURSOR} held
 */
public record Listed<T>(T item, String cursor) {}
