package io.homeward.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A replica in memory. Any thread may read it, also an event loop: reading takes no lock. A rebuild fills a second state aside and swaps it in,
 * indexes included, in one step.
 *
 * @param <V> what a body becomes; immutable
 */
public final class MemoryReplica<V> implements Replica {

    /** Makes the value of a body. What it throws stops the feed; catch what shall only make this one value unusable. */
    @FunctionalInterface
    public interface Parse<V> {
        V parse(TenantId tenant, String key, JsonNode body) throws JsonProcessingException;
    }

    /** One thing as it stands. */
    public record Row<V>(TenantId tenant, String key, long version, V value) {}

    /** Finds rows by something else than their key. Rows found together stand side by side in the present state. */
    @FunctionalInterface
    public interface Lookup<K, V> {
        Collection<Row<V>> get(K key);
    }

    private final Parse<V> parse;
    private final List<Function<Row<V>, ? extends Collection<?>>> indexes = new CopyOnWriteArrayList<>();
    private final List<Consumer<Row<V>>> listeners = new CopyOnWriteArrayList<>();
    private volatile State<V> state;
    private volatile @Nullable FeedCursor cursor;

    public MemoryReplica(Parse<V> parse) {
        this.parse = parse;
        this.state = new State<>(List.of());
    }

    /** @param type the record that bodies are read as, with {@link FeedJson#mapper()} */
    public static <V> MemoryReplica<V> of(Class<V> type) {
        return new MemoryReplica<>((tenant, key, body) -> FeedJson.mapper().treeToValue(body, type));
    }

    /**
     * Adds an index; only before the first content.
     *
     * @param keys under what a row is found; several or none are allowed
     */
    public <K> Lookup<K, V> indexedBy(Function<Row<V>, ? extends Collection<K>> keys) {
        if (cursor != null) {
            throw new IllegalStateException("Indexes are named before the replica is filled");
        }
        int number = indexes.size();
        indexes.add(keys);
        state = new State<>(List.copyOf(indexes));
        return key -> state.found(number, key);
    }

    /**
     * Tells about every row as it appears or changes (not about what disappears), on the reader's thread, after it can be read. A rebuild
     * tells about all rows again.
     */
    public void onChange(Consumer<Row<V>> listener) {
        listeners.add(listener);
    }

    public Optional<V> get(TenantId tenant, String key) {
        return row(tenant, key).map(Row::value);
    }

    public Optional<Row<V>> row(TenantId tenant, String key) {
        return Optional.ofNullable(state.rows.get(new Key(tenant, key)));
    }

    /** All rows; changes that happen meanwhile may or may not be seen. */
    public Collection<Row<V>> rows() {
        return List.copyOf(state.rows.values());
    }

    public int size() {
        return state.rows.size();
    }

    @Override
    public Optional<FeedCursor> cursor() {
        return Optional.ofNullable(cursor);
    }

    @Override
    public boolean everComplete() {
        return cursor != null;
    }

    @Override
    public FeedCursor apply(List<Change> changes, FeedCursor upTo) {
        // Parsed first, so that an unreadable body leaves nothing half applied.
        List<Parsed<V>> parsed = parsed(changes);
        State<V> current = state;
        parsed.forEach(current::put);
        cursor = upTo;
        tell(parsed);
        return upTo;
    }

    @Override
    public Rebuild rebuild() {
        var aside = new State<V>(List.copyOf(indexes));
        return new Rebuild() {
            @Override
            public void put(List<Change> changes) {
                parsed(changes).forEach(aside::put);
            }

            @Override
            public void complete(FeedCursor complete) {
                state = aside;
                cursor = complete;
                aside.rows.values().forEach(row -> listeners.forEach(listener -> listener.accept(row)));
            }

            @Override
            public void close() {
                // What was not completed is garbage.
            }
        };
    }

    private void tell(List<Parsed<V>> parsed) {
        for (Parsed<V> one : parsed) {
            if (one.row != null) {
                Row<V> row = one.row;
                listeners.forEach(listener -> listener.accept(row));
            }
        }
    }

    private List<Parsed<V>> parsed(List<Change> changes) {
        var parsed = new ArrayList<Parsed<V>>(changes.size());
        for (Change change : changes) {
            parsed.add(new Parsed<>(
                    new Key(change.tenant(), change.key()), change.version(), change.isGone() ? null : row(change)));
        }
        return parsed;
    }

    private Row<V> row(Change change) {
        try {
            V value = parse.parse(change.tenant(), change.key(), change.state());
            return new Row<>(change.tenant(), change.key(), change.version(), value);
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            throw new UnreadableBody(change.tenant(), change.key(), e);
        }
    }

    private record Key(TenantId tenant, String key) {}

    private record Parsed<V>(
            Key key, long version, @Nullable Row<V> row) {}

    /** Written by the reader's thread only. */
    private static final class State<V> {
        final Map<Key, Row<V>> rows = new ConcurrentHashMap<>();
        private final List<Function<Row<V>, ? extends Collection<?>>> keys;
        private final List<Map<Object, Map<Key, Row<V>>>> found = new ArrayList<>();

        State(List<Function<Row<V>, ? extends Collection<?>>> keys) {
            this.keys = keys;
            keys.forEach(index -> found.add(new ConcurrentHashMap<>()));
        }

        Collection<Row<V>> found(int index, Object key) {
            Map<Key, Row<V>> hits = found.get(index).get(key);
            return hits == null ? List.of() : List.copyOf(hits.values());
        }

        void put(Parsed<V> change) {
            Row<V> before = rows.get(change.key);
            if (before != null && before.version() >= change.version) {
                return;
            }
            Row<V> after = change.row;
            if (after == null) {
                rows.remove(change.key);
            } else {
                rows.put(change.key, after);
            }
            for (int i = 0; i < keys.size(); i++) {
                reindex(found.get(i), keys.get(i), change.key, before, after);
            }
        }

        /** What stays under its index key is replaced in place, so that no moment exists in which it cannot be found. */
        private void reindex(
                Map<Object, Map<Key, Row<V>>> index,
                Function<Row<V>, ? extends Collection<?>> keysOf,
                Key key,
                @Nullable Row<V> before,
                @Nullable Row<V> after) {
            Set<Object> now = after == null ? Set.of() : new HashSet<>(keysOf.apply(after));
            if (after != null) {
                now.forEach(under -> index.computeIfAbsent(under, absent -> new ConcurrentHashMap<>())
                        .put(key, after));
            }
            if (before != null) {
                for (Object under : keysOf.apply(before)) {
                    if (!now.contains(under)) {
                        index.computeIfPresent(under, (same, hits) -> {
                            hits.remove(key);
                            return hits.isEmpty() ? null : hits;
                        });
                    }
                }
            }
        }
    }
}
