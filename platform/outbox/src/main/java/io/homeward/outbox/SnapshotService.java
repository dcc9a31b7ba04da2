package io.homeward.outbox;

import static io.homeward.outbox.FeedRefusal.Kind.UNKNOWN_FEED;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.feed.FeedCursor;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedName;
import io.homeward.feed.SnapshotEnd;
import io.homeward.outbox.SnapshotSource.RowKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** Streams the current state of a feed, a page at a time; no transaction is open while a reader is slow. */
@Singleton
class SnapshotService {
    private static final Duration PASS = Duration.ofSeconds(2);

    /** For one page. */
    private static final Duration SILENCE = Duration.ofSeconds(8);

    private final Function<FeedName, Optional<SnapshotSource>> sources;
    private final FeedDatabase database;
    private final TailService tails;

    @Inject
    SnapshotService(FeedService feeds, FeedDatabase database, TailService tails) {
        this(feeds::source, database, tails);
    }

    SnapshotService(Function<FeedName, Optional<SnapshotSource>> sources, FeedDatabase database, TailService tails) {
        this.sources = sources;
        this.database = database;
        this.tails = tails;
    }

    /**
     * Establishes where the snapshot starts.
     *
     * @throws FeedRefusal where the feed is unknown or its head cannot be established now
     */
    Stream begin(FeedName feed) throws InterruptedException {
        SnapshotSource source =
                sources.apply(feed).orElseThrow(() -> new FeedRefusal(UNKNOWN_FEED, "There is no such feed here"));
        return new Stream(source, tails.certifiedHead(feed, PASS));
    }

    /** One snapshot on its way out. */
    final class Stream {
        private final SnapshotSource source;
        private final Head start;

        private Stream(SnapshotSource source, Head start) {
            this.source = source;
            this.start = start;
        }

        /** @throws IOException also where the end could not be established; what was written then lacks its last line and counts for nothing */
        void writeTo(OutputStream out) throws IOException {
            ObjectMapper mapper = FeedJson.mapper();
            try (var gzip = new GZIPOutputStream(out, 8192, true);
                    JsonGenerator json = mapper.getFactory().createGenerator(gzip)) {
                json.setRootValueSeparator(new SerializedString("\n"));
                json.writeObject(new FeedCursor(start.epoch(), start.position()));
                RowKey after = RowKey.BEFORE_ALL;
                List<SnapshotSource.Row> page;
                do {
                    page = page(after);
                    for (SnapshotSource.Row row : page) {
                        json.writeObject(row);
                        after = new RowKey(row.tenant(), row.key());
                    }
                    json.flush();
                } while (page.size() >= source.pageSize());
                json.writeObject(end());
            }
        }

        private List<SnapshotSource.Row> page(RowKey after) {
            return database.in(SILENCE, handle -> {
                handle.execute("set transaction read only");
                return source.page(handle, after, source.pageSize());
            });
        }

        /** Whatever the pages could show was committed before this pass began. */
        private SnapshotEnd end() throws IOException {
            try {
                Head end = tails.certifiedHead(source.feed(), PASS);
                if (!end.epoch().equals(start.epoch())) {
                    throw new IOException("The epoch changed during the snapshot");
                }
                return new SnapshotEnd(end.position());
            } catch (FeedRefusal e) {
                throw new IOException("The end of the snapshot cannot be established", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted", e);
            }
        }
    }
}
