package io.homeward.outbox;

import com.fasterxml.jackson.core.JsonGenerator;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedName;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The sequenced changes in the database. */
@Singleton
class Changes {
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final int FETCH = 100;

    private final FeedDatabase database;

    Changes(FeedDatabase database) {
        this.database = database;
    }

    /** What follows the position up to the head, in order; less where it is much, nothing where the head's epoch has passed. */
    List<Tail.Entry> between(FeedName feed, long after, Head head, int most, long mostChars) {
        return database.in(SILENCE, handle -> {
            var query = handle.createQuery("""
                            select pos, tenant_id, key, id, body::text as body from outbox
                            where feed = :feed and pos > :after and pos <= :last
                              and exists (select from feed_head where feed = :feed and epoch = :epoch)
                            order by pos limit :most""")
                    .bind("feed", feed.value())
                    .bind("after", after)
                    .bind("last", head.position())
                    .bind("epoch", head.epoch())
                    .bind("most", most)
                    .setFetchSize(FETCH);
            var entries = new ArrayList<Tail.Entry>();
            long chars = 0;
            try (var rows = query.map((row, context) -> entry(row)).stream()) {
                for (var iterator = rows.iterator(); iterator.hasNext() && chars < mostChars; ) {
                    Tail.Entry entry = iterator.next();
                    entries.add(entry);
                    chars += entry.json().length();
                }
            }
            return entries;
        });
    }

    /** The body goes out as it is stored; reading it here would only cost. */
    private static Tail.Entry entry(ResultSet row) throws SQLException {
        long position = row.getLong("pos");
        String body = row.getString("body");
        var out = new StringWriter(body == null ? 200 : body.length() + 200);
        try (JsonGenerator json = FeedJson.mapper().getFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("position", position);
            json.writeStringField("tenant", row.getString("tenant_id"));
            json.writeStringField("key", row.getString("key"));
            json.writeNumberField("version", row.getLong("id"));
            if (body != null) {
                json.writeFieldName("body");
                json.writeRawValue(body);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Tail.Entry(position, out.toString());
    }
}
