package io.homeward.risk.explanation;

import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.familiarity.budget.Assessment;
import io.homeward.risk.familiarity.budget.Finding;
import io.homeward.risk.familiarity.budget.Thresholds;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which rule gave a sign-in its level. Pure. */
record Deciding(RiskLevel level, ExplainSignIn.Material material, Optional<Grounded> grounded) {

    SignInExplanation.Decided decided() {
        return afterwards()
                .or(this::floor)
                .or(this::vouchedFor)
                .or(this::cap)
                .or(this::threshold)
                .orElseGet(this::nothing);
    }

    /** Higher than all that was known when it was scored. */
    private Optional<SignInExplanation.Decided> afterwards() {
        RiskLevel scored =
                grounded.map(each -> Grounded.level(each.assessment().grade())).orElse(RiskLevel.NONE);
        return scored.atLeast(level)
                ? Optional.empty()
                : material.afterwards().stream()
                        .filter(each -> each.level().equals(level.wireName()))
                        .findFirst()
                        .map(each -> new SignInExplanation.Decided(
                                SignInExplanation.Rule.FOUND_AFTERWARDS,
                                null,
                                each.type(),
                                "%s, which was found later, makes it %s.".formatted(each.type(), level.wireName())));
    }

    private Optional<SignInExplanation.Decided> floor() {
        boolean known = grounded.isPresent();
        boolean byFloor = grounded.map(Grounded::assessment)
                .map(Assessment::rules)
                .map(rules -> rules.contains(Assessment.Rule.FLOOR))
                .orElse(false);
        // Where the score cannot be made once more, a floor of that level is reason enough.
        return known && !byFloor
                ? Optional.empty()
                : material.stored()
                        .flatMap(stored -> stored.grounds().findings().stream()
                                .filter(each ->
                                        each instanceof Finding.Floor one && Grounded.level(one.grade()) == level)
                                .findFirst())
                        .filter(each -> level != RiskLevel.NONE)
                        .map(each -> new SignInExplanation.Decided(
                                SignInExplanation.Rule.FLOOR,
                                null,
                                each.name(),
                                "%s makes a sign-in at least %s, whatever its score."
                                        .formatted(each.name(), level.wireName())));
    }

    private Optional<SignInExplanation.Decided> vouchedFor() {
        return material.stored()
                .filter(each -> each.grounds().vouched())
                .map(
                        each -> new SignInExplanation.Decided(
                                SignInExplanation.Rule.VOUCHED_FOR,
                                null,
                                null,
                                "An administrator confirmed a sign-in from the same operator and device safe, so that for thirty days habits raise nothing."));
    }

    private Optional<SignInExplanation.Decided> cap() {
        Set<Assessment.Rule> rules =
                grounded.map(Grounded::assessment).map(Assessment::rules).orElse(Set.of());
        if (rules.contains(Assessment.Rule.CAPPED_FOR_ONE_CHAIN)) {
            return Optional.of(new SignInExplanation.Decided(
                    SignInExplanation.Rule.CAP,
                    threshold(RiskLevel.HIGH),
                    null,
                    "The score passes the threshold of high, but only the network or only the device is out of the ordinary and"
                            + " nothing is known against the address, so that it is medium at most."));
        }
        if (rules.contains(Assessment.Rule.CAPPED_WITHOUT_STATISTICS)) {
            return Optional.of(
                    new SignInExplanation.Decided(
                            SignInExplanation.Rule.CAP,
                            threshold(RiskLevel.HIGH),
                            null,
                            "Too little is known of the person for habits to speak, so that what detectors found adds up to medium at most."));
        }
        return Optional.empty();
    }

    private Optional<SignInExplanation.Decided> threshold() {
        if (level == RiskLevel.NONE || material.stored().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SignInExplanation.Decided(
                SignInExplanation.Rule.THRESHOLD,
                threshold(level),
                null,
                String.format(
                        Locale.ROOT,
                        "The score of %.1f reaches %.1f, where %s begins in this tenant.",
                        material.stored().get().score(),
                        threshold(level),
                        level.wireName())));
    }

    private SignInExplanation.Decided nothing() {
        return material.stored()
                .map(stored -> new SignInExplanation.Decided(
                        SignInExplanation.Rule.NOTHING,
                        threshold(RiskLevel.LOW),
                        null,
                        String.format(
                                Locale.ROOT,
                                "The score of %.1f stays below %.1f, where low begins in this tenant.",
                                stored.score(),
                                threshold(RiskLevel.LOW))))
                .orElseGet(() -> new SignInExplanation.Decided(
                        SignInExplanation.Rule.NOTHING,
                        null,
                        null,
                        "The sign-in was not held against anybody's habits."));
    }

    private double threshold(RiskLevel of) {
        Thresholds thresholds = material.stored().orElseThrow().grounds().thresholds();
        return switch (of) {
            case NONE, LOW -> thresholds.low();
            case MEDIUM -> thresholds.medium();
            case HIGH -> thresholds.high();
        };
    }
}
