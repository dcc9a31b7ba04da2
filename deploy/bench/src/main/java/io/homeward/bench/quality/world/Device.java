package io.homeward.bench.quality.world;

/**
 * What a user agent says.
 *
 * @param os an operating system's number
 * @param browser a browser's number
 * @param model which of the many builds and models
 */
public record Device(int os, int browser, int model, int osVersion, int browserVersion) {

    /** What stays when versions change. */
    public int key() {
        return os * 10 + browser;
    }

    public boolean mobile() {
        return os <= 1;
    }

    /** The whole text, as a number. */
    public long userAgent() {
        return (((key() * 1_000L + model) * 1_000L) + osVersion) * 1_000L + browserVersion;
    }
}
