package io.homeward.gateway.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.MemberEntry;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.feed.FeedCursor;
import io.homeward.gateway.replica.FeedConnections;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes every decision down, on a thread of its own: refusals and the first admission per (token, tenant, state of the replicas) in full,
 * further ones as a reference to it. A disk that cannot keep up does not hold up decisions; what is lost is counted and said.
 */
@Singleton
public class DecisionLog {
    private static final Logger LOG = Logger.getLogger(DecisionLog.class);
    private static final int WAITING = 16_384;
    private static final int REMEMBERED = 50_000;

    /** Admissions with the same key rest on the same facts. */
    private record Same(String token, TenantId tenant, List<Optional<FeedCursor>> positions) {}

    private final FeedConnections feeds;
    private final String engine;
    private final BlockingQueue<LoggedDecision> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Cache<Same, UUID> written =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Counter lost;
    private final @Nullable RollingFile file;
    private final @Nullable Thread writer;
    private volatile boolean stopped;

    DecisionLog(
            DecisionLogSettings settings,
            FeedConnections feeds,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.version") String engine) {
        this.feeds = feeds;
        this.engine = engine;
        this.lost = meters.counter("homeward.decisions.unlogged");
        this.file = settings.file()
                .map(path -> new RollingFile(path, settings.largestFile(), settings.files()))
                .orElse(null);
        this.writer = file == null
                ? null
                : Thread.ofPlatform().name("decision-log").daemon(true).start(this::run);
    }

    void foreign(UUID id, String token, Instant at, ForeignEntry facts, EntryDecision outcome) {
        if (writer != null) {
            keep(id, token, at, facts.resource(), Optional.of(facts), Optional.empty(), outcome, facts.freshness());
        }
    }

    void member(UUID id, String token, Instant at, MemberEntry facts, EntryDecision outcome, TenantId tenant) {
        if (writer != null) {
            keep(id, token, at, tenant, Optional.empty(), Optional.of(facts), outcome, null);
        }
    }

    private void keep(
            UUID id,
            String token,
            Instant at,
            TenantId tenant,
            Optional<ForeignEntry> foreign,
            Optional<MemberEntry> member,
            EntryDecision outcome,
            @Nullable Freshness freshness) {
        List<Optional<FeedCursor>> positions = feeds.positions();
        String rule = outcome.rule().name();
        UUID first = outcome instanceof EntryDecision.Admitted
                ? written.asMap().putIfAbsent(new Same(token, tenant, positions), id)
                : null;
        boolean accepted = waiting.offer(
                first == null
                        ? new LoggedDecision(
                                id,
                                at,
                                engine,
                                token,
                                positions,
                                rule,
                                foreign,
                                member,
                                Optional.of(outcome),
                                Optional.empty(),
                                Optional.empty())
                        : new LoggedDecision(
                                id,
                                at,
                                engine,
                                token,
                                positions,
                                rule,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(first),
                                Optional.ofNullable(freshness)));
        if (!accepted) {
            lost.increment();
        }
    }

    private void run() {
        while (!stopped || !waiting.isEmpty()) {
            try {
                LoggedDecision next = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (next != null) {
                    write(next);
                }
            } catch (InterruptedException e) {
                stopped = true;
            }
        }
    }

    private void write(LoggedDecision decision) {
        RollingFile to = file;
        if (to == null) {
            return;
        }
        try {
            to.write(DecisionJson.write(decision));
            if (waiting.isEmpty()) {
                to.flush();
            }
        } catch (JsonProcessingException e) {
            lost.increment();
            LOG.errorf(e, "Decision %s cannot be written as JSON", decision.decisionId());
        } catch (IOException e) {
            lost.increment();
            LOG.errorf(e, "Decision %s could not be written down", decision.decisionId());
        }
    }

    @PreDestroy
    void close() throws InterruptedException, IOException {
        stopped = true;
        if (writer != null && file != null) {
            writer.join(TimeUnit.SECONDS.toMillis(5));
            file.close();
        }
    }
}
