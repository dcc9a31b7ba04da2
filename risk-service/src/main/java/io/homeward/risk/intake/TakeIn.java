package io.homeward.risk.intake;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpRange;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.Account;
import io.homeward.risk.campaign.Tries;
import io.homeward.risk.campaign.UnderWay;
import io.homeward.risk.habit.Learnt;
import io.homeward.risk.habit.Scores;
import io.homeward.risk.habit.Teaching;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.intake.Reception.Received;
import io.homeward.risk.profile.ColleagueNetworks;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.Profiles;
import io.homeward.risk.profile.SourceActivity;
import io.homeward.risk.profile.Sources;
import io.homeward.risk.profile.Surroundings;
import io.homeward.risk.quarantine.Quarantine;
import io.homeward.risk.score.Detectors;
import io.homeward.risk.score.Score;
import io.homeward.risk.signin.Arrival;
import io.homeward.risk.signin.Entry;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.Outcome;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.signin.SignIns;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Evidence;
import io.homeward.risk.standing.Standings;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Takes sign-ins in: keeps them, counts them, judges them, and raises the people they speak against. */
@Singleton
public class TakeIn {
    private final SignIns signIns;
    private final Reception reception;
    private final Profiles profiles;
    private final Sources sources;
    private final Standings standings;
    private final Scores scores;
    private final Learnt learnt;
    private final Teaching teaching;
    private final Quarantine quarantine;
    private final Surroundings surroundings;
    private final ColleagueNetworks networks;
    private final Tries tries;
    private final UnderWay underWay;
    private final Detectors detectors;
    private final WornDown wornDown;
    private final IntakeSettings settings;

    /** One tenant's part, received and judged. */
    private record Judged(Received received, Judgement judgement) {
        TenantId tenant() {
            return received.tenant();
        }
    }

    TakeIn(
            SignIns signIns,
            Reception reception,
            Profiles profiles,
            Sources sources,
            Standings standings,
            Scores scores,
            Learnt learnt,
            Teaching teaching,
            Quarantine quarantine,
            Surroundings surroundings,
            ColleagueNetworks networks,
            Tries tries,
            UnderWay underWay,
            Detectors detectors,
            WornDown wornDown,
            IntakeSettings settings) {
        this.signIns = signIns;
        this.reception = reception;
        this.profiles = profiles;
        this.sources = sources;
        this.standings = standings;
        this.scores = scores;
        this.learnt = learnt;
        this.teaching = teaching;
        this.quarantine = quarantine;
        this.surroundings = surroundings;
        this.networks = networks;
        this.tries = tries;
        this.underWay = underWay;
        this.detectors = detectors;
        this.wornDown = wornDown;
        this.settings = settings;
    }

    /** All of it in the caller's transaction. The months of the sign-ins have been prepared, and the tenant's habits fetched before. */
    Taken take(Handle handle, TenantHabits habits, List<SignIn> incoming, Manner manner, Instant now) {
        return take(handle, List.of(new Part(habits, incoming)), manner, now)
                .getOrDefault(habits.tenant(), Taken.NOTHING);
    }

    /**
     * The same for several tenants, each of which has one part: every statement is for all of them.
     *
     * @throws Raced where somebody else has taken one of them in meanwhile; try again in another transaction
     */
    Map<TenantId, Taken> take(Handle handle, List<Part> parts, Manner manner, Instant now) {
        lookUp(handle);
        List<Received> received = reception.receive(handle, inOrder(parts), manner);
        List<Arrival> fresh = received.stream()
                .flatMap(each -> each.fresh().stream().map(signIn -> new Arrival(each.tenant(), signIn)))
                .toList();
        sources.count(handle, fresh);
        Map<TenantId, Map<IpRange, SourceActivity>> activity = sources.load(handle, asked(received), now);
        Map<Account, UserRisk> risks = standings.of(handle, owners(fresh));

        var judged = new ArrayList<Judged>();
        for (Received each : received) {
            judged.add(new Judged(
                    each, judge(handle, each, activity.getOrDefault(each.tenant(), Map.of()), risks, manner, now)));
        }
        var alerts = new HashMap<TenantId, Integer>();
        judged.forEach(each ->
                alerts.put(each.tenant(), sources.alert(handle, each.tenant(), each.judgement.alerts(), Score.ENGINE)));
        keep(handle, judged, fresh.size(), now);

        var taken = new HashMap<TenantId, Taken>();
        judged.forEach(each -> {
            handle.afterCommit(() -> taught(
                    each.received, each.judgement, manner, manner.bearing().after(now, settings)));
            taken.put(
                    each.tenant(),
                    raise(
                            handle,
                            each.received,
                            each.judgement,
                            manner,
                            now,
                            alerts.getOrDefault(each.tenant(), 0),
                            risks));
        });
        // Whoever changes a standing changes the sign-ins behind it afterwards; so do we.
        judged.forEach(each -> each.judgement.earlier().forEach(kept -> signIns.update(handle, each.tenant(), kept)));
        if (!manner.awaited()) {
            judged.forEach(each -> networks.write(handle, each.tenant(), each.judgement.learntFrom()));
        }
        return taken;
    }

