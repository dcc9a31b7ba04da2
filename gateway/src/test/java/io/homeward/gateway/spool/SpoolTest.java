package io.homeward.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.TenantId;
import io.homeward.decisions.DecisionJson;
import io.homeward.decisions.DecisionLine;
import io.homeward.decisions.LoggedDecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());

    /** Segments are an eighth of it. */
    private static final long BOUND = 40_000;

    @TempDir
    Path folder;

    @Test
    void what_was_added_is_sent_in_order_and_once() throws IOException {
        try (var spool = new Spool(folder, BOUND)) {
            List<UUID> refused = add(spool, Lane.REFUSED, 3);
            List<UUID> admitted = add(spool, Lane.ADMITTED, 2);
            spool.roll(NOW, Duration.ZERO);

            assertThat(sendAll(spool).decided).containsExactly(concat(refused, admitted));
            assertThat(spool.next()).isEmpty();
            assertThat(spool.bytes()).isZero();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void what_was_not_taken_is_there_after_a_restart_and_half_a_line_is_none() throws IOException {
        List<UUID> added;
        try (var spool = new Spool(folder, BOUND)) {
            added = add(spool, Lane.REFUSED, 40);
            spool.next();
        }
        Files.writeString(files().getLast(), "{\"line\":\"decided\",\"dec", StandardOpenOption.APPEND);

        try (var spool = new Spool(folder, BOUND)) {
            assertThat(sendAll(spool).decided).containsExactlyElementsOf(added);
        }
    }

    @Test
    void an_ended_process_loses_nothing_that_was_flushed() throws IOException {
        var spool = new Spool(folder, BOUND);
        List<UUID> added = add(spool, Lane.ADMITTED, 3);
        spool.flush();

        assertThat(Files.readString(files().getFirst()).lines()).hasSize(3);
        spool.close();
        assertThat(added).hasSize(3);
    }

    @Test
    void at_the_bound_the_oldest_admissions_go_first_and_how_many_is_told() throws IOException {
        try (var spool = new Spool(folder, BOUND)) {
            List<UUID> refused = add(spool, Lane.REFUSED, 20);
            List<UUID> admitted = add(spool, Lane.ADMITTED, 400);
            List<UUID> late = add(spool, Lane.REFUSED, 20);
            assertThat(size()).isLessThanOrEqualTo(BOUND);

            spool.roll(NOW, Duration.ZERO);
            Sent sent = sendAll(spool);

            assertThat(sent.decided).containsAll(refused).containsAll(late);
            List<UUID> kept = sent.decided.stream().filter(admitted::contains).toList();
            assertThat(kept).isNotEmpty().isEqualTo(admitted.subList(400 - kept.size(), 400));
            assertThat(sent.missing).containsEntry(true, 400L - kept.size()).doesNotContainKey(false);
        }
    }

    @Test
    void refusals_go_only_when_no_admission_is_left() throws IOException {
        try (var spool = new Spool(folder, BOUND)) {
            add(spool, Lane.ADMITTED, 10);
            List<UUID> refused = add(spool, Lane.REFUSED, 400);
            assertThat(size()).isLessThanOrEqualTo(BOUND);

            spool.roll(NOW, Duration.ZERO);
            Sent sent = sendAll(spool);

            List<UUID> kept = sent.decided;
            assertThat(kept).isEqualTo(refused.subList(400 - kept.size(), 400));
            assertThat(sent.missing).containsEntry(true, 10L).containsEntry(false, 400L - kept.size());
        }
    }

    @Test
    void what_is_being_sent_is_not_given_up_and_a_gap_means_the_same_until_it_is_told() throws IOException {
        try (var spool = new Spool(folder, BOUND)) {
            add(spool, Lane.ADMITTED, 40);
            Parcel sending = spool.next().orElseThrow();
            add(spool, Lane.ADMITTED, 400);
            assertThat(sending.segment().orElseThrow().file()).exists();
            spool.sent(sending);

            Parcel told = spool.next().orElseThrow();
            add(spool, Lane.ADMITTED, 400);
            assertThat(spool.next().orElseThrow().lines()).isEqualTo(told.lines());
            spool.sent(told);
            assertThat(spool.next().orElseThrow().lines()).contains("missing").isNotEqualTo(told.lines());
        }
    }

    @Test
    void a_gap_survives_a_restart_with_its_id() throws IOException {
        String told;
        try (var spool = new Spool(folder, BOUND)) {
            add(spool, Lane.ADMITTED, 400);
            told = spool.next().orElseThrow().lines();
        }
        try (var spool = new Spool(folder, BOUND)) {
            assertThat(told).contains("missing");
            assertThat(spool.next().orElseThrow().lines()).isEqualTo(told);
        }
    }

    @Test
    void what_is_refused_for_good_is_missing_and_so_is_what_is_too_large() throws IOException {
        try (var spool = new Spool(folder, BOUND)) {
            add(spool, Lane.REFUSED, 2);
            assertThat(spool.add(Lane.REFUSED, "x".repeat((int) BOUND), List.of(TENANT), NOW))
                    .isFalse();
            spool.sent(spool.next().orElseThrow());
            spool.roll(NOW, Duration.ZERO);
            spool.refused(spool.next().orElseThrow());

            Sent sent = sendAll(spool);
            assertThat(sent.missing).containsExactly(Map.entry(false, 2L));
            assertThat(sent.decided).isEmpty();
        }
    }

    @Test
    void a_folder_belongs_to_one_process() throws IOException {
        try (var spool = new Spool(folder, BOUND)) {
            assertThat(spool.bytes()).isZero();
            assertThatThrownBy(() -> new Spool(folder, BOUND)).isInstanceOf(RuntimeException.class);
        }
    }

    private record Sent(List<UUID> decided, Map<Boolean, Long> missing) {}

    private static Sent sendAll(Spool spool) throws IOException {
        var sent = new Sent(new ArrayList<>(), new HashMap<>());
        for (Optional<Parcel> next = spool.next(); next.isPresent(); next = spool.next()) {
            for (String line : next.get().lines().lines().toList()) {
                switch (DecisionJson.readLine(line)) {
                    case DecisionLine.Decided decided ->
                        sent.decided.add(decided.decision().decisionId());
                    case DecisionLine.Missing gap -> sent.missing.merge(gap.admitted(), gap.decisions(), Long::sum);
                    case DecisionLine.Repeated repeated -> throw new AssertionError(repeated);
                }
            }
            spool.sent(next.get());
        }
        return sent;
    }

    private static List<UUID> add(Spool spool, Lane lane, int many) throws IOException {
        var added = new ArrayList<UUID>();
        for (int i = 0; i < many; i++) {
            UUID id = UUID.randomUUID();
            added.add(id);
            spool.add(lane, line(id), List.of(TENANT), NOW);
        }
        return added;
    }

    private static String line(UUID id) throws IOException {
        return DecisionJson.write(new DecisionLine.Decided(new LoggedDecision(
                id,
                NOW,
                "test",
                "token",
                List.of(),
                "none",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Set.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(TENANT))));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith("ed.ndjson"))
                    .sorted()
                    .toList();
        }
    }

    private long size() throws IOException {
        long size = 0;
        for (Path file : files()) {
            size += Files.size(file);
        }
        return size;
    }

    private static UUID[] concat(List<UUID> one, List<UUID> other) {
        return Stream.concat(one.stream(), other.stream()).toArray(UUID[]::new);
    }
}
