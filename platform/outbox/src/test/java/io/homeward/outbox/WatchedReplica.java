package io.homeward.outbox;

import io.homeward.accessrules.TenantId;
import io.homeward.feed.Change;
import io.homeward.feed.FeedCursor;
import io.homeward.feed.MemoryReplica;
import io.homeward.feed.Replica;
import io.homeward.outbox.Things.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A replica in memory that remembers what was done to it and objects to everything lost, doubled or inverted. */
final class WatchedReplica implements Replica {
    final MemoryReplica<Thing> memory = MemoryReplica.of(Thing.class);
    final List<String> objections = new CopyOnWriteArrayList<>();
    final List<Change> applied = new CopyOnWriteArrayList<>();
    final List<FeedCursor> completed = new CopyOnWriteArrayList<>();
    private final Map<String, Long> versions = new HashMap<>();

    @Override
    public Optional<FeedCursor> cursor() {
        return memory.cursor();
    }

    @Override
    public boolean everComplete() {
        return memory.everComplete();
    }

    @Override
    public FeedCursor apply(List<Change> changes, FeedCursor upTo) {
        long expected = memory.cursor().orElseThrow().position();
        for (Change change : changes) {
            if (change.position() != ++expected) {
                objections.add("position " + change.position() + " where " + expected + " follows");
            }
            Long before = versions.put(change.tenant() + change.key(), change.version());
            if (before != null && before >= change.version()) {
                objections.add("version " + change.version() + " of " + change.key() + " after " + before);
            }
        }
        applied.addAll(changes);
        return memory.apply(changes, upTo);
    }

    @Override
    public Rebuild rebuild() {
        Rebuild rebuild = memory.rebuild();
        var aside = new ArrayList<Change>();
        return new Rebuild() {
            @Override
            public void put(List<Change> changes) {
                aside.addAll(changes);
                rebuild.put(changes);
            }

            @Override
            public void complete(FeedCursor cursor) {
                rebuild.complete(cursor);
                versions.clear();
                aside.forEach(change -> versions.merge(change.tenant() + change.key(), change.version(), Math::max));
                completed.add(cursor);
            }

            @Override
            public void close() {
                rebuild.close();
            }
        };
    }

    long count(TenantId tenant, Object id) {
        return memory.get(tenant, id.toString()).map(Thing::count).orElse(0L);
    }

    /** As {@link Things#shown}. */
    Map<String, String> shown() {
        var shown = new HashMap<String, String>();
        memory.rows().forEach(row -> shown.put(row.tenant() + "/" + row.key(), row.version() + " " + row.value()));
        return shown;
    }
}
