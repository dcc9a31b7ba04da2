package io.homeward.gateway.route;

import io.homeward.gateway.web.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body read to its end into memory, up to a cap. On the event loop of its stream. */
final class Collected {
    private Collected() {}

    /** The body of a call, as {@link #of}; a client that waits to be told to send it is told. */
    static Future<Buffer> whole(Exchange exchange, long most) {
        if (exchange.declaredLength() > most) {
            return Future.failedFuture(new Body.TooLarge());
        }
        if (exchange.headers().contains("Expect")) {
            exchange.response().writeContinue();
        }
        return exchange.hasBody() ? of(exchange.request(), most) : Future.succeededFuture(Buffer.buffer());
    }

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
