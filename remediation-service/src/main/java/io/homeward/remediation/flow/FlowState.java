package io.homeward.remediation.flow;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.remediation.session.SessionId;
import io.homeward.vault.Sealed;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where a person stands. Each state offers only the moves that are legal from it; those that offer none are the end, but for {@link Remediating}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FlowState.SignIn.class, name = "sign-in"),
    @JsonSubTypes.Type(value = FlowState.MoreInformationRequired.class, name = "more-information-required"),
    @JsonSubTypes.Type(value = FlowState.RegisterTotp.class, name = "register-totp"),
    @JsonSubTypes.Type(value = FlowState.RegisterPasskey.class, name = "register-passkey"),
    @JsonSubTypes.Type(value = FlowState.RecoveryCodes.class, name = "recovery-codes"),
    @JsonSubTypes.Type(value = FlowState.UnusualSignIn.class, name = "unusual-sign-in"),
    @JsonSubTypes.Type(value = FlowState.VerifyIdentity.class, name = "verify-identity"),
    @JsonSubTypes.Type(value = FlowState.AccountAtRisk.class, name = "account-at-risk"),
    @JsonSubTypes.Type(value = FlowState.ChangePassword.class, name = "change-password"),
    @JsonSubTypes.Type(value = FlowState.Remediating.class, name = "remediating"),
    @JsonSubTypes.Type(value = FlowState.SignInBlocked.class, name = "sign-in-blocked"),
    @JsonSubTypes.Type(value = FlowState.AccountBlocked.class, name = "account-blocked"),
    @JsonSubTypes.Type(value = FlowState.CheckMail.class, name = "check-mail"),
    @JsonSubTypes.Type(value = FlowState.Recovered.class, name = "recovered"),
    @JsonSubTypes.Type(value = FlowState.RecoveryUnavailable.class, name = "recovery-unavailable"),
    @JsonSubTypes.Type(value = FlowState.SignedIn.class, name = "signed-in"),
    @JsonSubTypes.Type(value = FlowState.Ended.class, name = "ended")
})
public sealed interface FlowState {

    Opening opening();

    /** By which row of the law it is so, and the number scripts read; empty at the very beginning. */
    Optional<Because> because();

    /** A decision in the two words that are shown of it. */
    record Because(Rule rule, SignInCode code) {}

    /** Whoever has not proven who he is. */
    record SignIn(Opening opening, Optional<Because> because) implements FlowState {
        private List<Move.Kind> beginnings() {
            if (opening.provider().isPresent()) {
                return List.of(Move.Kind.FEDERATED, Move.Kind.CANCEL);
            }
            return opening.nameless()
                    ? List.of(Move.Kind.PASSKEY, Move.Kind.CANCEL)
                    : List.of(Move.Kind.PASSWORD, Move.Kind.PASSKEY, Move.Kind.TEMPORARY_ACCESS_PASS, Move.Kind.CANCEL);
        }
    }

    /** @param daysLeft until it may no longer be skipped; empty where it may not */
    record MoreInformationRequired(
            Opening opening, Evidence evidence, Optional<Because> because, Optional<Integer> daysLeft)
            implements FlowState {}

    /** @param sealedSeed for this person only; becomes a factor when a code of it is shown */
    record RegisterTotp(Opening opening, Evidence evidence, Optional<Because> because, Sealed sealedSeed)
            implements FlowState {}

    /** What is being made becomes a factor when an authenticator has signed the flow's challenge. */
    record RegisterPasskey(Opening opening, Evidence evidence, Optional<Because> because) implements FlowState {}

    /**
     * The first second factor is registered, and these come with it.
     *
     * @param sealedCodes for this person only, until he says that he has kept them
     */
    record RecoveryCodes(Opening opening, Evidence evidence, Optional<Because> because, Sealed sealedCodes)
            implements FlowState {}

    /** A notice. */
    record UnusualSignIn(Opening opening, Evidence evidence, Optional<Because> because) implements FlowState {}

    record VerifyIdentity(Opening opening, Evidence evidence, Optional<Because> because) implements FlowState {}

    /** A notice. */
    record AccountAtRisk(Opening opening, Evidence evidence, Optional<Because> because) implements FlowState {}

    record ChangePassword(Opening opening, Evidence evidence, Optional<Because> because) implements FlowState {}

    /**
     * All is done here, and risk-service has not confirmed it yet.
     *
     * @param remediations what it has to confirm
     */
    record Remediating(Opening opening, Evidence evidence, Optional<Because> because, List<UUID> remediations)
            implements FlowState {
        public Remediating {
            remediations = List.copyOf(remediations);
        }
    }

    record SignInBlocked(Opening opening, Optional<Because> because) implements FlowState {}

    record AccountBlocked(Opening opening, Optional<Because> because) implements FlowState {}

    record SignedIn(Opening opening, Optional<Because> because, SessionId session) implements FlowState {}

    /**
     * Whoever forgot his password is to enter the code that was sent, if there is anybody of that name.
     *
     * @param asked how often a code was asked for
     */
    record CheckMail(Opening opening, Optional<Because> because, int asked) implements FlowState {
        private static final int MOST = 3;

