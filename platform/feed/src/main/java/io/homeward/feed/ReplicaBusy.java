package io.homeward.feed;

/** Another process works on the same replica and is ahead or rebuilding it: look again where it stands, after a pause. */
public final class ReplicaBusy extends RuntimeException {
    public ReplicaBusy(String message) {
        super(message);
    }
}
