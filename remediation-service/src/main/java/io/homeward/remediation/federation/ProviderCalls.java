package io.homeward.remediation.federation;

import io.homeward.outbound.Destinations;
import io.homeward.remediation.event.TenantServiceSettings;
import io.homeward.remediation.risk.RiskServiceSettings;
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
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls a tenant's provider: only over https and outside, but for what the operator allows; to the very address that was looked at; no redirect is
 * followed; no answer is waited for longer or read further than it may be.
 */
@Singleton
class ProviderCalls {
    private static final int LARGEST_ANSWER = 512 * 1024;
    private static final int CONNECTIONS = 64;

    private final HttpClient client;
    private final Destinations destinations;
    private final Duration patience;

    ProviderCalls(
            Vertx vertx,
            FederationSettings settings,
            TenantServiceSettings tenantService,
            RiskServiceSettings riskService) {
        patience = settings.patience();
        destinations = new Destinations(
                settings.allowedInside().orElse(List.of()),
                settings.refusedNetworks().orElse(List.of()),
                List.of(tenantService.url(), riskService.url()));
        client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                // Calls are few; a connection that the other side has given up meanwhile would be one sign-in that
                // fails.
                .setKeepAlive(false)
                .setConnectTimeout(Math.toIntExact(patience.toMillis()))
                .setIdleTimeout(Math.toIntExact(patience.toSeconds() * 2)));
    }

    record Answer(int status, String body) {}

    Answer get(URI uri) throws ProviderAway {
        return call(HttpMethod.GET, uri, Map.of("Accept", "application/json"), Optional.empty());
    }

    Answer post(URI uri, Map<String, String> headers, String form) throws ProviderAway {
        return call(HttpMethod.POST, uri, headers, Optional.of(form));
    }

    /** Whether a browser may be sent there. Where it leads is the browser's own affair; plain http is nobody's. */
    boolean leadsOut(URI uri) {
        return "https".equals(uri.getScheme()) || destinations.isAllowed(bare(uri));
    }

    private Answer call(HttpMethod method, URI uri, Map<String, String> headers, Optional<String> body)
            throws ProviderAway {
        if (!"https".equals(uri.getScheme()) && !destinations.isAllowed(uri)) {
            throw new ProviderAway("%s is not called: it is no https address".formatted(uri));
        }
        InetSocketAddress to = destinations
                .find(uri)
                .orElseThrow(() -> new ProviderAway("%s is not called: it leads nowhere, or inside".formatted(uri)));
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(
                        to.getPort(), to.getAddress().getHostAddress()))
                .setHost(uri.getHost())
                .setPort(Destinations.port(uri))
                .setSsl("https".equals(uri.getScheme()))
                .setURI(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                .setFollowRedirects(false)
                .setTimeout(patience.toMillis());
        headers.forEach(options::putHeader);
        Future<Answer> answer = client.request(options)
                .compose(request -> body.map(request::send).orElseGet(request::send))
                .compose(ProviderCalls::read);
        try {
            return answer.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderAway("%s was not waited for".formatted(uri), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new ProviderAway("%s does not answer: %s".formatted(uri, e), e);
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

    /** Without a query, which an authorization endpoint may have. */
    private static URI bare(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        return query < 0 ? uri : URI.create(text.substring(0, query));
    }
}
