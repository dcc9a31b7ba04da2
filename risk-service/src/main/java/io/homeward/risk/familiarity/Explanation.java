package io.homeward.risk.familiarity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A score in words, for an administrator: what spoke against the owner most, and what spoke for him most. */
public final class Explanation {
    private static final int MOST_AGAINST = 3;

    /** What is weaker is not worth a sentence: a factor of 1.2. */
    private static final double SILENT = .2;

    private Explanation() {}

    /** At most three sentences against him, strongest first, and one for him. */
    public static List<String> of(Enriched signIn, Observation observation, Likelihood likelihood) {
        var sentences = new ArrayList<String>();
        likelihood.contributions().stream()
                .filter(each -> each.value() >= SILENT)
                .sorted(Comparator.comparingDouble(Contribution::value).reversed())
                .limit(MOST_AGAINST)
                .map(each -> sentence(each, signIn, observation))
                .forEach(sentences::add);
        likelihood.contributions().stream()
                .filter(each -> each.value() <= -SILENT)
                .min(Comparator.comparingDouble(Contribution::value))
                .map(each -> sentence(each, signIn, observation))
                .ifPresent(sentences::add);
        return sentences;
    }

    /** One level in words, with what it contributes. */
    public static String sentence(Contribution contribution, Enriched signIn, Observation observation) {
        Level level = contribution.level();
        Observation.Seen seen = observation.at(level);
        String value = shown(level, signIn);
        String what =
                switch (contribution.standing()) {
                    case KNOWN ->
                        "%s %s: %s of this person's earlier sign-ins"
                                .formatted(known(seen), named(level, value), percent(seen.share()));
                    case NEW ->
                        observation.hasHistory()
                                ? "New %s: never used by this person, in %s of the tenant's sign-ins"
                                        .formatted(named(level, value), percent(seen.usual()))
                                : "%s: in %s of the tenant's sign-ins, and nothing is known of this person yet"
                                        .formatted(capital(named(level, value)), percent(seen.usual()));
                    case WITHIN_NEW -> "%s, within something new".formatted(capital(named(level, value)));
                    case NOT_RECORDED, NOT_EVALUABLE, VOUCHED_FOR -> capital(named(level, value));
                };
        return String.format(Locale.ROOT, "%s (%+.1f)", what, Math.round(contribution.value() * 10) / 10.0);
    }

    private static String known(Observation.Seen seen) {
        return seen.share() >= .1 ? "Usual" : "Rare";
    }

    private static String named(Level level, String value) {
        return level.words() + " " + value;
    }

    private static String shown(Level level, Enriched signIn) {
        Trait trait = signIn.trait(level);
        String text = trait.shown();
        return switch (level) {
            case ASN -> trait instanceof Trait.Known ? "AS" + text : text;
            case DEVICE -> text.substring(text.indexOf(':') + 1);
            case HOUR -> trait instanceof Trait.Known ? hour(Integer.parseInt(text)) : text;
            case COUNTRY, PREFIX, IP, AGENT, APPLICATION, CLIENT -> text;
        };
    }

    private static String hour(int bucket) {
        return "%02d:00 %s".formatted(bucket % 24, bucket < 24 ? "on a working day" : "at a weekend");
    }

    private static String percent(double share) {
        if (share > 0 && share < .001) {
            return "less than 0.1 %";
        }
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
