package io.homeward.intel;

/** What a source says, and which edition of it. */
public record Answer<T>(T value, Edition edition) {}
