package io.homeward.outbox;

/** How far a feed is sequenced. */
record Head(String epoch, long position) {}
