package io.homeward.risk.intake;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpRange;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.habit.Learnt;
import io.homeward.risk.habit.Scores;
import io.homeward.risk.habit.Teaching;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.profile.ColleagueNetworks;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.Profiles;
import io.homeward.risk.profile.SourceActivity;
import io.homeward.risk.profile.Sources;
import io.homeward.risk.profile.Surroundings;
import io.homeward.risk.quarantine.Quarantine;
import io.homeward.risk.score.Detectors;
import io.homeward.risk.score.Score;
import io.homeward.risk.signin.Enricher;
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
    private static final Comparator<SignIn> IN_TIME =
            Comparator.comparing(SignIn::at).thenComparing(SignIn::id);

    private final SignIns signIns;
    private final KnownPeople people;
    private final Profiles profiles;
    private final Sources sources;
    private final Standings standings;
    private final Scores scores;
    private final Learnt learnt;
    private final Teaching teaching;
    private final Quarantine quarantine;
    private final Enrichers enrichers;
    private final Surroundings surroundings;
    private final ColleagueNetworks networks;
    private final Detectors detectors;
    private final WornDown wornDown;
    private final IntakeSettings settings;

    TakeIn(
            SignIns signIns,
            KnownPeople people,
            Profiles profiles,
            Sources sources,
            Standings standings,
            Scores scores,
            Learnt learnt,
            Teaching teaching,
            Quarantine quarantine,
            Enrichers enrichers,
            Surroundings surroundings,
            ColleagueNetworks networks,
            Detectors detectors,
            WornDown wornDown,
            IntakeSettings settings) {
        this.signIns = signIns;
        this.people = people;
        this.profiles = profiles;
        this.sources = sources;
        this.standings = standings;
        this.scores = scores;
        this.learnt = learnt;
        this.teaching = teaching;
        this.quarantine = quarantine;
        this.enrichers = enrichers;
        this.surroundings = surroundings;
        this.networks = networks;
        this.detectors = detectors;
        this.wornDown = wornDown;
        this.settings = settings;
    }

    /** All of it in the caller's transaction. The months of the sign-ins have been prepared, and the tenant's habits fetched before. */
    Taken take(Handle handle, TenantHabits habits, List<SignIn> incoming, Manner manner, Instant now) {
        TenantId tenant = habits.tenant();
        Enricher enricher = enrichers.of(handle, tenant);
        List<SignIn> fresh = keep(handle, tenant, incoming, enricher, manner, now);
        if (fresh.isEmpty()) {
            return Taken.NOTHING;
        }
        Set<PersonId> persons = fresh.stream()
                .filter(signIn -> signIn.outcome().credentialsRight())
                .flatMap(signIn -> signIn.person().stream())
                .collect(Collectors.toSet());
        Map<PersonId, History> histories = profiles.lock(handle, tenant, persons);
        sources.count(handle, tenant, fresh);

        var judgement = new Judgement(
                histories,
                activity(handle, tenant, fresh),
                standings.high(handle, tenant, persons),
                enricher.known(),
                habits,
                detectors,
                surroundings.of(handle, tenant, fresh, reach(), now),
                manner.ended());
        fresh.forEach(judgement::judge);
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

        profiles.save(handle, tenant, judgement.learnt());
        int alerts = sources.alert(handle, tenant, judgement.alerts(), Score.ENGINE);
        judgement.changed().forEach(kept -> signIns.update(handle, tenant, kept));
        scores.keep(handle, tenant, judgement.scores());
        handle.afterCommit(() -> taught(habits, judgement, fresh, manner));
        return raise(handle, tenant, judgement, manner, now, fresh.size(), alerts);
    }

    private Surroundings.Reach reach() {
        return new Surroundings.Reach(
                detectors.limits().browser().within(),
                detectors.limits().issuer().learntAfter());
    }

    /** What the tenant's counts gain. */
    private void taught(TenantHabits habits, Judgement judgement, List<SignIn> fresh, Manner manner) {
        judgement.lessons().forEach(lesson -> learnt.add(habits.tenant(), lesson));
        networks.learned(habits.tenant(), judgement.learntFrom());
        if (!manner.ended()) {
            return;
        }
        Set<SignIns.Key> accepted = fresh.stream()
                .filter(signIn -> signIn.outcome().kind() == Outcome.Kind.ACCEPTED)
                .map(SignIns.Key::of)
                .collect(Collectors.toSet());
        judgement.scores().stream()
                .filter(score -> accepted.contains(score.signIn()))
                .forEach(score -> learnt.accepted(habits, score.signIn().at(), score.stored()));
    }

    /** Adds what is not there yet. The result is in the order of time. */
    private List<SignIn> keep(
            Handle handle, TenantId tenant, List<SignIn> incoming, Enricher enricher, Manner manner, Instant now) {
        var byKey = new LinkedHashMap<SignIns.Key, SignIn>();
        resolve(handle, tenant, incoming, manner)
                .forEach(signIn -> byKey.computeIfAbsent(SignIns.Key.of(signIn), key -> enricher.enrich(signIn)));
        Set<SignIns.Key> added =
                signIns.add(handle, tenant, List.copyOf(byKey.values()), now, Score.ENGINE, manner.ended());
        return byKey.values().stream()
                .filter(signIn -> added.contains(SignIns.Key.of(signIn)))
                .sorted(IN_TIME)
                .toList();
    }

    /** Whose they are: the account that was named, if it is one of the tenant's; else the bearer of the name; else nobody's. */
    private List<SignIn> resolve(Handle handle, TenantId tenant, List<SignIn> incoming, Manner manner) {
        Set<PersonId> claimed =
                incoming.stream().flatMap(signIn -> signIn.person().stream()).collect(Collectors.toSet());
        Set<PersonId> certain = manner.trusted() || claimed.isEmpty() ? claimed : people.among(handle, tenant, claimed);
        Set<String> names = incoming.stream()
                .filter(signIn -> signIn.person().filter(certain::contains).isEmpty())
                .map(SignIn::userName)
                .collect(Collectors.toSet());
        Map<String, PersonId> named = people.named(handle, tenant, names);
        return incoming.stream()
                .map(signIn -> signIn.of(signIn.person()
                        .filter(certain::contains)
                        .or(() -> Optional.ofNullable(named.get(signIn.userName())))))
                .toList();
    }

    private Map<IpRange, SourceActivity> activity(Handle handle, TenantId tenant, List<SignIn> inTime) {
        Set<IpRange> neighbourhoods = inTime.stream()
                .flatMap(signIn -> signIn.address().stream())
                .map(IpRange::around)
                .collect(Collectors.toSet());
        return sources.load(
                handle,
                tenant,
                neighbourhoods,
                inTime.getFirst().at(),
                inTime.getLast().at());
    }

    private Taken raise(
            Handle handle, TenantId tenant, Judgement judgement, Manner manner, Instant now, int added, int alerts) {
        Instant oldest = now.minus(settings.oldAfter());
        var byPerson = new LinkedHashMap<PersonId, List<Evidence>>();
        judgement.found().forEach(found -> found.person()
                .ifPresent(person -> byPerson.computeIfAbsent(person, each -> new ArrayList<>())
                        .add(found.evidence(manner.timing(), found.signIn().at().isAfter(oldest)))));
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
            detections += found.added().size();
            if (!found.added().isEmpty() && found.risk().open()) {
                raised.add(person);
            }
        }
        return new Taken(added, detections, raised, alerts);
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
                && standings.high(handle, tenant, List.of(person.get())).isEmpty();
        signIns.update(handle, tenant, after);
        if (learns) {
            teaching.teach(handle, habits, person.get(), after.signIn(), Teaching.WHOLE);
        } else {
            quarantine.ended(handle, tenant, after, now);
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