    /**
     * Nothing here reads a table whole. A plan is made once and kept: one that was made while a month was empty would read all of it for every sign-in of
     * a batch, until the server has analyzed it.
     */
    private static void lookUp(Handle handle) {
        handle.execute("set local enable_seqscan = off");
    }

    /** In memory, but for what a spray throws new light on. */
    private Judgement judge(
            Handle handle,
            Received received,
            Map<IpRange, SourceActivity> activity,
            Map<Account, UserRisk> risks,
            Manner manner,
            Instant now) {
        TenantId tenant = received.tenant();
        Set<PersonId> high = risks.entrySet().stream()
                .filter(each ->
                        each.getKey().tenant().equals(tenant) && each.getValue().level() == RiskLevel.HIGH)
                .map(each -> each.getKey().person())
                .collect(Collectors.toSet());
        var judgement = new Judgement(
                received.histories(),
                activity,
                high,
                received.enricher().known(),
                received.part().habits(),
                detectors,
                surroundings.of(handle, tenant, received.fresh(), reach(), now),
                underWay.of(tenant),
                manner.ended());
        received.fresh().forEach(judgement::judge);
        judgement
                .sprays()
                .forEach(spray -> judgement.judgeAgain(
                        spray,
                        signIns.from(
                                handle,
                                tenant,
                                spray.counts().source(),
                                spray.counts().since(),
                                spray.at().plus(detectors.spray().afterwards()),
                                Judgement.MOST)));
        return judgement;
    }

    /** What was judged, and what was learned from it: one statement each. */
    private void keep(Handle handle, List<Judged> judged, int expected, Instant now) {
        var learnt = new HashMap<Account, History>();
        var entries = new ArrayList<Entry>();
        judged.forEach(each -> {
            each.judgement
                    .learnt()
                    .forEach((person, history) -> learnt.put(new Account(each.tenant(), person), history));
            entries.addAll(each.judgement.entries());
        });
        profiles.save(handle, learnt);
        if (signIns.add(handle, entries, now) < expected) {
            throw new Raced();
        }
    }

    private static List<Part> inOrder(List<Part> parts) {
        return parts.stream()
                .sorted(Comparator.comparing(part -> part.tenant().value()))
                .toList();
    }

    private static Set<Account> owners(List<Arrival> fresh) {
        var accounts = new HashSet<Account>();
        fresh.forEach(arrival ->
                arrival.signIn().person().ifPresent(person -> accounts.add(new Account(arrival.tenant(), person))));
        return accounts;
    }

    private Surroundings.Reach reach() {
        return new Surroundings.Reach(
                detectors.limits().browser().within(),
                detectors.limits().issuer().learntAfter());
    }

    /**
     * What the tenant's counts gain.
     *
     * @param bearing what was found in sign-ins after that bears on risk
     */
    private void taught(Received received, Judgement judgement, Manner manner, Instant bearing) {
        TenantHabits habits = received.part().habits();
        judgement.lessons().forEach(lesson -> learnt.add(habits.tenant(), lesson));
        if (manner.awaited()) {
            networks.learned(habits.tenant(), judgement.learntFrom());
        }
        tries.taken(habits.tenant(), received.fresh(), bearing);
        if (!manner.ended()) {
            return;
        }
        Set<SignIns.Key> accepted = received.fresh().stream()
                .filter(signIn -> signIn.outcome().kind() == Outcome.Kind.ACCEPTED)
                .map(SignIns.Key::of)
                .collect(Collectors.toSet());
        judgement.scores().stream()
                .filter(score -> accepted.contains(score.signIn()))
                .forEach(score -> learnt.accepted(habits, score.signIn().at(), score.stored()));
    }

