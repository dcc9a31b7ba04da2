package io.homeward.accessrules.home;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Obligation;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.home.HomeDecision.SignedIn;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.Remediation;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.SignInRisk;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Nothing is unmet: signed in. What it closes, what it leaves open, and what follows. */
record Closing(Proofs proofs, List<Remediation> remediations) {

    static SignedIn of(Proofs proofs, Registration registration) {
        var closing = new Closing(proofs, remediations(proofs));
        var rule = Governing.rule(proofs, registration)
                .orElse(closing.riskStays() || proofs.facts().risk().risky() ? Rule.H12 : Rule.H1);
        return new SignedIn(
                rule,
                closing.remediations,
                closing.obligations(),
                proofs.demands().verdicts());
    }

    private static List<Remediation> remediations(Proofs proofs) {
        var found = new ArrayList<Remediation>();
        var demands = proofs.demands();
        var facts = proofs.facts();
        if (facts.grant() == GrantKind.DEVICE_CODE) {
            return List.of();
        }
        if (demands.signInMfaRemediates() && scoredAbove(facts, RiskLevel.NONE)) {
            found.add(Remediation.ofThisSignIn());
        }
        if (demands.closesListed()) {
            found.add(Remediation.ofDetections(listed(proofs)));
        }
        if (demands.secureChange() && demands.secureChangeRemediates()) {
            found.add(Remediation.bySecurePasswordChange());
        }
        return List.copyOf(found);
    }

    /** What D4's flow was begun for, as far as it still is what the route offers to close. */
    private static Set<DetectionId> listed(Proofs proofs) {
        var closes = new HashSet<>(proofs.demands().link().orElseThrow().closes());
        if (proofs.facts().purpose() instanceof HomeSignIn.Purpose.ToRemediate(var listed)) {
            closes.retainAll(listed);
        }
        return closes;
    }

    private Set<Obligation> obligations() {
        var facts = proofs.facts();
        var due = EnumSet.noneOf(Obligation.class);
        if (proofs.demands().secureChange()) {
            due.add(Obligation.END_ALL_SESSIONS);
            due.add(Obligation.TELL_THE_PERSON);
        }
        if (facts.capability().temporaryPasswordPending()) {
            due.add(Obligation.END_ALL_SESSIONS);
            if (!proofs.plainMfa()) {
                due.add(Obligation.KEEP_TEMPORARY_PASSWORD_PENDING);
            }
        }
        if (facts.rules().breakGlass().contains(facts.person().person())) {
            due.add(Obligation.REPORT_BREAK_GLASS_USE);
        }
        if (proofs.unscored()) {
            due.add(Obligation.SCORE_LATER);
            due.add(Obligation.NO_FOREIGN_TOKEN);
        }
        if (facts.grant() == GrantKind.DEVICE_CODE) {
            due.add(Obligation.NO_REMEDIATION);
            due.add(Obligation.NO_FOREIGN_TOKEN);
            due.add(Obligation.NO_FACTOR_CHANGE);
        }
        if (riskStays()) {
            due.add(Obligation.LEAVE_RISK_OPEN);
        }
        if (riskStays() || facts.risk().risky()) {
            due.add(Obligation.NO_FACTOR_CHANGE);
        }
        return due;
    }

    /** Whether anything of the account or of this sign-in stays open. */
    private boolean riskStays() {
        var scopes = remediations.stream().map(Remediation::scope).collect(Collectors.toSet());
        if (scopes.contains(new Remediation.Scope.Everything())) {
            return false;
        }
        var closesSignIn = scopes.contains(new Remediation.Scope.ThisSignIn());
        if (scoredAbove(proofs.facts(), RiskLevel.LOW) && !closesSignIn) {
            return true;
        }
        return proofs.facts().userRisk().open() && !closesAllDetections();
    }

    private boolean closesAllDetections() {
        var closed = remediations.stream()
                .flatMap(remediation -> switch (remediation.scope()) {
                    case Remediation.Scope.Listed(var detections) -> detections.stream();
                    case Remediation.Scope.ThisSignIn() -> ofSignIn().stream();
                    case Remediation.Scope.Everything() -> all().stream();
                })
                .collect(Collectors.toSet());
        return !all().isEmpty() && closed.containsAll(all());
    }

    private Set<DetectionId> all() {
        return ids(proofs.facts().userRisk().detections());
    }

    private Set<DetectionId> ofSignIn() {
        return switch (proofs.facts().risk()) {
            case SignInRisk.Scored(var level, var detections) -> ids(detections);
            case SignInRisk.NotScored() -> Set.of();
        };
    }

    private static Set<DetectionId> ids(List<ActiveDetection> detections) {
        return detections.stream().map(ActiveDetection::id).collect(Collectors.toSet());
    }

    private static boolean scoredAbove(HomeSignIn facts, RiskLevel level) {
        return facts.risk() instanceof SignInRisk.Scored(var scored, var detections) && scored.compareTo(level) > 0;
    }
}
