package io.homeward.remediation.flow;

import io.homeward.accessrules.SignInCode;
import io.homeward.remediation.flow.FlowState.Because;
import java.util.Optional;

/**
 * What a state says to the person, by the keys of its texts. It never says which detection fired, and before the first factor nothing about the
 * account.
 *
 * @param heading tells a help desk which kind of block it is
 * @param next what to do; empty where there is nothing to say
 * @param problem what was wrong with the step before; then it is what to do, too
 * @param helped whether an administrator of the person's home can help
 */
public record Wording(String heading, Optional<String> next, Optional<String> problem, boolean helped) {

    public static Wording of(FlowState state) {
        String name = state.wireName();
        return switch (state) {
            case FlowState.SignIn signIn -> atTheForm(signIn);
            case FlowState.MoreInformationRequired more -> saying(name);
            case FlowState.RegisterTotp register -> perhapsWrong(name, register);
            case FlowState.RegisterPasskey register -> perhapsWrong(name, register);
            case FlowState.RecoveryCodes codes -> saying(name);
            case FlowState.UnusualSignIn unusual -> saying(name);
            case FlowState.VerifyIdentity verify -> perhapsWrong(name, verify);
            case FlowState.AccountAtRisk atRisk -> saying(name);
            case FlowState.ChangePassword change -> saying(name);
            case FlowState.Remediating remediating -> saying(name);
            case FlowState.SignInBlocked blocked -> helped(name);
            case FlowState.AccountBlocked blocked ->
                blocked.opening().provider().isPresent()
                        ? new Wording(
                                name + ".heading", Optional.of("account-blocked.federated"), Optional.empty(), true)
                        : helped(name);
            case FlowState.CheckMail check -> perhapsWrong(name, check);
            case FlowState.Recovered recovered -> saying(name);
            case FlowState.RecoveryUnavailable unavailable -> helped(name);
            case FlowState.SignedIn signedIn -> saying(name);
            case FlowState.Ended ended -> saying(name);
        };
    }

    private static Wording atTheForm(FlowState.SignIn state) {
        if (state.opening().provider().isPresent()) {
            // Whatever it was, it is said in one way.
            return state.because().isEmpty()
                    ? saying("federated")
                    : new Wording(
                            "federated.heading", Optional.of("federated.next"), Optional.of("federated.failed"), true);
        }
        if (state.because().isEmpty()) {
            return new Wording("sign-in.heading", Optional.empty(), Optional.empty(), false);
        }
        return switch (state.because().get().code()) {
            case THROTTLED -> wrong("sign-in.throttled", true);
            case DISABLED -> wrong("sign-in.disabled", true);
            case SIGN_IN_TOO_OLD -> wrong("sign-in.too-old", false);
            case SUCCESS,
                    TEMPORARY_PASSWORD,
                    MFA_NOT_PASSED,
                    MFA_REQUIRED,
                    MFA_EXPIRED,
                    REGISTRATION_REQUIRED,
                    WRONG_PASSWORD,
                    SESSION_REVOKED,
                    PASSWORD_CHANGE_FOR_RISK,
                    FRESH_SIGN_IN_NEEDED,
                    BLOCKED_BY_POLICY,
                    REGISTRATION_BLOCKED_BY_RISK,
                    REGISTRATION_RESTRICTED,
                    GUEST_AT_RISK_AT_HOME,
                    CROSS_TENANT_DENIED,
                    DELEGATE_AT_RISK_AT_HOME -> wrong("sign-in.wrong", false);
        };
    }

    /** Where a passkey is to say who it is: of a name or a password nothing was asked. */
    public static Wording ofPasskey(FlowState.SignIn state) {
        return new Wording("passkey.heading", Optional.empty(), state.because().map(because -> "method.failed"), false);
    }

    /** Where a pass is typed in place of a password. Who has none, or another one, is told the same. */
    public static Wording ofPass(FlowState.SignIn state) {
        return new Wording(
                "access-pass.heading", Optional.empty(), state.because().map(because -> "access-pass.wrong"), false);
    }

    private static Wording wrong(String problem, boolean helped) {
        return new Wording("sign-in.heading", Optional.empty(), Optional.of(problem), helped);
    }

    private static Wording perhapsWrong(String name, FlowState state) {
        boolean failed = state.because().map(Because::code).equals(Optional.of(SignInCode.MFA_NOT_PASSED));
        return new Wording(
                name + ".heading",
                Optional.of(name + ".next"),
                failed ? Optional.of(name + ".wrong") : Optional.empty(),
                false);
    }

    private static Wording saying(String name) {
        return new Wording(name + ".heading", Optional.of(name + ".next"), Optional.empty(), false);
    }

    private static Wording helped(String name) {
        return new Wording(name + ".heading", Optional.of(name + ".next"), Optional.empty(), true);
    }
}
