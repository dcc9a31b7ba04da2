package io.homeward.remediation.flow;

import io.homeward.accessrules.SignInCode;
import io.homeward.remediation.flow.FlowState.Because;
import java.util.Optional;

/**
 * What a state says to the person. It never says which detection fired, and before the first factor nothing about the account.
 *
 * @param heading tells a help desk which kind of block it is
 * @param whatNext empty where there is nothing to say
 */
record Wording(String heading, Optional<String> whatNext, Optional<String> whoCanHelp) {

    static Wording of(FlowState state) {
        return switch (state) {
            case FlowState.SignIn signIn -> atTheForm(signIn);
            case FlowState.MoreInformationRequired more ->
                saying("More information required", "Your organisation asks you to set up a second factor.");
            case FlowState.RegisterTotp register ->
                saying(
                        "Set up an authenticator app",
                        failed(register) ? WRONG_CODE : "Add the key to your app, then enter the code it shows.");
            case FlowState.RegisterPasskey register ->
                saying(
                        "Set up a passkey",
                        failed(register)
                                ? "That did not work. Try again, or choose another method."
                                : "Your device asks you to confirm with your face, finger or PIN.");
            case FlowState.RecoveryCodes codes ->
                saying(
                        "Keep your recovery codes",
                        "Each gets you in once if you lose your phone. They are shown only now: keep them somewhere safe.");
            case FlowState.UnusualSignIn unusual ->
                saying(
                        "We noticed something unusual about this sign-in",
                        "It may be a new place, device or app. Prove that it is you, with a method you have registered.");
            case FlowState.VerifyIdentity verify ->
                saying(
                        "Verify your identity",
                        failed(verify) ? NOT_ACCEPTED : "Prove that it is you with a method you have registered.");
            case FlowState.AccountAtRisk atRisk ->
                saying(
                        "Your account is at risk",
                        "Somebody else may have used it. Prove that it is you; then your account is made safe.");
            case FlowState.ChangePassword change ->
                saying("Choose a new password", "Take one that you use nowhere else.");
            case FlowState.Remediating remediating ->
                saying("One moment", "Everything is done here. Ask for this flow again to go on.");
            case FlowState.SignInBlocked blocked ->
                helped(
                        "Your sign-in was blocked",
                        "Something about this sign-in is unusual. Try again from a place and a device you usually use.",
                        blocked);
            case FlowState.AccountBlocked blocked ->
                helped(
                        "Your account is blocked",
                        "Your account may have been used by somebody else. An administrator has to make it safe.",
                        blocked);
            case FlowState.CheckMail check ->
                saying(
                        "Check your mail",
                        failed(check)
                                ? "The code was not accepted. Enter the one from the newest message."
                                : "If there is an account of that name with an address for messages, a code is on its way. Enter it here.");
            case FlowState.Recovered recovered ->
                saying("Your password was changed", "You were signed out everywhere. Sign in with the new one.");
            case FlowState.RecoveryUnavailable unavailable ->
                helped(
                        "Your password cannot be changed here",
                        "Your organisation does not let this account change it by itself, or an administrator has to look at it first.",
                        unavailable);
            case FlowState.SignedIn signedIn -> new Wording("You are signed in", Optional.empty(), Optional.empty());
            case FlowState.Ended ended -> saying("The sign-in was ended", "Begin a new one.");
        };
    }

    private static final String NOT_ACCEPTED =
            "That was not accepted. Try again; a code can be used once, so wait for the next one.";

    private static final String WRONG_CODE = "The code was not accepted. Wait for the next one, then try again.";

    private static Wording atTheForm(FlowState.SignIn state) {
        if (state.because().isEmpty()) {
            return new Wording("Sign in", Optional.empty(), Optional.empty());
        }
        return switch (state.because().get().code()) {
            case THROTTLED -> helped("Sign in", "There were too many attempts. Wait a while, then try again.", state);
            case DISABLED -> helped("Sign in", "Your account is disabled.", state);
            case SIGN_IN_TOO_OLD -> saying("Sign in", "You signed in a while ago. Sign in again to go on.");
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
                    DELEGATE_AT_RISK_AT_HOME ->
                saying("Sign in", "The user name or the password is not right. Try again.");
        };
    }

    private static boolean failed(FlowState state) {
        return state.because().map(Because::code).equals(Optional.of(SignInCode.MFA_NOT_PASSED));
    }

    private static Wording saying(String heading, String whatNext) {
        return new Wording(heading, Optional.of(whatNext), Optional.empty());
    }

    private static Wording helped(String heading, String whatNext, FlowState state) {
        return new Wording(
                heading,
                Optional.of(whatNext),
                Optional.of("An administrator of " + state.opening().tenantName()));
    }
}
