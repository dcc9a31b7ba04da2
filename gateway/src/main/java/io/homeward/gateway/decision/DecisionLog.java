package io.homeward.gateway.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.MemberEntry;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.decisions.DecisionJson;
import io.homeward.decisions.LoggedDecision;
import io.homeward.decisions.OwnApplication;
import io.homeward.feed.FeedCursor;
import io.homeward.gateway.replica.FeedConnections;
import io.homeward.gateway.spool.Spooling;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes every decision down, on a thread of its own: refusals and the first admission per (token, tenant, state of the replicas) in full,
 * further ones as a reference to it. To a file, where one is named, and to the spool, from where risk-service gets them; there further
 * admissions are counted. A disk that cannot keep up does not hold up decisions; what is lost is counted and said.
 */
@Singleton
public class DecisionLog {
    private static final Logger LOG = Logger.getLogger(DecisionLog.class);
    private static final int WAITING = 16_384;
    private static final int REMEMBERED = 50_000;

    /**
     * Admissions with the same key rest on the same facts: what the replicas held, and what of a call, or of the time, picks among it.
     *
     * @param particulars where from and for what the call was made, and by what right
     */
    private record Same(
            String token, TenantId tenant, List<Optional<FeedCursor>> positions, List<Object> particulars) {}

    /** @param first the admission that this one repeats */
    private record Waiting(LoggedDecision decision, Optional<FirstAdmission> first) {}

    private final FeedConnections feeds;
    private final String engine;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Cache<Same, FirstAdmission> written =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Counter lost;
    private final @Nullable RollingFile file;
    private final Spooling spooling;
    private final Optional<Outgoing> outgoing;
    private final @Nullable Thread writer;
    private volatile boolean stopped;

    DecisionLog(
            DecisionLogSettings settings,
            FeedConnections feeds,
            MeterRegistry meters,
            Spooling spooling,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.application.version") String engine) {
        this.feeds = feeds;
        this.engine = engine;
        this.lost = meters.counter("homeward.decisions.unlogged");
        this.file = settings.file()
                .map(path -> new RollingFile(path, settings.largestFile(), settings.files()))
                .orElse(null);
        this.spooling = spooling;
        this.outgoing = spooling.spool().map(spool -> new Outgoing(spool, spooling.every(), clock));
        this.writer = file == null && outgoing.isEmpty()
                ? null
                : Thread.ofPlatform().name("decision-log").daemon(true).start(this::run);
    }

    void foreign(UUID id, String token, Instant at, ForeignEntry facts, EntryDecision outcome) {
        if (writer == null) {
            return;
        }
        var particulars = List.<Object>of(facts.application(), facts.surroundings(), facts.path(), facts.waiver());
        keep(
                new Draft(id, token, at, outcome.rule().name()),
                facts.resource(),
                outcome instanceof EntryDecision.Admitted ? Optional.of(particulars) : Optional.empty(),
                new Written(
                        Optional.of(facts), Optional.empty(), Optional.of(outcome), Optional.empty(), Optional.empty()),
                Optional.of(facts.freshness()));
    }

    void member(UUID id, String token, Instant at, MemberEntry facts, EntryDecision outcome, TenantId tenant) {
        if (writer == null) {
            return;
        }
        var particulars = List.<Object>of(facts.application(), facts.surroundings());
        keep(
                new Draft(id, token, at, outcome.rule().name()),
                tenant,
                outcome instanceof EntryDecision.Admitted ? Optional.of(particulars) : Optional.empty(),
                new Written(
                        Optional.empty(), Optional.of(facts), Optional.of(outcome), Optional.empty(), Optional.empty()),
                Optional.empty());
    }

    /** @param granted what the application may; empty where it was not let in */
    void application(UUID id, String token, Instant at, OwnApplication facts, Optional<Set<String>> granted) {
        if (writer == null) {
            return;
        }
        keep(
                new Draft(id, token, at, "none"),
                facts.tenant(),
                granted.map(permissions -> List.of()),
                new Written(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(facts), granted),
                Optional.empty());
    }

    private record Draft(UUID id, String token, Instant at, String rule) {}

    /** What is written down in full. */
    private record Written(
            Optional<ForeignEntry> foreign,
            Optional<MemberEntry> member,
            Optional<EntryDecision> outcome,
            Optional<OwnApplication> own,
            Optional<Set<String>> granted) {
        static final Written NOTHING =
                new Written(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** @param particulars of an admission; what is no admission is always written in full */
    private void keep(
            Draft draft,
            TenantId tenant,
            Optional<List<Object>> particulars,
            Written full,
            Optional<Freshness> freshness) {
        List<Optional<FeedCursor>> positions = feeds.positions();
        Optional<TenantId> home = full.foreign().map(ForeignEntry::home);
        Optional<FirstAdmission> first = particulars.flatMap(same -> Optional.ofNullable(written.asMap()
                .putIfAbsent(
                        new Same(draft.token(), tenant, positions, same),
                        new FirstAdmission(draft.id(), draft.at(), tenant, home))));
        first.ifPresent(FirstAdmission::repeated);
        Written facts = first.isPresent() ? Written.NOTHING : full;
        var decision = new LoggedDecision(
                draft.id(),
                draft.at(),
                engine,
                draft.token(),
                positions,
                draft.rule(),
                facts.foreign(),
                facts.member(),
                facts.outcome(),
                facts.own(),
                facts.granted(),
                first.map(FirstAdmission::id),
                first.flatMap(repeated -> freshness),
                Optional.of(tenant));
        if (!waiting.offer(new Waiting(decision, first))) {
            lost.increment();
            if (first.isEmpty()) {
                outgoing.ifPresent(to -> to.lost(decision));
            }
        }
    }

    private void run() {
        while (!stopped || !waiting.isEmpty()) {
            try {
                Waiting next = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (next != null) {
                    write(next);
                }
                if (outgoing.isPresent()) {
                    outgoing.get().sweep(waiting.isEmpty());
                }
            } catch (InterruptedException e) {
                stopped = true;
            } catch (IOException e) {
                LOG.error("Decisions cannot be spooled", e);
            }
        }
    }

    private void write(Waiting next) {
        LoggedDecision decision = next.decision();
        try {
            if (file != null) {
                file.write(DecisionJson.write(decision));
                if (waiting.isEmpty()) {
                    file.flush();
                }
            }
            if (outgoing.isPresent()) {
                outgoing.get().add(decision, next.first());
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
        if (writer != null) {
            writer.join(TimeUnit.SECONDS.toMillis(5));
        }
        if (file != null) {
            file.close();
        }
        if (outgoing.isPresent()) {
            outgoing.get().finish();
        }
        spooling.close();
    }
}
