package io.homeward.gateway.route;

import io.homeward.accessrules.TenantId;
import io.homeward.gateway.batch.Batch;
import io.homeward.gateway.batch.BatchAnswer;
import io.homeward.gateway.batch.UnreadableBatch;
import io.homeward.gateway.entry.Verification;
import io.homeward.gateway.limit.Traffic;
import io.homeward.gateway.web.Exchange;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Problems;
import io.homeward.gateway.web.Refusal;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * {@code POST /v1.0/$batch}, and the same of beta: up to twenty calls in one. The token is looked at once for the whole, so that nobody
 * without one makes us read, and costs one call; everything else is asked about each part as if it had come alone ({@link Checkpoint}).
 */
@Singleton
class Batches {
    private static final long BODY = 2L * 1024 * 1024;

    private static final String JSON =
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    private final Callers callers;
    private final Checkpoint checkpoint;
    private final Problems problems;
    private final Throttle throttle;
    private final BatchSlots slots = new BatchSlots();

    Batches(Callers callers, Checkpoint checkpoint, Problems problems, Throttle throttle) {
        this.callers = callers;
        this.checkpoint = checkpoint;
        this.problems = problems;
        this.throttle = throttle;
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
                case Verification.Genuine genuine ->
                    throttle.refused(exchange, genuine.caller(), Traffic.OTHER)
                            .ifPresentOrElse(
                                    refusal -> problems.answer(exchange, refusal),
                                    () -> read(
                                            exchange,
                                            loop,
                                            client,
                                            version,
                                            genuine.caller().tenant()));
            }
        });
    }

    private void read(Exchange exchange, Context loop, HttpClient client, String version, TenantId tenant) {
        Collected.whole(exchange, BODY)
                .compose(whole -> loop.executeBlocking(() -> Batch.read(whole.getBytes()), false))
                .onSuccess(batch -> run(exchange, loop, client, version, tenant, batch))
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

    private void run(Exchange exchange, Context loop, HttpClient client, String version, TenantId tenant, Batch batch) {
        Optional<Refusal> refusal = slots.take(tenant);
        if (refusal.isPresent()) {
            problems.answer(exchange, refusal.get());
            return;
        }
        var run = new BatchRun(loop, client, checkpoint, problems, exchange, version, batch);
        exchange.response().closeHandler(gone -> run.abandon());
        exchange.response().exceptionHandler(gone -> run.abandon());
        run.begin()
                .onComplete(ended -> slots.leave(tenant))
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
