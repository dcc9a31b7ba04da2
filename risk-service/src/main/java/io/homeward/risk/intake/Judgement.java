package io.homeward.risk.intake;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.intel.Intelligence;
import io.homeward.risk.detection.Campaign;
import io.homeward.risk.detection.Facts;
import io.homeward.risk.detection.Finding;
import io.homeward.risk.familiarity.Features;
import io.homeward.risk.familiarity.Lesson;
import io.homeward.risk.habit.Scores;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.profile.Around;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.SourceActivity;
import io.homeward.risk.profile.SourceAlert;
import io.homeward.risk.score.Detectors;
import io.homeward.risk.score.Score;
import io.homeward.risk.score.Scored;
import io.homeward.risk.score.Statistics;
import io.homeward.risk.signin.Entry;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.Outcome;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.signin.SignIns;
import io.homeward.risk.standing.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A batch being judged, in the order of time, in memory: what was found, what was learned, which sources guess. */
final class Judgement {
    /** A spray is held against at most so many earlier sign-ins from its source at a time. */
    static final int MOST = 500;

    /** Something that was found in a sign-in. */
    record Found(SignIn signIn, Finding finding, String engine, boolean afterwards) {
        Optional<PersonId> person() {
            return signIn.person();
        }

        Evidence evidence(Evidence.Timing timing, boolean counts) {
            return new Evidence(
                    finding.type(),
                    signIn.at() + " " + signIn.id(),
                    finding.level(),
                    afterwards ? Evidence.Timing.OFFLINE : timing,
                    Optional.of(signIn),
                    signIn.at(),
                    finding.evidence(),
                    finding.reason(),
                    engine,
                    counts);
        }
    }

    private record Spot(IpAddress ip, Instant bucket) {}

    private record Guess(Spot spot, String name) {}

    private final Map<PersonId, History> histories;
    private final Map<IpRange, SourceActivity> activity;
    private final Set<PersonId> high;
    private final Intelligence known;
    private final TenantHabits habits;
    private final Detectors detectors;
    private final Map<SignIns.Key, Around> around;
    private final List<Campaign> campaigns;
    private final boolean ended;

    private final Map<PersonId, History> learnt = new HashMap<>();
    private final List<Lesson> lessons = new ArrayList<>();
    private final List<SignIn> learntFrom = new ArrayList<>();
    private final Map<SignIns.Key, Scores.Entry> scores = new LinkedHashMap<>();
    private final Map<SignIns.Key, Kept> kept = new LinkedHashMap<>();
    private final Map<SignIns.Key, Kept> earlier = new LinkedHashMap<>();
    private final List<Found> found = new ArrayList<>();
    private final Map<Spot, Optional<SourceAlert>> sprays = new HashMap<>();
    private final Map<Guess, Optional<SourceAlert>> guesses = new HashMap<>();

    /**
     * @param high whose level is high before the batch; nothing is learned from them
     * @param campaigns that the tenant has lately seen
     * @param ended whether the outcomes of the sign-ins are known
     */
    Judgement(
            Map<PersonId, History> histories,
            Map<IpRange, SourceActivity> activity,
            Set<PersonId> high,
            Intelligence known,
            TenantHabits habits,
            Detectors detectors,
            Map<SignIns.Key, Around> around,
            List<Campaign> campaigns,
            boolean ended) {
        this.histories = histories;
        this.activity = activity;
        this.high = new HashSet<>(high);
        this.known = known;
        this.habits = habits;
        this.detectors = detectors;
        this.around = around;
        this.campaigns = campaigns;
        this.ended = ended;
    }

    /** Whether a sign-in that ended this way is one to learn from: let in, and nothing worse than low said about it. */
    static boolean learns(SignIn signIn, RiskLevel level) {
        return signIn.outcome().kind() == Outcome.Kind.ACCEPTED && !level.atLeast(RiskLevel.MEDIUM);
    }

