package io.homeward.outbox;

import static io.homeward.outbox.FeedRefusal.Kind.BAD_PARAMETER;
import static io.homeward.outbox.FeedRefusal.Kind.UNKNOWN_FEED;

import io.homeward.feed.FeedCursor;
import io.homeward.feed.FeedName;
import io.homeward.tenancy.CurrentCaller;
import io.homeward.tenancy.NotForThisCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The feeds of this service, for the suite's own services. Works the same in every service, so it brings its own refusals. */
@Path("/internal/feeds/{feed}")
@Authenticated
@RunOnVirtualThread
public class FeedResource {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,5}ms");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final CurrentCaller caller;
    private final TailService tails;
    private final SnapshotService snapshots;

    FeedResource(CurrentCaller caller, TailService tails, SnapshotService snapshots) {
        this.caller = caller;
        this.tails = tails;
        this.snapshots = snapshots;
    }

    /** What follows a position, held back up to {@code wait} (as in {@code 500ms}) while there is nothing: a {@link io.homeward.feed.TailAnswer}. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] tail(
            @PathParam("feed") String feed,
            @QueryParam("epoch") @Nullable String epoch,
            @QueryParam("after") @Nullable String after,
            @QueryParam("wait") @Nullable String wait)
            throws InterruptedException {
        caller.service();
        var cursor = new FeedCursor(epoch(epoch), position(after));
        return TailJson.write(tails.tail(name(feed), cursor, wait(wait)));
    }

    /** The whole current state as gzip NDJSON: {@link FeedCursor}, one line per thing, {@link io.homeward.feed.SnapshotEnd}. */
    @GET
    @Path("snapshot")
    @Produces("application/x-ndjson")
    public RestResponse<StreamingOutput> snapshot(@PathParam("feed") String feed) throws InterruptedException {
        caller.service();
        SnapshotService.Stream stream = snapshots.begin(name(feed));
        return RestResponse.ResponseBuilder.ok((StreamingOutput) stream::writeTo)
                .header("Content-Encoding", "gzip")
                .header("Cache-Control", "no-store")
                .build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> refused(FeedRefusal refusal) {
        return switch (refusal.kind()) {
            case UNKNOWN_FEED -> problem(404, "unknown-feed", "There is no such feed", refusal);
            case BAD_PARAMETER -> problem(400, "bad-parameter", "A parameter is missing or wrong", refusal);
            case EXPIRED -> problem(410, "feed-expired", "Only a new snapshot leads on", refusal);
            case UNAVAILABLE -> problem(503, "feed-unavailable", "Nothing can be said at the moment", refusal);
        };
    }

    @ServerExceptionMapper
    RestResponse<Problem> refused(NotForThisCaller refusal) {
        return problem(403, "not-for-this-caller", "Feeds are for the suite's own services", refusal);
    }

    private static RestResponse<Problem> problem(int status, String slug, String title, Exception cause) {
        String detail = cause.getMessage() == null ? title : cause.getMessage();
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(status),
                        new Problem("urn:homeward:problem:" + slug, title, status, detail))
                .type(Problem.MEDIA_TYPE)
                .build();
    }

    private static FeedName name(String feed) {
        try {
            return new FeedName(feed);
        } catch (IllegalArgumentException e) {
            throw new FeedRefusal(UNKNOWN_FEED, "There is no such feed here");
        }
    }

    private static String epoch(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw new FeedRefusal(BAD_PARAMETER, "epoch is missing");
        }
        return text;
    }

    private static long position(@Nullable String text) {
        if (text == null || !NUMBER.matcher(text).matches()) {
            throw new FeedRefusal(BAD_PARAMETER, "after is a position, 0 or more");
        }
        return Long.parseLong(text);
    }

    private static Duration wait(@Nullable String text) {
        if (text == null || !MILLIS.matcher(text).matches()) {
            throw new FeedRefusal(BAD_PARAMETER, "wait is a number of milliseconds, as in 500ms");
        }
        Duration wait = Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            throw new FeedRefusal(BAD_PARAMETER, "wait is at most " + LONGEST_WAIT.toMillis() + "ms");
        }
        return wait;
    }
}
