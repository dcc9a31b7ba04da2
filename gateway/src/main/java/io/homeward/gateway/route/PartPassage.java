package io.homeward.gateway.route;

import io.homeward.gateway.web.Call;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One part of a batch on its way to its owner and back, kept whole in memory: the answer stands inside another. Lives on one event loop. */
final class PartPassage {

    /** Of one part. */
    private static final long ANSWER = 2L * 1024 * 1024;

    /** What came back. Never a failure of the future. */
    sealed interface Outcome {
        record Answered(int status, MultiMap headers, Buffer body) implements Outcome {}

        record Failed(Refusal refusal) implements Outcome {}
    }

    private final Context loop;
    private final HttpClient client;
    private final Target target;
    private final Call call;
    private final Optional<byte[]> body;
    private final LongSupplier left;
    private final Promise<Outcome> outcome = Promise.promise();
    private @Nullable HttpClientRequest outgoing;
    private boolean tried;

    /** @param left how much the answers of the batch may still have */
    PartPassage(Context loop, HttpClient client, Target target, Call call, Optional<byte[]> body, LongSupplier left) {
        this.loop = loop;
        this.client = client;
        this.target = target;
        this.call = call;
        this.body = body;
        this.left = left;
    }

    Future<Outcome> begin() {
        if (body.filter(bytes -> bytes.length > target.largestBody()).isPresent()) {
            fail(Fault.BODY_TOO_LARGE, "A body has at most %d bytes here.".formatted(target.largestBody()));
            return outcome.future();
        }
        long timer = loop.owner()
                .setTimer(
                        target.patience().toMillis(),
                        late -> fail(Fault.SERVICE_SLOW, "The %s did not answer in time.".formatted(target.name())));
        connect();
        return outcome.future().onComplete(settled -> {
            loop.owner().cancelTimer(timer);
            HttpClientRequest out = outgoing;
            if (out != null && settled.result() instanceof Outcome.Failed) {
                out.reset();
            }
        });
    }

    void abandon() {
        fail(Fault.SERVICE_SLOW, "The batch was given up.");
    }

    private void connect() {
        client.request(new RequestOptions(target.where()).setMethod(call.method()))
                .onSuccess(this::send)
                .onFailure(away -> fail(Fault.SERVICE_AWAY, "The %s cannot be reached.".formatted(target.name())));
    }

    private void send(HttpClientRequest out) {
        if (outcome.future().isComplete()) {
            out.reset();
            return;
        }
        outgoing = out;
        HeaderHygiene.inbound(call.headers(), out.headers());
        target.headers().forEach((name, value) -> out.headers().set(name, value));
        out.response().onSuccess(this::answer).onFailure(cause -> unanswered(out, cause));
        out.exceptionHandler(cause -> unanswered(out, cause));
        if (body.isPresent()) {
            out.send(Buffer.buffer(body.get()));
        } else {
            out.end();
        }
    }

    private void answer(HttpClientResponse from) {
        Collected.of(from, Math.min(ANSWER, left.getAsLong()))
                .onSuccess(whole -> {
                    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
                    HeaderHygiene.outbound(from.headers(), headers);
                    target.answered().accept(from.headers(), headers);
                    call.stamp(headers);
                    outcome.tryComplete(new Outcome.Answered(from.statusCode(), headers, whole));
                })
                .onFailure(cause -> {
                    if (cause instanceof Body.TooLarge) {
                        fail(
                                Fault.ANSWER_TOO_LARGE,
                                "The answer is too large for a batch. Ask for fewer entries, or ask for it alone.");
                    } else {
                        fail(Fault.SERVICE_BROKE_OFF, "The %s broke off its answer.".formatted(target.name()));
                    }
                });
    }

    private void unanswered(HttpClientRequest out, Throwable cause) {
        if (outcome.future().isComplete() || out != outgoing) {
            return;
        }
        if (cause instanceof HttpClosedException && !tried && call.method().equals(HttpMethod.GET)) {
            // A kept connection was closed by the owner in the moment we used it.
            tried = true;
            outgoing = null;
            connect();
            return;
        }
        fail(Fault.SERVICE_BROKE_OFF, "The %s ended the connection without an answer.".formatted(target.name()));
    }

    private void fail(Fault fault, String detail) {
        outcome.tryComplete(new Outcome.Failed(Refusal.of(fault, detail)));
    }
}
