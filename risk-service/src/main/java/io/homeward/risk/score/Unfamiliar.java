package io.homeward.risk.score;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.detection.Finding;
import io.homeward.risk.familiarity.Contribution;
import io.homeward.risk.familiarity.Explanation;
import io.homeward.risk.familiarity.Level;
import io.homeward.risk.familiarity.Likelihood;
import io.homeward.risk.familiarity.Observation;
import io.homeward.risk.familiarity.Trait;
import io.homeward.risk.familiarity.budget.Assessment;
import io.homeward.risk.familiarity.budget.Grade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code unfamiliarFeatures}: the person's own habits speak against a sign-in, at the level that the tenant's budgets give its score; never of somebody
 * too new to have habits. {@code newCountry} says in so many words that the country is new; it is low, as its weight is in the score already.
 */
final class Unfamiliar {
    /** A country one has been to, so long ago that it is as good as new: a single sign-in decays to this in more than a year. */
    private static final double HARDLY_EVER = .05;

    /** Before that everything is new. */
    private static final int HISTORY = 3;

    private Unfamiliar() {}

    static List<Finding> findings(Statistics statistics, Assessment assessment) {
        return switch (assessment) {
            case Assessment.InsufficientData insufficient -> List.of();
            case Assessment.Scored scored -> findings(statistics, scored);
        };
    }

    private static List<Finding> findings(Statistics statistics, Assessment.Scored scored) {
        Likelihood likelihood = scored.likelihood();
        // What only detectors found has its own names.
        if (statistics.thresholds().grade(likelihood.score()) == Grade.NONE) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        List<String> words = Explanation.of(statistics.signIn(), statistics.observation(), likelihood);
        findings.add(new Finding(
                DetectionType.UNFAMILIAR_FEATURES,
                level(scored.byStatistics()),
                evidence(statistics, scored),
                "Unlike the person's earlier sign-ins, rather "
                        + likelihood.attacker().words() + ": " + String.join("; ", words)));
        newCountry(statistics, likelihood).ifPresent(findings::add);
        return findings;
    }

    /** A country that nobody can name is evidence in the score like any other, and no detection: it may be the usual one. */
    private static Optional<Finding> newCountry(Statistics statistics, Likelihood likelihood) {
        Observation.Seen country = statistics.observation().at(Level.COUNTRY);
        boolean isNew = country.standing() == Observation.Standing.NEW
                || (country.standing() == Observation.Standing.KNOWN && country.count() < HARDLY_EVER);
        if (!isNew
                || statistics.observation().history() < HISTORY
                || !(statistics.signIn().network().country() instanceof Trait.Known named)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                DetectionType.NEW_COUNTRY,
                RiskLevel.LOW,
                Map.of(
                        "country",
                        named.text(),
                        "contribution",
                        rounded(likelihood.at(Level.COUNTRY).value())),
                "Never, or not for long, has this person signed in from " + named.text()));
    }

    private static Map<String, Object> evidence(Statistics statistics, Assessment.Scored scored) {
        var evidence = new LinkedHashMap<String, Object>();
        evidence.put("model", statistics.model().version());
        evidence.put("score", rounded(scored.score()));
        evidence.put("attacker", scored.likelihood().attacker().name().toLowerCase(Locale.ROOT));
        evidence.put("threshold", rounded(threshold(statistics, scored.byStatistics())));
        for (Contribution each : scored.likelihood().contributions()) {
            if (each.standing().speaks()) {
                evidence.put(each.level().wireName(), rounded(each.value()));
            }
        }
        return evidence;
    }

    private static double threshold(Statistics statistics, Grade grade) {
        return switch (grade) {
            case NONE, LOW -> statistics.thresholds().low();
            case MEDIUM -> statistics.thresholds().medium();
            case HIGH -> statistics.thresholds().high();
        };
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    static RiskLevel level(Grade grade) {
        return switch (grade) {
            case NONE -> RiskLevel.NONE;
            case LOW -> RiskLevel.LOW;
            case MEDIUM -> RiskLevel.MEDIUM;
            case HIGH -> RiskLevel.HIGH;
        };
    }
}