    private static List<Sources.Asked> asked(List<Received> received) {
        return received.stream()
                .filter(each -> !each.fresh().isEmpty())
                .map(each -> new Sources.Asked(
                        each.tenant(),
                        each.fresh().stream()
                                .flatMap(signIn -> signIn.address().stream())
                                .map(IpRange::around)
                                .collect(Collectors.toSet()),
                        each.fresh().getFirst().at(),
                        each.fresh().getLast().at()))
                .toList();
    }

    private Taken raise(
            Handle handle,
            Received received,
            Judgement judgement,
            Manner manner,
            Instant now,
            int alerts,
            Map<Account, UserRisk> before) {
        TenantId tenant = received.tenant();
        Instant after = manner.bearing().after(now, settings);
        var byPerson = new LinkedHashMap<PersonId, List<Evidence>>();
        judgement.found().forEach(found -> found.person()
                .ifPresent(person -> byPerson.computeIfAbsent(person, each -> new ArrayList<>())
                        .add(found.evidence(manner.timing(), found.signIn().at().isAfter(after)))));
        var risks = new HashMap<PersonId, UserRisk>();
        before.forEach((account, risk) -> {
            if (account.tenant().equals(tenant)) {
                risks.put(account.person(), risk);
            }
        });
        int detections = 0;
        var raised = new HashSet<PersonId>();
        for (PersonId person : inOrder(byPerson.keySet())) {
            List<Evidence> evidence = byPerson.getOrDefault(person, List.of());
            Standings.Found found = standings.found(
                    handle,
                    tenant,
                    person,
                    evidence,
                    now,
                    By.system(evidence.getFirst().reason()));
            risks.put(person, found.risk());
            detections += found.added().size();
            if (!found.added().isEmpty() && found.risk().open()) {
                raised.add(person);
            }
        }
        return new Taken(judgement.kept(), received.known(), detections, raised, alerts, risks);
    }

    /** Everybody locks people in this order. */
    private static List<PersonId> inOrder(Collection<PersonId> persons) {
        return persons.stream().sorted(Comparator.comparing(PersonId::value)).toList();
    }

    /**
     * How a sign-in from our own pages ended. What ended well and without risk is learned from, once; what ended well with a second factor, later.
     *
     * @return false where there is no such sign-in
     */
    boolean ended(Handle handle, TenantHabits habits, String id, Ending ending, Instant now) {
        TenantId tenant = habits.tenant();
        // Whoever takes sign-ins in locks the person's profile before his sign-ins.
        signIns.find(handle, tenant, id)
                .flatMap(kept -> kept.signIn().person())
                .ifPresent(person -> profiles.lock(handle, tenant, List.of(person)));
        Optional<Kept> found = signIns.lock(handle, tenant, id);
        if (found.isEmpty()) {
            return false;
        }
        Kept before = found.get();
        Kept after = wornDown.judged(handle, tenant, before, ending, now);
        Optional<PersonId> person = before.signIn().person();
        boolean learns = person.isPresent()
                && Judgement.learns(after.signIn(), after.level())
                && !after.learned()
                && standings.of(handle, tenant, person.get()).level() != RiskLevel.HIGH;
        signIns.update(handle, tenant, after);
        if (learns) {
            teaching.teach(handle, habits, person.get(), after.signIn(), Teaching.WHOLE);
        } else {
            quarantine.ended(handle, tenant, after, ending.resistant(), now);
        }
        boolean acceptedNow = after.signIn().outcome().kind() == Outcome.Kind.ACCEPTED
                && before.signIn().outcome().kind() != Outcome.Kind.ACCEPTED;
        if (acceptedNow) {
            scores.find(handle, tenant, SignIns.Key.of(after.signIn()))
                    .ifPresent(stored -> handle.afterCommit(
                            () -> learnt.accepted(habits, after.signIn().at(), stored)));
        }
        return true;
    }
}
