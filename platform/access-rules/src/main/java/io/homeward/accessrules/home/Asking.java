package io.homeward.accessrules.home;

import io.homeward.accessrules.Obligation;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.home.HomeDecision.Prompt;
import io.homeward.accessrules.home.HomeDecision.Skip;
import io.homeward.accessrules.policy.MfaDemand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is still to be asked: each thing once, a second factor first, then the new password.
 *
 * @param firstFactor the session that is continued is too old: the first factor is to be proven again
 * @param riskMfa MFA that answers a risk is unmet
 * @param plainMfa MFA for another reason is unmet
 * @param register a second factor is to be registered
 * @param password a new password is unmet
 */
record Asking(
        Proofs proofs, boolean firstFactor, boolean riskMfa, boolean plainMfa, boolean register, boolean password) {

    static Optional<HomeDecision> of(Proofs proofs, Registration registration, Instant now) {
        var register = registration == Registration.DUE || registration == Registration.MAY_SKIP;
        var asking = new Asking(
                proofs,
                proofs.firstFactorTooOld(),
                proofs.demands().riskMfa() && !proofs.answersRisk(),
                !register && proofs.plainMfaAsked() && !proofs.plainMfa(),
                register,
                proofs.newPasswordDemanded() && !proofs.newPasswordSet());
        return asking.steps().isEmpty() ? Optional.empty() : Optional.of(asking.prompt(registration, now));
    }

    private Prompt prompt(Registration registration, Instant now) {
        var again = proofs.facts().progress().challengeFailed() && mfa();
        var rule = again ? Rule.H16 : Governing.rule(proofs, registration).orElseThrow();
        return new Prompt(
                rule,
                code(rule),
                steps(),
                screens(again),
                demanded(),
                registration == Registration.MAY_SKIP
                        ? skip(Registration.clock(proofs.facts(), now))
                        : Optional.empty(),
                again ? Set.of(Obligation.COUNT_FOR_FATIGUE) : Set.of(),
                proofs.demands().verdicts());
    }

    /** What is asked again for its age alone has numbers of its own. */
    private SignInCode code(Rule rule) {
        if (rule == Rule.H4 && !register) {
            if (firstFactor) {
                return SignInCode.SIGN_IN_TOO_OLD;
            }
            if (plainMfa && proofs.mfaTooOld()) {
                return SignInCode.MFA_EXPIRED;
            }
        }
        return Governing.code(rule, register);
    }

    private boolean mfa() {
        return riskMfa || plainMfa;
    }

    private List<Step> steps() {
        var steps = new ArrayList<Step>();
        if (firstFactor) {
            steps.add(Step.FIRST_FACTOR);
        }
        if (register) {
            steps.add(Step.REGISTER);
        }
        if (mfa()) {
            steps.add(Step.MFA);
        }
        if (password) {
            steps.add(Step.PASSWORD_CHANGE);
        }
        return List.copyOf(steps);
    }

    private List<Screen> screens(boolean again) {
        var screens = new ArrayList<Screen>();
        if (firstFactor) {
            screens.add(Screen.SIGN_IN);
        }
        if (register) {
            screens.add(Screen.MORE_INFORMATION_REQUIRED);
        }
        if (riskMfa && !again) {
            notice().ifPresent(screens::add);
        }
        if (mfa()) {
            screens.add(Screen.VERIFY_IDENTITY);
        }
        if (password) {
            screens.add(Screen.CHANGE_PASSWORD);
        }
        return List.copyOf(screens);
    }

    private Optional<Screen> notice() {
        var demands = proofs.demands();
        if (demands.secureChange() || demands.closesListed()) {
            return Optional.of(Screen.ACCOUNT_AT_RISK);
        }
        return demands.signInMfa() ? Optional.of(Screen.UNUSUAL_SIGN_IN) : Optional.empty();
    }

    private MfaDemand demanded() {
        return mfa() || register ? proofs.strength(register || proofs.plainMfaAsked()) : MfaDemand.ANY;
    }

    private static Optional<Skip> skip(RegistrationState clock) {
        return clock instanceof RegistrationState.InGrace(var start, var deadline, var daysLeft)
                ? Optional.of(new Skip(daysLeft))
                : Optional.empty();
    }
}
