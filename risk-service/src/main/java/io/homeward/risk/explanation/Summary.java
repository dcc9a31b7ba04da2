package io.homeward.risk.explanation;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.risk.signin.SignIn;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An explanation as one paragraph, for a ticket. Pure. */
final class Summary {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
    private static final double SILENT = .2;
    private static final int MOST = 3;

    private final SignInExplanation explanation;
    private final SignIn signIn;
    private final List<String> sentences = new ArrayList<>();

    private Summary(SignInExplanation explanation, SignIn signIn) {
        this.explanation = explanation;
        this.signIn = signIn;
    }

    static String of(SignInExplanation explanation, SignIn signIn) {
        var summary = new Summary(explanation, signIn);
        summary.opening();
        summary.basis();
        summary.habits();
        summary.listed();
        summary.found();
        summary.sentences.add(explanation.decidedBy().words());
        summary.otherwise();
        summary.trust();
        return String.join(" ", summary.sentences);
    }

    private void opening() {
        SignInExplanation.Who person = explanation.person();
        String who = person == null ? signIn.userName() : person.name() + " (" + signIn.userName() + ")";
        var from = new ArrayList<String>();
        signIn.address().map(IpAddress::toString).ifPresent(from::add);
        String place = explanation.restsOn().place();
        String network = explanation.restsOn().network();
        if (place != null) {
            from.add(place);
        }
        if (network != null) {
            from.add(network);
        }
        String application = signIn.applicationName().isEmpty() ? signIn.applicationId() : signIn.applicationName();
        sentences.add("The sign-in of %s%s on %s%s was rated %s."
                .formatted(
                        who,
                        application.isEmpty() ? "" : " to " + application,
                        WHEN.format(signIn.at().atOffset(ZoneOffset.UTC)),
                        from.isEmpty() ? "" : " from " + String.join(", ", from),
                        explanation.level()));
    }

    private void basis() {
        explanation.because().forEach(each -> sentences.add(each.words()));
    }

    private void habits() {
        SignInExplanation.Familiarity familiarity = explanation.familiarity();
        if (familiarity == null) {
            return;
        }
        List<SignInExplanation.Contributed> against = familiarity.contributions().stream()
                .filter(each -> each.contribution() >= SILENT)
                .sorted(Comparator.comparingDouble(SignInExplanation.Contributed::contribution)
                        .reversed())
                .limit(MOST)
                .toList();
        if (!against.isEmpty()) {
            sentences.add("Against the owner: " + words(against) + ".");
            if (familiarity.counts() && familiarity.sum() > 0) {
                sentences.add("It looks most like " + familiarity.attackerWords() + ".");
            }
        }
        List<SignInExplanation.Contributed> infavour = familiarity.contributions().stream()
                .filter(each -> each.contribution() <= -SILENT)
                .sorted(Comparator.comparingDouble(SignInExplanation.Contributed::contribution))
                .limit(MOST)
                .toList();
        if (!infavour.isEmpty()) {
            sentences.add("For the owner: " + words(infavour) + ".");
        }
    }

    private static String words(List<SignInExplanation.Contributed> contributions) {
        return contributions.stream()
                .map(SignInExplanation.Contributed::words)
                .map(each -> each.substring(0, 1).toLowerCase(Locale.ROOT) + each.substring(1))
                .collect(Collectors.joining("; "));
    }

    private void listed() {
        explanation
                .restsOn()
                .lists()
                .forEach(each -> sentences.add("The address is on the list %s (%s in %s, %d days old)."
                        .formatted(
                                each.list(),
                                each.entry(),
                                each.source().name(),
                                each.source().ageDays())));
    }

    /** What the statistics said has been said. */
    private void found() {
        explanation.detections().stream()
                .filter(each -> !each.riskEventType().equals("unfamiliarFeatures")
                        && !each.riskEventType().equals("newCountry"))
                .forEach(each -> sentences.add("%s (%s%s): %s."
                        .formatted(
                                each.riskEventType(),
                                each.level(),
                                each.simulated() ? ", simulated" : "",
                                each.reason().endsWith(".")
                                        ? each.reason()
                                                .substring(0, each.reason().length() - 1)
                                        : each.reason())));
    }

    private void otherwise() {
        if (!explanation.level().equals("none")) {
            explanation.counterfactuals().stream()
                    .filter(each -> !each.level().equals(explanation.level()))
                    .limit(MOST)
                    .forEach(each -> sentences.add(each.words()));
        }
    }

    private void trust() {
        if (explanation.score() == null) {
            return;
        }
        sentences.add(
                explanation.replayed()
                        ? "The score was computed once more from what was kept with it and came out the same to the last bit."
                        : "Another version of the model gave this score; what is said here is what was kept with it.");
    }
}
