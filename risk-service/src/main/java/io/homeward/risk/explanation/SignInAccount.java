package io.homeward.risk.explanation;

import io.homeward.accessrules.place.CountryCode;
import io.homeward.intel.Edition;
import io.homeward.risk.familiarity.Contribution;
import io.homeward.risk.familiarity.Enriched;
import io.homeward.risk.familiarity.Explanation;
import io.homeward.risk.familiarity.Likelihood;
import io.homeward.risk.familiarity.Observation;
import io.homeward.risk.familiarity.budget.Assessment;
import io.homeward.risk.familiarity.budget.Budgets;
import io.homeward.risk.familiarity.budget.Finding;
import io.homeward.risk.familiarity.budget.Grounds;
import io.homeward.risk.familiarity.budget.Thresholds;
import io.homeward.risk.habit.Enriching;
import io.homeward.risk.habit.Scores;
import io.homeward.risk.intel.Enrichment;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.SignIn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The account of one sign-in: everything its explanation says, made of what was kept. Pure. */
final class SignInAccount {
    private static final long MICROS = 1_000_000;

    private final ExplainSignIn.Material material;
    private final Kept kept;
    private final SignIn signIn;
    private final Optional<Grounded> grounded;

    SignInAccount(ExplainSignIn.Material material) {
        this.material = material;
        this.kept = material.kept();
        this.signIn = kept.signIn();
        this.grounded = material.stored().flatMap(stored -> material.model()
                .map(model -> Grounded.of(
                        stored.grounds(), model, !signIn.enrichment().flags().isEmpty(), material.afterwards())));
    }

    SignInExplanation explanation() {
        List<SignInExplanation.Otherwise> otherwise = grounded.map(each -> each.otherwise(
                        material.today().thresholds(), material.today().budgets()))
                .orElse(List.of());
        var draft = new SignInExplanation(
                signIn.id(),
                signIn.at(),
                material.person()
                        .map(each -> new SignInExplanation.Who(each.id().value(), each.displayName()))
                        .orElse(null),
                kept.level().wireName(),
                "",
                basis(),
                because(),
                material.stored().map(Scores.Stored::score).orElse(null),
                replayed(),
                familiarity(),
                found(),
                material.stored()
                        .map(each -> limits(each.grounds().thresholds()))
                        .orElse(null),
                new Deciding(kept.level(), material, grounded).decided(),
                otherwise,
                material.detections().stream().map(SignInAccount::detection).toList(),
                rests(),
                versions());
        return draft.summarised(Summary.of(draft, signIn));
    }

    /** The same bits, once more. */
    private boolean replayed() {
        return grounded.isPresent()
                && Double.doubleToRawLongBits(grounded.get().assessment().score())
                        == Double.doubleToRawLongBits(
                                material.stored().orElseThrow().score());
    }

    private SignInExplanation.Basis basis() {
        return material.stored()
                .map(each -> each.grounds().sufficient()
                        ? SignInExplanation.Basis.SCORED
                        : SignInExplanation.Basis.INSUFFICIENT_DATA)
                .orElse(SignInExplanation.Basis.NOT_SCORED);
    }

    private List<SignInExplanation.Why> because() {
        if (material.stored().isEmpty()) {
            return List.of(unscored());
        }
        Grounds grounds = material.stored().get().grounds();
        var because = new ArrayList<SignInExplanation.Why>();
        if (grounds.learning()) {
            because.add(SignInExplanation.Why.LEARNING);
        }
        if (!grounds.placed()) {
            because.add(SignInExplanation.Why.NETWORK_UNKNOWN);
        }
        return because;
    }

    private SignInExplanation.Why unscored() {
        if (!signIn.outcome().credentialsRight()) {
            return SignInExplanation.Why.WRONG_SECRET;
        }
        if (signIn.usesSession()) {
            return SignInExplanation.Why.SESSION_USED;
        }
        return signIn.person().isEmpty() ? SignInExplanation.Why.NOBODY_KNOWN : SignInExplanation.Why.NOT_KEPT;
    }

