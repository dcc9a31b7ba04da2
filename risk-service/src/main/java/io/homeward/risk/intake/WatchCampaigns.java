package io.homeward.risk.intake;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.campaign.Alerts;
import io.homeward.risk.campaign.Ordinary;
import io.homeward.risk.campaign.Tries;
import io.homeward.risk.campaign.UnderWay;
import io.homeward.risk.detection.Campaign;
import io.homeward.risk.detection.CampaignKey;
import io.homeward.risk.detection.Campaigns;
import io.homeward.risk.detection.Finding;
import io.homeward.risk.detection.Peace;
import io.homeward.risk.detection.StrangeTry;
import io.homeward.risk.profile.Profiles;
import io.homeward.risk.score.Detectors;
import io.homeward.risk.score.Score;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.signin.SignIns;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Evidence;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Looks for guessing spread over many networks in what was taken in, beside those who wait for scores; alerts the tenant, and holds it against passwords
 * that were right before it showed. Those that come later are judged by {@link io.homeward.risk.detection.WideSpray} as they come.
 */
@Singleton
public class WatchCampaigns {
    /** A file holds months: so many hours of it are looked at together, the newest ones. */
    private static final int MOST_HOURS = 48;

    private final Tries tries;
    private final Ordinary ordinary;
    private final Alerts alerts;
    private final UnderWay underWay;
    private final Detectors detectors;
    private final SignIns signIns;
    private final Profiles profiles;
    private final Standings standings;
    private final TenantDatabase database;
    private final InstantSource clock;
    private final ReentrantLock looking = new ReentrantLock();

    WatchCampaigns(
            Tries tries,
            Ordinary ordinary,
            Alerts alerts,
            UnderWay underWay,
            Detectors detectors,
            SignIns signIns,
            Profiles profiles,
            Standings standings,
            TenantDatabase database,
            InstantSource clock) {
        this.tries = tries;
        this.ordinary = ordinary;
        this.alerts = alerts;
        this.underWay = underWay;
        this.detectors = detectors;
        this.signIns = signIns;
        this.profiles = profiles;
        this.standings = standings;
        this.database = database;
        this.clock = clock;
    }

    void stop(@Observes ShutdownEvent event) {
        tries.write();
    }

