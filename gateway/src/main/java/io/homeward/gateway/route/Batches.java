package io.homeward.gateway.route;

import io.homeward.gateway.batch.Batch;
import io.homeward.gateway.batch.BatchAnswer;
import io.homeward.gateway.batch.UnreadableBatch;
import io.homeward.gateway.entry.Verification;
import io.homeward.gateway.web.Exchange;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Problems;
import io.homeward.gateway.web.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code POST /v1.0/$batch}, and the same of beta: up to twenty calls in one. The token is looked at once for the whole, so that nobody
 * without one makes us read; everything else is asked about each part as if it had come alone ({@link Checkpoint}).
 */
@Singleton
class Batches {
    private static final long BODY = 2L * 1024 * 1024;

    /** So many at once in this process; each holds its answers in memory. */
    private static final int AT_ONCE = 32;

    private static final String JSON =
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    private final Callers callers;
    private final Checkpoint checkpoint;
    private final Problems problems;
    private final AtomicInteger running = new AtomicInteger();

    Batches(Callers callers, Checkpoint checkpoint, Problems problems) {
        this.callers = callers;
        this.checkpoint = checkpoint;
        this.problems = problems;
    }

    void serve(Exchange exchange, Context loop, HttpClient client, RequestPath path) {
        if (!exchange.method().equals(HttpMethod.POST)) {
            problems.answer(
                    exchange,
                    Refusal.of(Fault.METHOD_NOT_ALLOWED, "A batch is sent with POST.")
                            .with("Allow", "POST"));
            return;
        }
        String version = path.segments().getFirst();
        exchange.then(callers.who(exchange, loop), problems, verification -> {
            switch (verification) {
                case Verification.Refused no -> problems.answer(exchange, Refusal.of(no.fault(), no.detail()));
                case Verification.Genuine genuine -> read(exchange, loop, client, version);
            }
        });
    }

    private void read(Exchange exchange, Context loop, HttpClient client, String version) {
        if (exchange.declaredLength() > BODY) {
            problems.answer(exchange, tooLarge());
            return;
        }
        if (exchange.request().headers().contains("Expect")) {
            exchange.response().writeContinue();
        }
        Future<Buffer> body =
                exchange.hasBody() ? Collected.of(exchange.request(), BODY) : Future.succeededFuture(Buffer.buffer());
        body.compose(whole -> loop.executeBlocking(() -> Batch.read(whole.getBytes()), false))
                .onSuccess(batch -> run(exchange, loop, client, version, batch))
                .onFailure(cause -> refuse(exchange, cause));
    }

    private void refuse(Exchange exchange, Throwable cause) {
        switch (cause) {
            case Body.TooLarge large -> problems.answer(exchange, tooLarge());
            case UnreadableBatch unreadable ->
                problems.answer(exchange, Refusal.of(Fault.UNREADABLE_BATCH, unreadable.why()));
            default -> {
                if (!exchange.response().closed()) {
                    problems.unforeseen(exchange, cause);
                }
            }
        }
    }

    private void run(Exchange exchange, Context loop, HttpClient client, String version, Batch batch) {
        if (running.incrementAndGet() > AT_ONCE) {
            running.decrementAndGet();
            problems.answer(
                    exchange,
                    Refusal.of(
                            Fault.SERVICE_AWAY,
                            "Too many batches are being answered at the moment. Try again shortly."));
            return;
        }
        var run = new BatchRun(loop, client, checkpoint, problems, exchange, version, batch);
        exchange.response().closeHandler(gone -> run.abandon());
        exchange.response().exceptionHandler(gone -> run.abandon());
        run.begin()
                .onComplete(ended -> running.decrementAndGet())
                .compose(answers ->
                        loop.executeBlocking(() -> Buffer.buffer(new BatchAnswer(batch, answers).json()), false))
                .onSuccess(json -> answer(exchange, json))
                .onFailure(cause -> {
                    if (!exchange.response().closed()) {
                        problems.unforeseen(exchange, cause);
                    }
                });
    }

    private static void answer(Exchange exchange, Buffer json) {
        if (exchange.response().closed()) {
            return;
        }
        exchange.response()
                .headers()
                .set("Content-Type", JSON)
                .set("OData-Version", "4.0")
                .set("Cache-Control", "no-store");
        exchange.stamp();
        exchange.response().end(json);
    }

    private static Refusal tooLarge() {
        return Refusal.of(Fault.BODY_TOO_LARGE, "A batch has at most %d bytes.".formatted(BODY));
    }
}
