package io.homeward.outbox;

import io.homeward.feed.FeedName;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Gives committed changes their positions. Any process may do it at any time; the lock on the heads lets one do it at once, and what it has
 * given stands once it has committed.
 */
@Singleton
public class Sequencer {

    /** Bounds one pass, so that a mass change fits into the transaction's second. */
    static final int MOST_PER_PASS = 5_000;

    /** More than the transaction may take, so that it only ends what is truly cut. */
    private static final Duration SILENCE = Duration.ofMillis(1_500);

    private static final String LIMITS = """
            select set_config('lock_timeout', '500ms', true), set_config('transaction_timeout', '1s', true),
                   set_config('synchronous_commit', 'on', true)""";

    /** The timeline is that of the log being written, which is right at once after a promotion; the control file's is not. */
    private static final String LOCK_HEADS = """
            select feed, epoch, pos,
                   (select system_identifier from pg_control_system()) || '-'
                   || left(pg_walfile_name(pg_current_wal_lsn()), 8) || '-'
                   || (select oid from pg_database where datname = current_database()) || '-'
                   || 'feed_head'::regclass::oid as present
            from feed_head order by feed for update""";

    /** The random end tells two restores of the same copy apart. */
    private static final String NEW_EPOCH = """
            update feed_head set epoch = :present || '.' || left(gen_random_uuid()::text, 8)
            where not starts_with(epoch, :present || '.') returning feed, epoch, pos, :present as present""";

    /** A statement of its own after the lock: only then does it see all that was placed before. */
    private static final String PLACE = """
            with waiting as (
                select id, written_at, feed, row_number() over (partition by feed order by id) as place
                from (select id, written_at, feed from outbox join feed_head using (feed)
                      where outbox.pos is null order by id limit :most) as visible
            ), placed as (
                update outbox set pos = feed_head.pos + waiting.place
                from waiting join feed_head using (feed)
                where outbox.pos is null and outbox.id = waiting.id and outbox.written_at = waiting.written_at
                returning outbox.feed
            ), counted as (
                select feed, count(*) as placed from placed group by feed
            )
            update feed_head set pos = feed_head.pos + counted.placed from counted where feed_head.feed = counted.feed
            returning feed_head.feed, feed_head.epoch, feed_head.pos, counted.placed""";

    private final FeedDatabase database;

    Sequencer(FeedDatabase database) {
        this.database = database;
    }

    /**
     * What a pass has established.
     *
     * @param heads of every feed of this database
     * @param complete whether everything that was visible when the pass began has its position now
     */
    record Pass(Map<FeedName, Head> heads, boolean complete) {}

    /** Makes the heads of new feeds. */
    void introduce(Collection<FeedName> feeds) {
        database.in(SILENCE, handle -> {
            var batch = handle.prepareBatch(
                    "insert into feed_head (feed, epoch) values (:feed, 'none yet') on conflict do nothing");
            feeds.stream()
                    .sorted((a, b) -> a.value().compareTo(b.value()))
                    .forEach(feed -> batch.bind("feed", feed.value()).add());
            return batch.size() == 0 ? 0 : batch.execute().length;
        });
    }

    /** One pass over all feeds. When it returns, it is committed. */
    Pass pass() {
        return database.in(SILENCE, handle -> {
            handle.createQuery(LIMITS).mapTo(String.class).one();
            Map<FeedName, Head> heads = lockedHeads(handle);
            return new Pass(heads, place(handle, heads) < MOST_PER_PASS);
        });
    }

    private static Map<FeedName, Head> lockedHeads(Handle handle) {
        var heads = new HashMap<FeedName, Head>();
        List<Locked> locked = handle.createQuery(LOCK_HEADS).map(Locked::read).list();
        locked.forEach(one -> heads.put(one.feed, new Head(one.epoch, one.position)));
        locked.stream().filter(Locked::isOfAnotherHistory).findFirst().ifPresent(one -> handle.createQuery(NEW_EPOCH)
                .bind("present", one.present)
                .map(Locked::read)
                .forEach(moved -> heads.put(moved.feed, new Head(moved.epoch, moved.position))));
        return heads;
    }

    /** @return how many changes got a position */
    private static int place(Handle handle, Map<FeedName, Head> heads) {
        return handle.createQuery(PLACE)
                .bind("most", MOST_PER_PASS)
                .map((row, context) -> {
                    var feed = new FeedName(row.getString("feed"));
                    heads.put(feed, new Head(row.getString("epoch"), row.getLong("pos")));
                    return row.getInt("placed");
                })
                .collect(Collectors.summingInt(placed -> placed));
    }

    private record Locked(FeedName feed, String epoch, long position, String present) {
        static Locked read(ResultSet row, StatementContext context) throws SQLException {
            return new Locked(
                    new FeedName(row.getString("feed")),
                    row.getString("epoch"),
                    row.getLong("pos"),
                    row.getString("present"));
        }

        boolean isOfAnotherHistory() {
            return !epoch.startsWith(present + ".");
        }
    }
}
