package io.homeward.remediation.outside;

import io.homeward.outbound.Destinations;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Only over https and outside, but for what the operator allows; to the very address that was looked at; no redirect is followed; no answer is waited for
 * longer or read further than it may be.
 */
public final class OutsideCalls {
    private static final int LARGEST_ANSWER = 512 * 1024;
    private static final int CONNECTIONS = 64;

    private final HttpClient client;
    private final Destinations destinations;
    private final Duration patience;

    /** @param patience for one call, from the first byte sent to the last one read */
    public OutsideCalls(Vertx vertx, Destinations destinations, Duration patience) {
        this.destinations = destinations;
        this.patience = patience;
        client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                // Calls are few; a connection that the other side has given up meanwhile would be one that fails.
                .setKeepAlive(false)
                .setConnectTimeout(Math.toIntExact(patience.toMillis()))
                .setIdleTimeout(Math.toIntExact(patience.toSeconds() * 2)));
    }

    public record Answer(int status, String body) {}

    public Answer get(URI uri) throws NotReached {
        return call(HttpMethod.GET, uri, Map.of("Accept", "application/json"), Optional.empty());
    }

    public Answer post(URI uri, Map<String, String> headers, String form) throws NotReached {
        return call(HttpMethod.POST, uri, headers, Optional.of(form));
    }

    /** Whether a browser may be sent there. Where it leads is the browser's own affair; plain http is nobody's. */
    public boolean leadsOut(URI uri) {
        return "https".equals(uri.getScheme()) || destinations.isAllowed(bare(uri));
    }

    private Answer call(HttpMethod method, URI uri, Map<String, String> headers, Optional<String> body)
            throws NotReached {
        if (!leadsOut(uri)) {
            throw new NotReached("%s is not called: it is no https address".formatted(uri));
        }
        InetSocketAddress to = destinations
                .find(bare(uri))
                .orElseThrow(() -> new NotReached("%s is not called: it leads nowhere, or inside".formatted(uri)));
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(
                        to.getPort(), to.getAddress().getHostAddress()))
                .setHost(uri.getHost())
                .setPort(Destinations.port(uri))
                .setSsl("https".equals(uri.getScheme()))
                .setURI((uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                        + Optional.ofNullable(uri.getRawQuery())
                                .map(query -> "?" + query)
                                .orElse(""))
                .setFollowRedirects(false)
                .setTimeout(patience.toMillis());
        headers.forEach(options::putHeader);
        // What reads is there before anything can arrive: one put on from this thread might come too late.
        Future<Answer> answer = client.request(options)
                .compose(request ->
                        body.map(request::send).orElseGet(request::send).compose(OutsideCalls::read));
        try {
            return answer.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReached("%s was not waited for".formatted(uri), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new NotReached("%s does not answer: %s".formatted(uri, e), e);
        }
    }

    private static Future<Answer> read(HttpClientResponse response) {
        Promise<Answer> read = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(read::tryFail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > LARGEST_ANSWER) {
                response.request().reset();
                read.tryFail(new IOException("The answer is too large"));
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(
                end -> read.tryComplete(new Answer(response.statusCode(), body.toString(StandardCharsets.UTF_8))));
        return read.future();
    }

    /** Without a query, which endpoints may have. */
    private static URI bare(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        return query < 0 ? uri : URI.create(text.substring(0, query));
    }
}
