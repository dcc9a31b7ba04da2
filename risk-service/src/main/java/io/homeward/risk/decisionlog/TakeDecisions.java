package io.homeward.risk.decisionlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.decisions.DecisionJson;
import io.homeward.decisions.DecisionLine;
import io.homeward.decisions.LoggedDecision;
import io.homeward.risk.fanout.WatchRounds;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Keeps what a gateway tells of its decisions. Taken in once, however often it is told. */
@Singleton
public class TakeDecisions {
    private static final Logger LOG = Logger.getLogger(TakeDecisions.class);

    private final Decisions decisions;
    private final Retention retention;
    private final WatchRounds rounds;
    private final TenantDatabase database;
    private final InstantSource clock;

    TakeDecisions(
            Decisions decisions,
            Retention retention,
            WatchRounds rounds,
            TenantDatabase database,
            InstantSource clock) {
        this.rounds = rounds;
        this.decisions = decisions;
        this.retention = retention;
        this.database = database;
        this.clock = clock;
    }

    /**
     * What became of a request's lines.
     *
     * @param taken decisions that were not known before
     * @param known decisions that were
     * @param setAside lines that cannot be read, are about nobody, or are older than what is kept
     */
    public record Taken(long taken, long known, long setAside) {}

    /** The lines of one request, sorted. */
    private static final class Read {
        final List<LoggedDecision> decided = new ArrayList<>();
        final List<DecisionLine.Repeated> repeated = new ArrayList<>();
        final List<DecisionLine.Missing> missing = new ArrayList<>();
        long setAside;
    }

    Taken take(Stream<String> lines) {
        Instant now = clock.instant();
        var read = new Read();
        lines.filter(line -> !line.isBlank()).forEach(line -> read(line, read, now));
        if (read.setAside > 0) {
            LOG.warnf("%d lines of a gateway's decision log were set aside", read.setAside);
        }
        prepare(read);
        long added = 0;
        for (boolean isNew : database.inEach(tenants(read), handle -> {
            boolean[] isNew = decisions.add(handle, read.decided, now);
            read.repeated.forEach(each -> decisions.repeated(handle, each));
            read.missing.forEach(each -> decisions.missing(handle, each, now));
            return isNew;
        })) {
            added += isNew ? 1 : 0;
        }
        delegated(read.decided).forEach((who, entries) -> rounds.entered(who.home, who.person, entries, now));
        return new Taken(added, read.decided.size() - added, read.setAside);
    }

    private record Technician(TenantId home, PersonId person) {}

    /**
     * Who entered where by a relationship; told every time, known or not, because a request that failed here comes again. Repetitions need not be
     * looked at: each rests on an entry that was told.
     */
    private static Map<Technician, List<WatchRounds.Entry>> delegated(List<LoggedDecision> decided) {
        return decided.stream()
                .filter(LoggedDecision::admitted)
                .flatMap(each -> Sight.of(each).stream())
                .filter(each -> each.side() == Sight.Side.HOME && each.who().way() == Sight.Way.DELEGATED)
                .filter(each -> each.who().person().isPresent() && each.other().isPresent())
                .collect(Collectors.groupingBy(
                        each -> new Technician(
                                each.tenant(), each.who().person().orElseThrow()),
                        Collectors.mapping(
                                each -> new WatchRounds.Entry(
                                        each.other().orElseThrow(),
                                        each.decision().at()),
                                Collectors.toList())));
    }

    private void read(String line, Read into, Instant now) {
        try {
            switch (DecisionJson.readLine(line)) {
                case DecisionLine.Decided decided -> decided(decided.decision(), into, now);
                case DecisionLine.Repeated repeated -> into.repeated.add(repeated);
                case DecisionLine.Missing gap -> {
                    if (retention.keeps(Kept.REFUSED, gap.from(), now) && gap.decisions() > 0) {
                        into.missing.add(gap);
                    } else {
                        into.setAside++;
                    }
                }
            }
        } catch (JsonProcessingException e) {
            LOG.debugf(e, "A line of a gateway's decision log cannot be read");
            into.setAside++;
        }
    }

    private void decided(LoggedDecision decision, Read into, Instant now) {
        boolean kept = retention.keeps(Kept.of(decision.admitted()), decision.at(), now);
        if (kept && decision.repeats().isEmpty() && concernsOneTenantEntered(decision)) {
            into.decided.add(decision);
        } else {
            into.setAside++;
        }
    }

    /** A line that says it is about another tenant than its facts are is nobody's. */
    private static boolean concernsOneTenantEntered(LoggedDecision decision) {
        return decision.tenant().isPresent()
                && !Sight.of(decision).isEmpty()
                && decision.foreign()
                        .map(facts -> decision.tenant().get().equals(facts.resource()))
                        .orElse(true)
                && decision.own()
                        .map(facts -> decision.tenant().get().equals(facts.tenant()))
                        .orElse(true);
    }

    private void prepare(Read read) {
        read.decided.forEach(each -> retention.prepare(Kept.of(each.admitted()), each.at()));
        read.missing.forEach(each -> retention.prepare(Kept.REFUSED, each.from()));
    }

    private static Collection<TenantId> tenants(Read read) {
        return Stream.of(
                        read.decided.stream().flatMap(each -> each.tenants().stream()),
                        read.repeated.stream().flatMap(each -> each.tenants().stream()),
                        read.missing.stream().map(DecisionLine.Missing::tenant))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }
}