    void judge(SignIn signIn) {
        SourceActivity source = source(signIn);
        watch(signIn, source);
        if (!signIn.outcome().credentialsRight()) {
            keep(signIn, Score.nothing(), false);
            return;
        }
        History history = signIn.person()
                .map(person -> learnt.getOrDefault(person, histories.getOrDefault(person, History.NONE)))
                .orElse(History.NONE);
        // A use of a session is held against the sign-in that issued it: it is no sign-in to count, to challenge or to
        // learn from.
        Optional<Statistics> statistics = signIn.person()
                .filter(person -> !signIn.usesSession())
                .map(person -> habits.statistics(signIn, history));
        Scored scored = Score.of(facts(signIn, history, source), statistics, detectors);
        scored.findings().forEach(finding -> found.add(new Found(signIn, finding, scored.engine(), false)));
        boolean learns = ended
                && learns(signIn, scored.level())
                && signIn.person().filter(high::contains).isEmpty();
        Optional<Lesson> lesson =
                learns ? statistics.map(each -> learn(signIn, each.features(), history)) : Optional.empty();
        scored.assessed()
                .ifPresent(assessed -> scores.put(
                        SignIns.Key.of(signIn),
                        new Scores.Entry(SignIns.Key.of(signIn), habits.stored(assessed, history), lesson)));
        signIn.person().ifPresent(person -> {
            if (scored.level() == RiskLevel.HIGH) {
                high.add(person);
            }
        });
        if (signIn.outcome().secondFactorDenied()) {
            signIn.person().ifPresent(person -> learnt.put(person, history.denied(signIn.at())));
        }
        keep(signIn, scored, lesson.isPresent());
    }

    private void keep(SignIn signIn, Scored scored, boolean learned) {
        List<String> reasons = Stream.concat(
                        scored.findings().stream().map(Judgement::told), suppressed(scored).stream())
                .toList();
        kept.put(
                SignIns.Key.of(signIn),
                new Kept(signIn, scored.level(), reasons, scored.engine(), Optional.empty(), learned));
    }

    private static Optional<String> suppressed(Scored scored) {
        return scored.suppressed().isEmpty()
                ? Optional.empty()
                : Optional.of("Not flagged, as an administrator confirmed a sign-in like it safe: "
                        + scored.suppressed().stream()
                                .map(DetectionType::wireName)
                                .collect(Collectors.joining(", ")));
    }

    private Lesson learn(SignIn signIn, Features features, History history) {
        Lesson lesson = habits.lesson(features, history);
        learnt.put(
                signIn.person().orElseThrow(),
                history.with(signIn, history.habits().with(lesson, habits.model())));
        lessons.add(lesson);
        learntFrom.add(signIn);
        return lesson;
    }

    private Facts facts(SignIn signIn, History history, SourceActivity source) {
        Around seen = around.getOrDefault(SignIns.Key.of(signIn), Around.NOTHING);
        OptionalDouble unlike = seen.issue().stream()
                .mapToDouble(issue -> habits.unlike(signIn, issue))
                .findFirst();
        return new Facts(signIn, history, source, known, seen, habits.attacked(signIn), unlike, campaigns);
    }

    private SourceActivity source(SignIn signIn) {
        return signIn.address()
                .map(ip -> activity.getOrDefault(IpRange.around(ip), SourceActivity.QUIET))
                .orElse(SourceActivity.QUIET);
    }

    /** Each address is looked at once per ten minutes, each name at it likewise. */
    private void watch(SignIn signIn, SourceActivity source) {
        if (signIn.outcome().kind() != Outcome.Kind.FAILED || source == SourceActivity.QUIET) {
            return;
        }
        signIn.address().ifPresent(ip -> {
            var spot = new Spot(ip, SourceActivity.bucket(signIn.at()));
            sprays.computeIfAbsent(spot, each -> detectors.spray().alert(signIn, source, signIn.at()));
            guesses.computeIfAbsent(
                    new Guess(spot, signIn.userName()),
                    each -> detectors.guessing().alert(signIn, source, signIn.at()));
        });
    }

