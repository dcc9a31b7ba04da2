package io.homeward.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A stream that is closed from outside when nothing has come for a while: a blocked read of an HTTP body knows no timeout of its own. */
final class StallGuard extends FilterInputStream {
    private final long limitNanos;
    private final Thread watch;
    private volatile long lastNanos = System.nanoTime();
    private volatile boolean reading;

    StallGuard(InputStream in, Duration limit) {
        super(in);
        this.limitNanos = limit.toNanos();
        this.watch = Thread.ofVirtual().name("feed-stall-guard").start(this::watch);
    }

    @Override
    public int read() throws IOException {
        begin();
        try {
            return in.read();
        } finally {
            reading = false;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        begin();
        try {
            return in.read(bytes, offset, length);
        } finally {
            reading = false;
        }
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        in.close();
    }

    /** Only a read that waits is a stall; the reader may take its time between two. */
    private void begin() {
        lastNanos = System.nanoTime();
        reading = true;
    }

    private void watch() {
        try {
            while (!reading || System.nanoTime() - lastNanos < limitNanos) {
                Thread.sleep(Duration.ofNanos(limitNanos / 10));
            }
            in.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Closed is closed: the blocked read ends either way.
            Thread.currentThread().interrupt();
        }
    }
}
