package io.homeward.accessrules.home;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Obligation;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.home.HomeDecision.Blocked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Signing in at home: H1 to H19.
 *
 * <p>Blocks are looked for first (H14, H15, H10, H7, then whatever makes a demand impossible to meet: H9, H18, H6, D18,
 * D27), then what is still to be asked ({@link Asking}), and only then is anybody signed in ({@link Closing}).
 */
public final class HomeRules {

    /** 14 times 24 hours, not calendar days. */
    public static final Duration REGISTRATION_GRACE = Duration.ofDays(14);

    private HomeRules() {}

    /** The one answer to a wrong password and to an unknown name, and to anything else before the right password (H14). */
    public static Blocked wrongPassword() {
        return new Blocked(
                Rule.H14,
                SignInCode.WRONG_PASSWORD,
                Screen.SIGN_IN,
                Optional.empty(),
                Set.of(Obligation.COUNT_FOR_SPRAY),
                List.of());
    }

    /** To be asked after the first factor and again after every step, with the facts as they then are. */
    public static HomeDecision decide(HomeSignIn facts, Instant now) {
        if (!facts.progress().firstFactorPassed()) {
            return wrongPassword();
        }
        return switch (facts.account()) {
            case THROTTLED -> atTheForm(SignInCode.THROTTLED);
            case DISABLED -> atTheForm(SignInCode.DISABLED);
            case NORMAL -> decideByRules(facts, now);
        };
    }

    private static HomeDecision decideByRules(HomeSignIn facts, Instant now) {
        var demands = Demands.of(facts);
        if (demands.blocksAccount(facts)) {
            return blocked(Rule.H10, SignInCode.BLOCKED_BY_POLICY, Heading.ACCOUNT_BLOCKED, demands);
        }
        if (demands.blocksSignIn()) {
            return blocked(Rule.H7, SignInCode.BLOCKED_BY_POLICY, Heading.SIGN_IN_BLOCKED, demands);
        }
        var proofs = new Proofs(facts, demands, now);
        var registration = Registration.of(proofs, now);
        return impossible(proofs)
                .or(() -> impossibleRegistration(proofs, registration))
                .<HomeDecision>map(blocked -> blocked)
                .or(() -> Asking.of(proofs, registration, now))
                .orElseGet(() -> Closing.of(proofs, registration));
    }

    /** A risk demands what this person cannot do, or what cannot be done in this kind of grant. */
    private static Optional<Blocked> impossible(Proofs proofs) {
        var demands = proofs.demands();
        var facts = proofs.facts();
        var cannotAnswer = demands.riskMfa() && !proofs.answersRisk() && !proofs.canAnswerRisk();
        if (cannotAnswer && proofs.onlyTooWeak(proofs.riskStrength())) {
            return Optional.of(blocked(Rule.H18, SignInCode.BLOCKED_BY_POLICY, Heading.ACCOUNT_BLOCKED, demands));
        }
        if (demands.secureChange() && (cannotAnswer || !facts.capability().changesPassword(facts.rules()))) {
            return Optional.of(blocked(Rule.H9, SignInCode.BLOCKED_BY_POLICY, Heading.ACCOUNT_BLOCKED, demands));
        }
        if (cannotAnswer) {
            return Optional.of(registrationBlockedByRisk(proofs));
        }
        if (proofs.noFactorForBoth()) {
            return Optional.of(blocked(Rule.H18, SignInCode.BLOCKED_BY_POLICY, Heading.ACCOUNT_BLOCKED, demands));
        }
        if (proofs.newPasswordDemanded() && facts.grant() == GrantKind.DEVICE_CODE) {
            return Optional.of(blocked(Rule.D27, SignInCode.MFA_REQUIRED, Heading.SIGN_IN_BLOCKED, demands));
        }
        return Optional.empty();
    }

    /** A second factor would have to be registered, and must not be (H6, D18, D27); or there is one, and it is too weak. */
    private static Optional<Blocked> impossibleRegistration(Proofs proofs, Registration registration) {
        return switch (registration) {
            case NOT_DUE, MAY_SKIP, SKIPPED, DUE -> Optional.empty();
            case FORBIDDEN_BY_RISK -> Optional.of(registrationBlockedByRisk(proofs));
            case TOO_WEAK ->
                Optional.of(blocked(Rule.H18, SignInCode.BLOCKED_BY_POLICY, Heading.ACCOUNT_BLOCKED, proofs.demands()));
            case FORBIDDEN_HERE ->
                Optional.of(blocked(
                        Rule.D18, SignInCode.REGISTRATION_RESTRICTED, Heading.SIGN_IN_BLOCKED, proofs.demands()));
            case FORBIDDEN_BY_POLICY ->
                Optional.of(blocked(
                        Rule.H7, SignInCode.REGISTRATION_RESTRICTED, Heading.SIGN_IN_BLOCKED, proofs.demands()));
            case FORBIDDEN_BY_GRANT ->
                Optional.of(blocked(Rule.D27, SignInCode.MFA_REQUIRED, Heading.SIGN_IN_BLOCKED, proofs.demands()));
        };
    }

    /** H6. The heading tells apart whether this sign-in is what is risky, or the account. */
    private static Blocked registrationBlockedByRisk(Proofs proofs) {
        var heading = proofs.riskySignIn() ? Heading.SIGN_IN_BLOCKED : Heading.ACCOUNT_BLOCKED;
        return blocked(Rule.H6, SignInCode.REGISTRATION_BLOCKED_BY_RISK, heading, proofs.demands());
    }

    private static Blocked blocked(Rule rule, SignInCode code, Heading heading, Demands demands) {
        var screen =
                switch (heading) {
                    case SIGN_IN_BLOCKED -> Screen.SIGN_IN_BLOCKED;
                    case ACCOUNT_BLOCKED -> Screen.ACCOUNT_BLOCKED;
                };
        return new Blocked(rule, code, screen, Optional.of(heading), Set.of(), demands.verdicts());
    }

    private static Blocked atTheForm(SignInCode code) {
        return new Blocked(Rule.H15, code, Screen.SIGN_IN, Optional.empty(), Set.of(), List.of());
    }
}