        boolean mayAskAgain() {
            return asked < MOST;
        }
    }

    /** A forgotten password was replaced; whoever did it signs in anew. */
    record Recovered(Opening opening, Optional<Because> because) implements FlowState {}

    /** This forgotten password is not replaced by its owner: said only after the code, or where it is so for everybody. */
    record RecoveryUnavailable(Opening opening, Optional<Because> because) implements FlowState {}

    /** Cancelled, or overtaken by something that ended all the person's sessions. */
    record Ended(Opening opening, Optional<Because> because) implements FlowState {}

    /** The moves that are legal now; which of them this person can make, {@link Offers} knows. */
    default List<Move.Kind> asks() {
        return switch (this) {
            case SignIn state -> state.beginnings();
            case MoreInformationRequired state ->
                state.daysLeft().isPresent()
                        ? List.of(
                                Move.Kind.SKIP_REGISTRATION,
                                Move.Kind.START_PASSKEY_REGISTRATION,
                                Move.Kind.START_TOTP_REGISTRATION,
                                Move.Kind.CANCEL)
                        : List.of(
                                Move.Kind.START_PASSKEY_REGISTRATION,
                                Move.Kind.START_TOTP_REGISTRATION,
                                Move.Kind.CANCEL);
            case RegisterTotp state ->
                List.of(Move.Kind.CONFIRM_TOTP, Move.Kind.START_PASSKEY_REGISTRATION, Move.Kind.CANCEL);
            case RegisterPasskey state ->
                List.of(Move.Kind.CONFIRM_PASSKEY, Move.Kind.START_TOTP_REGISTRATION, Move.Kind.CANCEL);
            case RecoveryCodes state -> List.of(Move.Kind.SHOWED_RECOVERY_CODES, Move.Kind.CANCEL);
            case UnusualSignIn state -> List.of(Move.Kind.CONTINUE, Move.Kind.CANCEL);
            case VerifyIdentity state ->
                List.of(Move.Kind.PASSKEY, Move.Kind.TOTP, Move.Kind.RECOVERY_CODE, Move.Kind.CANCEL);
            case AccountAtRisk state -> List.of(Move.Kind.CONTINUE, Move.Kind.CANCEL);
            case ChangePassword state -> List.of(Move.Kind.CHANGE_PASSWORD, Move.Kind.CANCEL);
            case CheckMail state ->
                state.mayAskAgain()
                        ? List.of(Move.Kind.MAIL_CODE, Move.Kind.SEND_AGAIN, Move.Kind.CANCEL)
                        : List.of(Move.Kind.MAIL_CODE, Move.Kind.CANCEL);
            case Recovered state -> List.of();
            case RecoveryUnavailable state -> List.of();
            case Remediating state -> List.of();
            case SignInBlocked state -> List.of();
            case AccountBlocked state -> List.of();
            case SignedIn state -> List.of();
            case Ended state -> List.of();
        };
    }

    /** What is known of the person; empty before the first factor and after the end. */
    default Optional<Evidence> known() {
        return switch (this) {
            case MoreInformationRequired state -> Optional.of(state.evidence());
            case RegisterTotp state -> Optional.of(state.evidence());
            case RegisterPasskey state -> Optional.of(state.evidence());
            case RecoveryCodes state -> Optional.of(state.evidence());
            case UnusualSignIn state -> Optional.of(state.evidence());
            case VerifyIdentity state -> Optional.of(state.evidence());
            case AccountAtRisk state -> Optional.of(state.evidence());
            case ChangePassword state -> Optional.of(state.evidence());
            case Remediating state -> Optional.of(state.evidence());
            case CheckMail state -> Optional.empty();
            case Recovered state -> Optional.empty();
            case RecoveryUnavailable state -> Optional.empty();
            case SignIn state -> Optional.empty();
            case SignInBlocked state -> Optional.empty();
            case AccountBlocked state -> Optional.empty();
            case SignedIn state -> Optional.empty();
            case Ended state -> Optional.empty();
        };
    }

    /** {@code sign-in} and the like. */
    default String wireName() {
        return switch (this) {
            case SignIn state -> "sign-in";
            case MoreInformationRequired state -> "more-information-required";
            case RegisterTotp state -> "register-totp";
            case RegisterPasskey state -> "register-passkey";
            case RecoveryCodes state -> "recovery-codes";
            case UnusualSignIn state -> "unusual-sign-in";
            case VerifyIdentity state -> "verify-identity";
            case AccountAtRisk state -> "account-at-risk";
            case ChangePassword state -> "change-password";
            case Remediating state -> "remediating";
            case SignInBlocked state -> "sign-in-blocked";
            case AccountBlocked state -> "account-blocked";
            case CheckMail state -> "check-mail";
            case Recovered state -> "recovered";
            case RecoveryUnavailable state -> "recovery-unavailable";
            case SignedIn state -> "signed-in";
            case Ended state -> "ended";
        };
    }
}
