package io.homeward.bench.quality;

/**
 * Something that must hold, and what was seen.
 *
 * @param seen in words, with the numbers
 */
public record Check(String name, String seen, boolean holds) {}