    /**
     * A spray has shown; passwords that were right there before it did are looked at in its light.
     *
     * @param before those taken in earlier; of this batch are added
     */
    void judgeAgain(SourceAlert spray, Collection<Kept> before) {
        Stream.concat(
                        before.stream().map(each -> earlier.getOrDefault(SignIns.Key.of(each.signIn()), each)),
                        ofThisBatch(spray))
                .forEach(each -> accuse(spray, each));
    }

    private Stream<Kept> ofThisBatch(SourceAlert spray) {
        return List.copyOf(kept.values()).stream()
                .filter(each -> each.signIn().person().isPresent())
                .filter(each -> each.signIn()
                        .address()
                        .filter(spray.counts().source()::contains)
                        .isPresent())
                .filter(each -> !each.signIn().at().isBefore(spray.counts().since())
                        && !each.signIn()
                                .at()
                                .isAfter(spray.at().plus(detectors.spray().afterwards())));
    }

    private void accuse(SourceAlert spray, Kept before) {
        SignIn signIn = before.signIn();
        boolean accused = found.stream()
                .anyMatch(each ->
                        each.signIn().equals(signIn) && each.finding().type().equals(DetectionType.PASSWORD_SPRAY));
        if (accused || !signIn.outcome().credentialsRight()) {
            return;
        }
        detectors.spray().against(signIn, source(signIn), spray).ifPresent(finding -> {
            found.add(new Found(signIn, finding, Score.ENGINE, true));
            SignIns.Key key = SignIns.Key.of(signIn);
            (kept.containsKey(key) ? kept : earlier).put(key, worsened(before, finding));
        });
    }

    static Kept worsened(Kept kept, Finding finding) {
        String reason = told(finding);
        List<String> reasons = new ArrayList<>(kept.reasons());
        if (reasons.stream().noneMatch(each -> each.startsWith(finding.type() + ": "))) {
            reasons.addFirst(reason);
        }
        return new Kept(
                kept.signIn(),
                kept.level().higher(finding.level()),
                reasons,
                kept.engine(),
                kept.mfa(),
                kept.learned());
    }

    private static String told(Finding finding) {
        return finding.type() + ": " + finding.reason();
    }

    /** The sprays seen in this batch, each source as it was last seen. */
    Collection<SourceAlert> sprays() {
        var last = new LinkedHashMap<IpRange, SourceAlert>();
        sprays.values()
                .forEach(seen -> seen.ifPresent(spray -> last.merge(
                        spray.counts().source(), spray, (one, other) -> one.at().isBefore(other.at()) ? other : one)));
        return last.values();
    }

    List<SourceAlert> alerts() {
        var alerts = new ArrayList<SourceAlert>();
        sprays.values().forEach(spray -> spray.ifPresent(alerts::add));
        guesses.values().forEach(guess -> guess.ifPresent(alerts::add));
        return alerts;
    }

    List<Found> found() {
        return found;
    }

    Map<PersonId, History> learnt() {
        return learnt;
    }

    /** The sign-ins that taught something. */
    List<SignIn> learntFrom() {
        return learntFrom;
    }

    /** What was learned, for the tenant's counts. */
    List<Lesson> lessons() {
        return lessons;
    }

    /** Scores of all that belong to somebody. */
    Collection<Scores.Entry> scores() {
        return scores.values();
    }

    /** Every sign-in of the batch, in its order, as it is kept. */
    List<Kept> kept() {
        return List.copyOf(kept.values());
    }

    /** The same, to be written. */
    List<Entry> entries() {
        return kept.values().stream()
                .map(each -> new Entry(
                        habits.tenant(),
                        each,
                        Optional.ofNullable(scores.get(SignIns.Key.of(each.signIn())))
                                .map(Scores.Entry::marks)))
                .toList();
    }

    /** Sign-ins taken in before that look worse now. */
    Collection<Kept> earlier() {
        return earlier.values();
    }
}
