package io.homeward.bench.quality.spray;

/**
 * One try at one name.
 *
 * @param at seconds
 * @param source an address as a number; 256 of them are neighbours
 */
record Attempt(long at, int source, int name, Ending ending) {

    enum Ending {
        WRONG,
        RIGHT,
        /** The password was right, and is to be changed. */
        EXPIRED
    }

    int neighbourhood() {
        return source / 256;
    }
}
