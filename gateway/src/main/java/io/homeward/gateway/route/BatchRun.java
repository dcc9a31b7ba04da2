package io.homeward.gateway.route;

import io.homeward.gateway.batch.Batch;
import io.homeward.gateway.batch.Part;
import io.homeward.gateway.batch.PartAnswer;
import io.homeward.gateway.batch.Schedule;
import io.homeward.gateway.web.Call;
import io.homeward.gateway.web.Exchange;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Problem;
import io.homeward.gateway.web.Problems;
import io.homeward.gateway.web.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One batch on its way: some parts at a time, within one time and one amount for the whole. Lives on one event loop. */
final class BatchRun {

    /** So that one client's batch does not take the services' connections from everybody else. */
    private static final int AT_ONCE = 4;

    /** For the whole; shorter than the doors' idle time, so that it ends with an answer. */
    private static final long PATIENCE_MILLIS = 60_000;

    /** Of all answers together, kept in memory until the last is there. */
    private static final long ANSWERS = 8L * 1024 * 1024;

    private final Context loop;
    private final HttpClient client;
    private final Checkpoint checkpoint;
    private final Problems problems;
    private final Exchange exchange;
    private final String version;
    private final Schedule schedule;
    private final Promise<Map<String, PartAnswer>> done = Promise.promise();
    private final Map<String, PartPassage> running = new LinkedHashMap<>();
    private int begun;
    private long left = ANSWERS;
    private boolean over;

    BatchRun(
            Context loop,
            HttpClient client,
            Checkpoint checkpoint,
            Problems problems,
            Exchange exchange,
            String version,
            Batch batch) {
        this.loop = loop;
        this.client = client;
        this.checkpoint = checkpoint;
        this.problems = problems;
        this.exchange = exchange;
        this.version = version;
        this.schedule = new Schedule(batch);
    }

    /** All answers, by the ids of their parts; fails where it was abandoned. */
    Future<Map<String, PartAnswer>> begin() {
        long timer = loop.owner().setTimer(PATIENCE_MILLIS, late -> giveUp());
        more();
        return done.future().onComplete(ended -> loop.owner().cancelTimer(timer));
    }

    /** Nobody waits for the answers any more. */
    void abandon() {
        over = true;
        List.copyOf(running.values()).forEach(PartPassage::abandon);
        running.clear();
        done.tryFail("abandoned");
    }

    private void giveUp() {
        if (over) {
            return;
        }
        for (Part part : schedule.open()) {
            Call call = call(part);
            schedule.answered(part, told(call, Refusal.of(Fault.SERVICE_SLOW, "The batch took too long.")));
        }
        done.tryComplete(schedule.answers());
        abandon();
    }

    private void more() {
        while (!over && begun < AT_ONCE) {
            Optional<Part> next = schedule.next();
            if (next.isEmpty()) {
                break;
            }
            begun++;
            go(next.get());
        }
        if (!over && schedule.done()) {
            over = true;
            done.tryComplete(schedule.answers());
        }
    }

    private void go(Part part) {
        Call call = call(part);
        Optional<RequestPath> path = PartTarget.of(version, part.url());
        Future<PartAnswer> answer = path.isEmpty()
                ? Future.succeededFuture(told(call, Refusals.AMBIGUOUS_PATH))
                : EdgeRoutes.batch(path.get())
                        ? Future.succeededFuture(told(call, Refusals.NESTED_BATCH))
                        : checkpoint.way(call, path.get(), loop).compose(way -> switch (way) {
                            case Way.Stopped(var refusal) -> Future.succeededFuture(told(call, refusal));
                            case Way.Onward(var target) -> pass(part, call, target);
                        });
        answer.otherwise(cause -> answer(call, problems.tellUnforeseen(call, cause)))
                .onComplete(settled -> {
                    begun--;
                    running.remove(part.id());
                    left -= settled.result().body().length;
                    schedule.answered(part, settled.result());
                    more();
                });
    }

    private Future<PartAnswer> pass(Part part, Call call, Target target) {
        if (over) {
            return Future.succeededFuture(told(call, Refusal.of(Fault.SERVICE_SLOW, "The batch was given up.")));
        }
        var passage = new PartPassage(loop, client, target, call, part.body(), () -> left);
        running.put(part.id(), passage);
        return passage.begin().map(outcome -> switch (outcome) {
            case PartPassage.Outcome.Failed(var refusal) -> told(call, refusal);
            case PartPassage.Outcome.Answered(var status, var headers, var body) ->
                new PartAnswer(status, plain(headers), body.getBytes());
        });
    }

    /** As if the part had come alone: its own ids, its own headers, and the token of the whole. */
    private Call call(Part part) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        exchange.clientRequestId().ifPresent(id -> headers.set("client-request-id", id));
        part.headers().forEach(headers::set);
        // Its body is handed back inside JSON, so it must not be compressed.
        headers.remove("Accept-Encoding");
        headers.set("Authorization", exchange.headers().get("Authorization"));
        var call = new Call(HttpMethod.valueOf(part.method()), part.url(), headers, exchange.from());
        call.speaksGraph();
        return call;
    }

    private PartAnswer told(Call call, Refusal refusal) {
        return answer(call, problems.tell(call, refusal));
    }

    private PartAnswer answer(Call call, Problem problem) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        headers.addAll(problem.headers());
        call.stamp(headers);
        return new PartAnswer(problem.status(), plain(headers), problem.json().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> plain(MultiMap headers) {
        Map<String, String> plain = new LinkedHashMap<>();
        headers.forEach((name, value) -> plain.merge(name, value, (one, other) -> one + ", " + other));
        return plain;
    }
}