    private SignInExplanation.@Nullable Familiarity familiarity() {
        return grounded.map(each -> {
                    Likelihood likelihood = each.assessment().likelihood();
                    Enriched enriched = Enriching.of(signIn);
                    Observation observation = each.grounds().observation();
                    return new SignInExplanation.Familiarity(
                            likelihood.score(),
                            each.grounds().sufficient(),
                            likelihood.attacker().name().toLowerCase(Locale.ROOT),
                            likelihood.attacker().words(),
                            likelihood.contributions().stream()
                                    .map(one -> contributed(one, enriched, observation))
                                    .toList());
                })
                .orElse(null);
    }

    private static SignInExplanation.Contributed contributed(
            Contribution contribution, Enriched enriched, Observation observation) {
        Observation.Seen seen = observation.at(contribution.level());
        boolean speaks = contribution.standing().speaks();
        return new SignInExplanation.Contributed(
                contribution.level().chain().wireName(),
                contribution.level().wireName(),
                contribution.standing().wireName(),
                contribution.value(),
                speaks ? seen.share() : null,
                speaks ? (double) seen.usual() : null,
                Explanation.sentence(contribution, enriched, observation));
    }

    private SignInExplanation.Found found() {
        List<Finding> findings =
                material.stored().map(each -> each.grounds().findings()).orElse(List.of());
        List<Assessment.Added> added = grounded.map(each -> Assessment.added(each.grounds(), each.model()))
                .orElse(List.of());
        double sum = 0;
        for (Assessment.Added each : added) {
            sum += each.value();
        }
        return new SignInExplanation.Found(
                sum,
                added.stream().map(SignInAccount::group).toList(),
                findings.stream()
                        .flatMap(each -> each instanceof Finding.Floor floor
                                ? Stream.of(new SignInExplanation.Floor(
                                        floor.name(),
                                        Grounded.level(floor.grade()).wireName()))
                                : Stream.empty())
                        .toList(),
                material.afterwards());
    }

    private static SignInExplanation.Group group(Assessment.Added added) {
        return new SignInExplanation.Group(
                added.group().name().toLowerCase(Locale.ROOT),
                added.value(),
                added.findings().stream()
                        .map(each -> new SignInExplanation.Weight(each.name(), each.weight()))
                        .toList());
    }

    private SignInExplanation.Limits limits(Thresholds thresholds) {
        Budgets budgets = material.today().budgets();
        return new SignInExplanation.Limits(
                thresholds.low(),
                thresholds.medium(),
                thresholds.high(),
                thresholds.signIns(),
                new SignInExplanation.Budget(budgets.low(), budgets.medium(), budgets.high()));
    }

    private static SignInExplanation.Detection detection(FoundDetections.Found found) {
        return new SignInExplanation.Detection(
                found.id(),
                found.type(),
                found.level(),
                found.state(),
                found.timing(),
                found.reason(),
                found.simulated());
    }

    private SignInExplanation.Rests rests() {
        Enrichment known = signIn.enrichment();
        String place = Stream.of(
                        known.place().city(),
                        known.place().region(),
                        known.place().country().map(CountryCode::value).orElse(""))
                .filter(each -> !each.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return new SignInExplanation.Rests(
                place.isEmpty() ? null : place,
                known.placedBy().name().toLowerCase(Locale.ROOT),
                known.placeData(),
                known.network()
                        .map(each ->
                                "AS" + each.asn() + (each.organisation().isEmpty() ? "" : " " + each.organisation()))
                        .orElse(null),
                known.networkData(),
                known.trusted(),
                known.flags().stream()
                        .map(each -> new SignInExplanation.Listed(
                                each.flag().name().toLowerCase(Locale.ROOT),
                                each.block().brief(),
                                source(each.edition())))
                        .toList(),
                known.editions().stream().map(this::source).toList());
    }

    private SignInExplanation.Source source(Edition edition) {
        return new SignInExplanation.Source(
                edition.name(),
                edition.version(),
                edition.builtAt(),
                edition.age(signIn.at()).toDays());
    }

    private SignInExplanation.Versions versions() {
        return new SignInExplanation.Versions(
                kept.engine(),
                material.stored().map(Scores.Stored::model).orElse(null),
                material.stored().map(Scores.Stored::profileVersion).orElse(null),
                material.stored()
                        .map(Scores.Stored::populationVersion)
                        .filter(micros -> micros > 0)
                        .map(micros -> Instant.ofEpochSecond(
                                Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000L))
                        .orElse(null));
    }
}