    /** When it returns, whatever was taken in before the call has been looked at. */
    @Scheduled(identity = "campaigns", every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void watch() {
        looking.lock();
        try {
            tries.write().forEach(this::carefully);
            underWay.fetch();
        } finally {
            looking.unlock();
        }
    }

    private void carefully(TenantId tenant, Tries.Fresh fresh) {
        try {
            look(tenant, fresh);
        } catch (RuntimeException e) {
            Log.errorf(e, "Whether somebody sprays at tenant %s was not found out; the next tries ask again", tenant);
        }
    }

    /** A password that was right, and the campaign that it is held against. */
    private record Hit(Tries.Kept tried, Campaign campaign) {}

    private void look(TenantId tenant, Tries.Fresh fresh) {
        Collection<Hit> hits = database.in(tenant, handle -> {
            List<Instant> times = hourly(fresh.failed());
            Instant from = first(times, fresh.right());
            Instant to = last(times, fresh.right());
            List<Tries.Kept> all = tries.between(handle, tenant, from.minus(Campaigns.WINDOW), to);
            for (Instant at : times) {
                judge(handle, tenant, all, at);
            }
            return hits(all, alerts.of(handle, List.of(tenant), from.minus(Campaigns.WINDOW), to));
        });
        hits.forEach(hit -> held(tenant, hit));
    }

    private static Instant first(List<Instant> failed, SortedSet<Instant> right) {
        return failed.isEmpty() || (!right.isEmpty() && right.first().isBefore(failed.getFirst()))
                ? right.first()
                : failed.getFirst();
    }

    private static Instant last(List<Instant> failed, SortedSet<Instant> right) {
        return failed.isEmpty() || (!right.isEmpty() && right.last().isAfter(failed.getLast()))
                ? right.last()
                : failed.getLast();
    }

    /** The last of each hour. */
    private static List<Instant> hourly(SortedSet<Instant> buckets) {
        var hours = new TreeMap<Long, Instant>();
        buckets.forEach(bucket ->
                hours.put(bucket.getEpochSecond() / Duration.ofHours(1).toSeconds(), bucket));
        List<Instant> all = List.copyOf(hours.values());
        return all.subList(Math.max(0, all.size() - MOST_HOURS), all.size());
    }

    private void judge(Handle handle, TenantId tenant, List<Tries.Kept> all, Instant at) {
        List<Tries.Kept> window = all.stream()
                .filter(each -> each.tried().bucket().isAfter(at.minus(Campaigns.WINDOW))
                        && !each.tried().bucket().isAfter(at))
                .toList();
        List<StrangeTry> tried = window.stream().map(Tries.Kept::tried).toList();
        Set<CampaignKey> keys = worthALook(tried);
        Peace peace = ordinary.of(handle, tenant, keys, at);
        Campaigns.Judged judged = detectors.campaigns().judge(tried, peace, at);
        judged.campaigns().forEach(campaign -> keep(handle, tenant, campaign, window));
        ordinary.came(handle, tenant, day(tried, at, judged));
    }

    /** Of fewer names nobody asks what is ordinary. */
    private Set<CampaignKey> worthALook(List<StrangeTry> tried) {
        int least = Math.min(
                detectors.limits().campaign().names(),
                detectors.limits().campaign().members());
        List<StrangeTry> failed = tried.stream().filter(each -> !each.right()).toList();
        var names = new HashMap<>(names(failed, each -> CampaignKey.network(each.network())));
        names.putAll(names(failed, each -> CampaignKey.agent(each.agent(), each.hiding())));
        names.values().removeIf(many -> many < least);
        Set<CampaignKey> keys = new HashSet<>(names.keySet());
        // What goes wrong at home with a client does so on hidden addresses or not.
        failed.forEach(each -> {
            if (keys.contains(CampaignKey.agent(each.agent(), each.hiding()))) {
                keys.add(CampaignKey.agent(each.agent(), !each.hiding()));
            }
        });
        return keys;
    }

    private void keep(Handle handle, TenantId tenant, Campaign campaign, List<Tries.Kept> window) {
        String agent = window.stream()
                .filter(each -> campaign.agent() != 0 && each.tried().agent() == campaign.agent())
                .map(Tries.Kept::agentText)
                .findFirst()
                .orElse("");
        List<String> members = window.stream()
                .filter(each -> campaign.members().contains(each.tried().name()))
                .map(Tries.Kept::userName)
                .distinct()
                .sorted()
                .limit(Alerts.MOST_MEMBERS)
                .toList();
        alerts.keep(handle, tenant, campaign, agent, members, Score.ENGINE);
    }

    private static Ordinary.DaySums day(List<StrangeTry> tried, Instant at, Campaigns.Judged judged) {
        LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
        List<StrangeTry> today = tried.stream()
                .filter(each -> !each.right()
                        && each.bucket().atOffset(ZoneOffset.UTC).toLocalDate().equals(day))
                .toList();
        Map<CampaignKey, Integer> failing = new HashMap<>(names(today, each -> CampaignKey.network(each.network())));
        failing.putAll(names(
                today.stream().filter(each -> each.agent() != 0).toList(),
                each -> CampaignKey.agent(each.agent(), each.hiding())));
        Set<CampaignKey> alerted =
                judged.campaigns().stream().map(Campaign::key).collect(Collectors.toSet());
        return new Ordinary.DaySums(
                day,
                failing,
                alerted,
                (int) today.stream().mapToLong(StrangeTry::name).distinct().count(),
                judged.peak(),
                alerted.stream().anyMatch(key -> key.kind() == CampaignKey.Kind.CLUSTER));
    }

    private static Map<CampaignKey, Integer> names(List<StrangeTry> tried, Function<StrangeTry, CampaignKey> by) {
        return tried.stream()
                .collect(Collectors.groupingBy(
                        by,
                        Collectors.collectingAndThen(
                                Collectors.mapping(StrangeTry::name, Collectors.toSet()), Set::size)));
    }

    private static Collection<Hit> hits(List<Tries.Kept> all, List<Alerts.Alert> alerts) {
        var hits = new LinkedHashMap<String, Hit>();
        for (Tries.Kept each : all) {
            StrangeTry one = each.tried();
            if (one.right() && each.person().isPresent()) {
                alerts.stream()
                        .map(Alerts.Alert::campaign)
                        .filter(campaign -> !one.bucket().isBefore(campaign.since())
                                && one.bucket().isBefore(campaign.at().plus(Campaigns.WINDOW)))
                        .filter(campaign -> campaign.covers(one))
                        .findFirst()
                        .ifPresent(campaign -> hits.put(each.eventId(), new Hit(each, campaign)));
            }
        }
        return new ArrayList<>(hits.values());
    }

    /** Finding the same again changes nothing. */
    private void held(TenantId tenant, Hit hit) {
        Instant now = clock.instant();
        PersonId person = hit.tried.person().orElseThrow();
        Finding finding = detectors.wide().against(hit.campaign);
        database.in(tenant, handle -> {
            // Whoever takes sign-ins in locks the person's profile before his sign-ins.
            profiles.lock(handle, tenant, List.of(person));
            Optional<Kept> kept = signIns.lock(handle, tenant, hit.tried.eventId())
                    .filter(each -> each.signIn().outcome().passwordRight());
            kept.ifPresent(before -> {
                Standings.Found found = standings.found(
                        handle,
                        tenant,
                        person,
                        List.of(evidence(before.signIn(), finding, hit.tried.bears())),
                        now,
                        By.system(finding.reason()));
                if (!found.added().isEmpty()) {
                    signIns.update(handle, tenant, Judgement.worsened(before, finding));
                }
            });
            return tenant;
        });
    }

    private static Evidence evidence(SignIn signIn, Finding finding, boolean counts) {
        return new Judgement.Found(signIn, finding, Score.ENGINE, true).evidence(Evidence.Timing.OFFLINE, counts);
    }
}
