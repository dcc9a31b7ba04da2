package io.homeward.gateway.route;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body read to its end into memory, up to a cap. On the event loop of its stream. */
final class Collected {
    private Collected() {}

    /** Fails with {@link Body.TooLarge} beyond the cap, and with whatever the stream fails with. */
    static Future<Buffer> of(ReadStream<Buffer> from, long most) {
        Promise<Buffer> whole = Promise.promise();
        Buffer collected = Buffer.buffer();
        var body = new Body(from, most, () -> {});
        body.exceptionHandler(whole::tryFail);
        body.endHandler(ended -> whole.tryComplete(collected));
        body.handler(collected::appendBuffer);
        body.resume();
        return whole.future();
    }
}
