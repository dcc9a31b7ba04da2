package io.homeward.local.story;

/** A service that is away for a while. */
public interface Outage {
    void begin();

    void end();
}
