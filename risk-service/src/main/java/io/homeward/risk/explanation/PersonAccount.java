package io.homeward.risk.explanation;

import io.homeward.accessrules.Route;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.HomeRoute;
import io.homeward.risk.directory.Known;
import io.homeward.risk.standing.Aggregation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The account of one person's risk: everything its explanation says, made of what was kept. Pure. */
final class PersonAccount {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final ExplainPerson.Material material;
    private final UserRisk risk;
    private final Instant now;
    private final List<Aggregation.Part> parts;

    PersonAccount(ExplainPerson.Material material, Instant now) {
        this.material = material;
        this.risk = material.risk();
        this.now = now;
        this.parts = Aggregation.parts(risk.detections(), now);
    }

    PersonExplanation explanation() {
        double sum = 0;
        for (Aggregation.Part part : parts) {
            sum += part.counts();
        }
        List<PersonExplanation.Active> active = parts.stream().map(this::active).toList();
        PersonExplanation.@Nullable Release release = release();
        PersonExplanation.Decided decidedBy = decidedBy();
        return new PersonExplanation(
                material.id().value(),
                material.person().map(Known::displayName).orElse(null),
                risk.openLevel().wireName(),
                risk.state().wireName(),
                risk.detail().wireName(),
                status(),
                risk.since().orElse(null),
                summary(active, decidedBy, release),
                sum,
                new PersonExplanation.Levels(Aggregation.MEDIUM_FROM, Aggregation.HIGH_FROM),
                decidedBy,
                active,
                release,
                material.history());
    }

    private PersonExplanation.Status status() {
        if (risk.open()) {
            return PersonExplanation.Status.OPEN;
        }
        return material.history().isEmpty() ? PersonExplanation.Status.CLEAR : PersonExplanation.Status.CLOSED;
    }

    private PersonExplanation.Active active(Aggregation.Part part) {
        ActiveDetection detection = part.detection();
        FoundDetections.@Nullable Found found =
                material.found().get(detection.id().value());
        return new PersonExplanation.Active(
                detection.id().value(),
                detection.type().wireName(),
                detection.level().wireName(),
                detection.earliestActivity(),
                part.weight(),
                part.repeated(),
                part.counts(),
                without(detection).wireName(),
                found == null ? null : found.signIn(),
                found == null ? null : found.reason(),
                found != null && found.simulated());
    }

    /** As when it alone were closed: what remains open does not come out higher, and a confirmed compromise stays one. */
    private RiskLevel without(ActiveDetection closed) {
        List<ActiveDetection> left = risk.detections().stream()
                .filter(each -> !each.id().equals(closed.id()))
                .toList();
        if (left.stream().anyMatch(each -> each.type().confirmedCompromise())) {
            return risk.openLevel();
        }
        RiskLevel remaining = Aggregation.level(left, now);
        return risk.openLevel().atLeast(remaining) ? remaining : risk.openLevel();
    }

    private PersonExplanation.Decided decidedBy() {
        if (!risk.open()) {
            return PersonExplanation.Decided.NOTHING;
        }
        if (risk.confirmedCompromise()) {
            return PersonExplanation.Decided.ADMINISTRATOR;
        }
        RiskLevel severest =
                risk.detections().stream().map(ActiveDetection::level).reduce(RiskLevel.NONE, RiskLevel::higher);
        if (severest == risk.openLevel()) {
            return PersonExplanation.Decided.SEVEREST;
        }
        return Aggregation.level(risk.detections(), now) == risk.openLevel()
                ? PersonExplanation.Decided.SUM
                : PersonExplanation.Decided.ONSET;
    }

    private PersonExplanation.@Nullable Release release() {
        return material.route()
                .map(route -> new PersonExplanation.Release(
                        wireName(route.route()), route.rule().name(), closes(route), words(route)))
                .orElse(null);
    }

    private List<UUID> closes(HomeRoute route) {
        return risk.detections().stream()
                .filter(each -> route.route() != Route.MFA || route.closes().contains(each.id()))
                .map(each -> each.id().value())
                .toList();
    }

    private static String wireName(Route route) {
        return switch (route) {
            case MFA -> "mfa";
            case PASSWORD_CHANGE -> "passwordChange";
            case MFA_AND_PASSWORD_CHANGE -> "mfaAndPasswordChange";
            case ADMINISTRATOR -> "administrator";
            case BLOCKED -> "blocked";
        };
    }

    private static String words(HomeRoute route) {
        return switch (route.route()) {
            case MFA ->
                "They can release themselves by multi-factor authentication at home, with a method that was registered before this began.";
            case PASSWORD_CHANGE, MFA_AND_PASSWORD_CHANGE ->
                "They can release themselves by a secure password change at home: multi-factor authentication with a method that was registered"
                        + " before this began, then a new password.";
            case ADMINISTRATOR ->
                "A home administrator has to look: reset the password, dismiss the risk, or confirm that the account is safe or compromised.";
            case BLOCKED ->
                "The home's rules block them, so that a home administrator has to look: reset the password, dismiss the risk, or confirm that the"
                        + " account is safe or compromised.";
        };
    }

    private String summary(
            List<PersonExplanation.Active> active,
            PersonExplanation.Decided decidedBy,
            PersonExplanation.@Nullable Release release) {
        String who = material.person()
                .map(each -> "%s (%s)".formatted(each.displayName(), each.userPrincipalName()))
                .orElse(material.id().toString());
        var sentences = new ArrayList<String>();
        if (!risk.open()) {
            sentences.add(
                    material.history().isEmpty()
                            ? who + " was never at risk."
                            : "%s is not at risk now; it was closed as %s (%s)%s."
                                    .formatted(
                                            who,
                                            risk.state().wireName(),
                                            risk.detail().wireName(),
                                            since()));
            return String.join(" ", sentences);
        }
        sentences.add("%s is %s at level %s%s."
                .formatted(
                        who,
                        risk.confirmedCompromise() ? "confirmed compromised" : "at risk",
                        risk.openLevel().wireName(),
                        since()));
        active.stream()
                .sorted(Comparator.comparingDouble(PersonExplanation.Active::counts)
                        .reversed())
                .forEach(each -> sentences.add("%s (%s%s, %s)%s."
                        .formatted(
                                each.riskEventType(),
                                each.level(),
                                each.simulated() ? ", simulated" : "",
                                day(each.activityDateTime()),
                                each.reason() == null
                                        ? ""
                                        : ": " + each.reason().replaceFirst("\\.$", ""))));
        sentences.add(decidedBy.words());
        String lower = active.stream()
                .filter(each -> !each.withoutIt().equals(risk.openLevel().wireName()))
                .map(each -> "without %s it would be %s".formatted(each.riskEventType(), each.withoutIt()))
                .distinct()
                .collect(Collectors.joining(", "));
        if (!lower.isEmpty()) {
            sentences.add(lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1) + ".");
        }
        if (release != null) {
            sentences.add(release.words());
        }
        return String.join(" ", sentences);
    }

    private String since() {
        return risk.since().map(each -> " since " + day(each)).orElse("");
    }

    private static String day(Instant at) {
        return WHEN.format(at.atOffset(ZoneOffset.UTC));
    }
}
