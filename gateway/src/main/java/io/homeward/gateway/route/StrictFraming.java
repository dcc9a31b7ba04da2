package io.homeward.gateway.route;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Refuses a request that says both how long its body is and that it is chunked. Left alone, the decoder drops the length and goes on; a server
 * in front of us may have believed the other one (request smuggling, RFC 9112 section 6.3).
 */
final class StrictFraming extends VertxHttpRequestDecoder {
    private static final String DECODER = "httpDecoder";

    private StrictFraming(HttpServerOptions options) {
        super(options);
    }

    /** Takes the place of the connection's decoder, before its first byte is read. */
    static void on(HttpConnection connection, HttpServerOptions options) {
        Channel channel = ((ConnectionBase) connection).channel();
        channel.pipeline().replace(DECODER, DECODER, new StrictFraming(options));
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }
}
