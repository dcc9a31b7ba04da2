package io.homeward.gateway.route;

import io.homeward.gateway.decision.Passing;
import io.homeward.gateway.decision.UnderWay;
import io.homeward.gateway.decision.UnderWay.Place;
import io.homeward.gateway.web.Exchange;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Problems;
import io.homeward.gateway.web.Refusal;
import io.homeward.gateway.web.Unread;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through: request to the owner, answer back, both as streams, with one watch over both. Lives on one event loop.
 * What fails before the answer has begun becomes a problem; what fails later breaks the connection, so that no client takes half an answer
 * for a whole one.
 */
final class Passage {
    private final Context loop;
    private final HttpClient client;
    private final Problems problems;
    private final UnderWay underWay;
    private final Exchange exchange;
    private final Target target;

    private @Nullable HttpClientRequest outgoing;
    private long lastMoved = System.nanoTime();
    private @Nullable Place place;
    private boolean over;
    private boolean tried;

    Passage(Context loop, HttpClient client, Problems problems, UnderWay underWay, Exchange exchange, Target target) {
        this.loop = loop;
        this.client = client;
        this.problems = problems;
        this.underWay = underWay;
        this.exchange = exchange;
        this.target = target;
    }

    void begin() {
        if (exchange.declaredLength() > target.largestBody()) {
            over = true;
            refuse(tooLarge());
            return;
        }
        place = target.again().map(this::watched).orElse(null);
        exchange.response().exceptionHandler(gone -> abandon());
        exchange.response().closeHandler(closed -> abandon());
        watch(target.patience().toMillis());
        connect();
    }

    /** Cut as soon as it would not be let in any more: with an answer where none has begun. */
    private Place watched(Function<UUID, Passing> again) {
        return underWay.enter(new UnderWay.Ongoing() {
            @Override
            public Passing again(UUID decision) {
                return again.apply(decision);
            }

            @Override
            public void cut(UUID decision, Refusal refusal) {
                loop.runOnContext(now -> stop(decision, refusal));
            }
        });
    }

    private void stop(UUID decision, Refusal refusal) {
        if (over) {
            return;
        }
        if (exchange.response().headWritten()) {
            abandon();
            return;
        }
        leave();
        reset();
        exchange.decidedAnew(decision);
        refuse(refusal);
    }

    /** It is over, and nobody has to watch it. */
    private void leave() {
        over = true;
        Place kept = place;
        if (kept != null) {
            underWay.leave(kept);
        }
    }

    private void connect() {
        client.request(new RequestOptions(target.where())
                        .setMethod(exchange.request().method()))
                .onSuccess(this::send)
                .onFailure(away -> fail(Fault.SERVICE_AWAY, "The %s cannot be reached.".formatted(target.name())));
    }

    private void send(HttpClientRequest out) {
        if (over) {
            out.reset();
            return;
        }
        outgoing = out;
        HttpServerRequest in = exchange.request();
        HeaderHygiene.inbound(in.headers(), out.headers());
        target.headers().forEach((name, value) -> out.headers().set(name, value));
        out.response().onSuccess(this::answer).onFailure(cause -> unanswered(out, cause));
        out.exceptionHandler(cause -> unanswered(out, cause));
        if (in.headers().contains("Content-Length")) {
            out.headers().set("Content-Length", Long.toString(exchange.declaredLength()));
        }
        if (!exchange.hasBody()) {
            out.end();
            return;
        }
        if (in.headers().contains("Transfer-Encoding")) {
            out.setChunked(true);
        }
        if (in.headers().contains("Expect")) {
            in.response().writeContinue();
        }
        new Body(in, target.largestBody(), this::moved)
                .pipe()
                .endOnFailure(false)
                .to(out)
                .onFailure(cause -> bodyFailed(out, cause));
    }

    private void bodyFailed(HttpClientRequest out, Throwable cause) {
        if (!(cause instanceof Body.TooLarge)) {
            unanswered(out, cause);
        } else if (!over) {
            leave();
            reset();
            refuse(tooLarge());
        }
    }

    private void answer(HttpClientResponse from) {
        if (over) {
            return;
        }
        moved();
        HttpServerResponse to = exchange.response();
        to.setStatusCode(from.statusCode());
        HeaderHygiene.outbound(from.headers(), to.headers());
        target.answered().accept(from.headers(), to.headers());
        exchange.stamp();
        from.exceptionHandler(broken -> abandon());
        if (bodiless(from)) {
            String length = from.getHeader("Content-Length");
            if (length != null && exchange.request().method().equals(HttpMethod.HEAD)) {
                to.headers().set("Content-Length", length);
            }
            from.resume();
            to.end().onComplete(ended -> finish());
            return;
        }
        String length = from.getHeader("Content-Length");
        if (length != null) {
            to.headers().set("Content-Length", length);
        } else {
            to.setChunked(true);
        }
        new Body(from, Long.MAX_VALUE, this::moved)
                .pipe()
                .endOnFailure(false)
                .to(to)
                .onSuccess(ended -> finish())
                .onFailure(broken -> abandon());
    }

    /** The answer is out. Where the owner answered before it had read everything, the rest is of no use to anybody. */
    private void finish() {
        leave();
        if (exchange.hasBody() && !exchange.request().isEnded()) {
            reset();
            Unread.close(exchange.request(), loop.owner());
        }
    }

    private boolean bodiless(HttpClientResponse from) {
        return exchange.request().method().equals(HttpMethod.HEAD)
                || from.statusCode() == 204
                || from.statusCode() == 304
                || from.statusCode() < 200;
    }

    private void unanswered(HttpClientRequest out, Throwable cause) {
        if (over || out != outgoing) {
            return;
        }
        if (cause instanceof HttpClosedException && !tried && repeatable()) {
            // A kept connection was closed by the owner in the moment we used it.
            tried = true;
            outgoing = null;
            connect();
            return;
        }
        fail(Fault.SERVICE_BROKE_OFF, "The %s ended the connection without an answer.".formatted(target.name()));
    }

    private boolean repeatable() {
        return Set.of("GET", "HEAD", "OPTIONS")
                        .contains(exchange.request().method().name())
                && !exchange.hasBody()
                && !exchange.response().headWritten();
    }

    private void fail(Fault fault, String detail) {
        if (over) {
            return;
        }
        if (exchange.response().headWritten()) {
            abandon();
            return;
        }
        leave();
        reset();
        refuse(Refusal.of(fault, detail));
    }

    private void refuse(Refusal refusal) {
        if (!exchange.response().closed()) {
            problems.answer(exchange, refusal);
        }
    }

    /** Nothing sensible can be said any more: neither side may think that this went well. */
    private void abandon() {
        if (over) {
            return;
        }
        leave();
        reset();
        exchange.request().connection().close();
    }

    private void reset() {
        HttpClientRequest out = outgoing;
        if (out != null) {
            out.reset();
        }
    }

    private void moved() {
        lastMoved = System.nanoTime();
    }

    /** Looks again when the patience could have run out; a timer per piece would cost more than the piece. */
    private void watch(long millis) {
        loop.owner().setTimer(Math.max(1, millis), late -> {
            if (over) {
                return;
            }
            long silent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastMoved);
            long left = target.patience().toMillis() - silent;
            if (left > 0) {
                watch(left);
            } else {
                fail(Fault.SERVICE_SLOW, "The %s did not answer in time.".formatted(target.name()));
            }
        });
    }

    private Refusal tooLarge() {
        return Refusal.of(Fault.BODY_TOO_LARGE, "A body has at most %d bytes here.".formatted(target.largestBody()));
    }
}
