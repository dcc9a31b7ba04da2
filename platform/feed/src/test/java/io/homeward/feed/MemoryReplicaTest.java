package io.homeward.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.homeward.accessrules.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemoryReplicaTest {
    private static final String EPOCH = "epoch";

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final TenantId other = new TenantId(UUID.randomUUID());
    private final MemoryReplica<Integer> replica = MemoryReplica.of(Integer.class);

    @Test
    void a_newer_version_replaces_an_older_one_and_never_the_other_way() {
        complete(change(0, "a", 7, 70));

        replica.apply(List.of(change(1, "a", 6, 60)), cursor(1));
        assertThat(replica.get(tenant, "a")).contains(70);

        replica.apply(List.of(gone(2, "a", 6)), cursor(2));
        assertThat(replica.get(tenant, "a")).as("gone before it was made again").contains(70);

        replica.apply(List.of(change(3, "a", 8, 80)), cursor(3));
        assertThat(replica.row(tenant, "a")).contains(new MemoryReplica.Row<>(tenant, "a", 8, 80));

        replica.apply(List.of(gone(4, "a", 9)), cursor(4));
        assertThat(replica.get(tenant, "a")).isEmpty();
        assertThat(replica.cursor()).contains(cursor(4));
    }

    @Test
    void the_same_key_of_two_tenants_is_two_things() {
        complete(change(0, "a", 1, 1), new Change(0, other, "a", 2, new IntNode(2)));

        assertThat(replica.get(tenant, "a")).contains(1);
        assertThat(replica.get(other, "a")).contains(2);
        assertThat(replica.size()).isEqualTo(2);
    }

    @Test
    void a_rebuild_shows_nothing_before_it_is_complete_and_nothing_old_after() {
        MemoryReplica.Lookup<Integer, Integer> byTens = replica.indexedBy(row -> Set.of(row.value() / 10));
        complete(change(0, "a", 70, 11), change(0, "b", 71, 12));

        try (Replica.Rebuild rebuild = replica.rebuild()) {
            rebuild.put(List.of(change(0, "a", 3, 33)));
            assertThat(replica.get(tenant, "a")).contains(11);
            assertThat(byTens.get(1)).hasSize(2);
            assertThat(byTens.get(3)).isEmpty();

            rebuild.put(List.of(change(1, "a", 2, 22)));
            rebuild.complete(cursor(1));
        }

        assertThat(replica.get(tenant, "a"))
                .as("a lower version of another epoch")
                .contains(33);
        assertThat(replica.get(tenant, "b")).isEmpty();
        assertThat(byTens.get(1)).isEmpty();
        assertThat(byTens.get(3)).hasSize(1);
    }

    @Test
    void an_abandoned_rebuild_leaves_everything_as_it_was() {
        complete(change(0, "a", 1, 1));

        try (Replica.Rebuild rebuild = replica.rebuild()) {
            rebuild.put(List.of(change(0, "b", 1, 2)));
        }

        assertThat(replica.get(tenant, "a")).contains(1);
        assertThat(replica.get(tenant, "b")).isEmpty();
    }

    @Test
    void an_index_follows_every_change() {
        MemoryReplica.Lookup<Integer, Integer> byTens = replica.indexedBy(row -> Set.of(row.value() / 10, 0));
        complete(change(0, "a", 1, 15), change(0, "b", 2, 16));
        assertThat(byTens.get(1)).hasSize(2);

        replica.apply(List.of(change(1, "a", 3, 25), gone(2, "b", 4)), cursor(2));

        assertThat(byTens.get(1)).isEmpty();
        assertThat(byTens.get(2)).extracting(MemoryReplica.Row::key).containsExactly("a");
        assertThat(byTens.get(0)).hasSize(1);
    }

    @Test
    void an_unreadable_body_leaves_nothing_of_its_batch_behind() {
        complete(change(0, "a", 1, 1));

        assertThatThrownBy(() -> replica.apply(
                        List.of(change(1, "a", 2, 2), new Change(2, tenant, "b", 3, new TextNode("not a number"))),
                        cursor(2)))
                .isInstanceOf(UnreadableBody.class)
                .hasMessageContaining("b");

        assertThat(replica.get(tenant, "a")).contains(1);
        assertThat(replica.cursor()).contains(cursor(0));
    }

    @Test
    void listeners_hear_of_what_appears_and_of_all_after_a_rebuild() {
        var heard = new ArrayList<Integer>();
        replica.onChange(row -> heard.add(row.value()));

        complete(change(0, "a", 1, 1));
        replica.apply(List.of(change(1, "a", 2, 2), gone(2, "c", 3)), cursor(2));

        assertThat(heard).containsExactly(1, 2);
    }

    @Test
    void indexes_are_named_before_there_is_content() {
        complete(change(0, "a", 1, 1));

        assertThatThrownBy(() -> replica.indexedBy(row -> Set.of(row.key()))).isInstanceOf(IllegalStateException.class);
    }

    private void complete(Change... changes) {
        try (Replica.Rebuild rebuild = replica.rebuild()) {
            rebuild.put(List.of(changes));
            rebuild.complete(cursor(0));
        }
    }

    private static FeedCursor cursor(long position) {
        return new FeedCursor(EPOCH, position);
    }

    private Change change(long position, String key, long version, int value) {
        return new Change(position, tenant, key, version, new IntNode(value));
    }

    private Change gone(long position, String key, long version) {
        return new Change(position, tenant, key, version, null);
    }
}
