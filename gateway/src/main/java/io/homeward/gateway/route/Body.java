package io.homeward.gateway.route;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body on its way: every piece is told about, and one that grows beyond its cap fails with {@link TooLarge}. */
final class Body implements ReadStream<Buffer> {

    /** The cap was reached. */
    static final class TooLarge extends RuntimeException {
        TooLarge() {
            super("more than the cap", null, false, false);
        }
    }

    private final ReadStream<Buffer> from;
    private final long most;
    private final Runnable moved;
    private @Nullable Handler<Throwable> failed;
    private long seen;
    private boolean over;

    /** @param moved called on every piece */
    Body(ReadStream<Buffer> from, long most, Runnable moved) {
        this.from = from;
        this.most = most;
        this.moved = moved;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        from.handler(handler == null ? null : piece -> pass(piece, handler));
        return this;
    }

    private void pass(Buffer piece, Handler<Buffer> to) {
        moved.run();
        seen += piece.length();
        if (over) {
            return;
        }
        if (seen > most) {
            over = true;
            if (failed != null) {
                failed.handle(new TooLarge());
            }
            return;
        }
        to.handle(piece);
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        failed = handler;
        from.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        from.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        from.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        from.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        from.endHandler(handler);
        return this;
    }
}
