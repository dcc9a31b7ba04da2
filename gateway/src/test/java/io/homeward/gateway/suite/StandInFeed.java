package io.homeward.gateway.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.Change;
import io.homeward.feed.FeedCursor;
import io.homeward.feed.FeedJson;
import io.homeward.feed.SnapshotEnd;
import io.homeward.feed.TailAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One feed in memory, served in the wire types of {@code platform/feed}. */
final class StandInFeed {
    private static final String EPOCH = "one";

    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Change> current = new LinkedHashMap<>();
    private boolean stopped;

    synchronized void put(TenantId tenant, String key, JsonNode body) {
        long position = changes.size() + 1L;
        var change = new Change(position, tenant, key, position, body.isMissingNode() ? null : body);
        changes.add(change);
        if (change.isGone()) {
            current.remove(key);
        } else {
            current.put(key, change);
        }
        notifyAll();
    }

    /** From now on nobody is answered, as if the service were away. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized void resume() {
        stopped = false;
    }

    synchronized boolean stopped() {
        return stopped;
    }

    synchronized byte[] tail(long after, long waitMillis) throws IOException, InterruptedException {
        long end = System.nanoTime() + waitMillis * 1_000_000;
        while (changes.size() <= after && !stopped) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        var news = changes.subList((int) Math.min(after, changes.size()), changes.size());
        return FeedJson.mapper().writeValueAsBytes(new TailAnswer(EPOCH, changes.size(), true, List.copyOf(news)));
    }

    synchronized String snapshot() throws IOException {
        var mapper = FeedJson.mapper();
        var lines = new StringBuilder();
        lines.append(mapper.writeValueAsString(new FeedCursor(EPOCH, changes.size())))
                .append('\n');
        for (Change each : current.values()) {
            var row = mapper.createObjectNode()
                    .put("tenant", each.tenant().toString())
                    .put("key", each.key())
                    .put("version", each.version());
            row.set("body", each.state());
            lines.append(row).append('\n');
        }
        return lines.append(mapper.writeValueAsString(new SnapshotEnd(changes.size())))
                .append('\n')
                .toString();
    }
}
