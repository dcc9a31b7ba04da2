package io.homeward.remediation.flow;

import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.home.Screen;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.flow.FlowState.Because;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes one move of a flow. */
@Singleton
class TakeStep {
    private final TenantDatabase database;
    private final Flows flows;
    private final FirstFactor firstFactor;
    private final VerifyFactor verifyFactor;
    private final RegisterFactor registerFactor;
    private final NewPassword newPassword;
    private final ResetPassword resetPassword;
    private final Decide decide;
    private final Conclude conclude;
    private final Confirm confirm;
    private final InstantSource clock;

    TakeStep(
            TenantDatabase database,
            Flows flows,
            FirstFactor firstFactor,
            VerifyFactor verifyFactor,
            RegisterFactor registerFactor,
            NewPassword newPassword,
            ResetPassword resetPassword,
            Decide decide,
            Conclude conclude,
            Confirm confirm,
            InstantSource clock) {
        this.database = database;
        this.flows = flows;
        this.firstFactor = firstFactor;
        this.verifyFactor = verifyFactor;
        this.registerFactor = registerFactor;
        this.newPassword = newPassword;
        this.resetPassword = resetPassword;
        this.decide = decide;
        this.conclude = conclude;
        this.confirm = confirm;
        this.clock = clock;
    }

    /** A move made, and what lets the next one be made. */
    record Taken(Settled settled, Continuation next) {}

    /** @throws Refusal see {@link Flows#claim}; whatever else goes wrong, the flow is as it was */
    Taken take(FlowId id, Continuation presented, Move move, Client client) {
        return take(id, presented, Continuation.next(), move, client);
    }

    /**
     * @param next lets the move after this one be made
     * @throws Refusal see {@link Flows#claim}; whatever else goes wrong, the flow is as it was
     */
    Taken take(FlowId id, Continuation presented, Continuation next, Move move, Client client) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        Flow flow = database.in(id.tenant(), handle -> flows.claim(handle, id, presented, move.kind(), next, now));
        Settled settled;
        try {
            settled = make(flow, move, client, now);
        } catch (RuntimeException e) {
            database.in(id.tenant(), handle -> {
                flows.giveBack(handle, flow, presented);
                return id;
            });
            throw e;
        }
        if (settled.flow().state() instanceof FlowState.Remediating state) {
            settled = confirm.confirm(settled.flow(), state, clock.instant());
        }
        return new Taken(settled, next);
    }

    private record Turn(FlowState state, Move move) {}

    private Settled make(Flow flow, Move move, Client client, Instant now) {
        return switch (new Turn(flow.state(), move)) {
            case Turn(FlowState.SignIn state, Move.Password password) -> firstFactor.prove(flow, password, client, now);
            case Turn(FlowState.SignIn state, Move.Passkey passkey) -> firstFactor.prove(flow, passkey, client, now);
            case Turn(FlowState.SignIn state, Move.TemporaryAccessPass pass) ->
                firstFactor.prove(flow, pass, client, now);
            case Turn(FlowState.SignIn state, Move.Federated federated) ->
                firstFactor.prove(flow, federated, client, now);
            case Turn(FlowState.MoreInformationRequired state, Move.SkipRegistration skip) ->
                registerFactor.skip(flow, state, now);
            case Turn(FlowState.MoreInformationRequired state, Move.StartTotpRegistration start) ->
                registerFactor.beginTotp(flow, state.evidence(), now);
            case Turn(FlowState.MoreInformationRequired state, Move.StartPasskeyRegistration start) ->
                registerFactor.beginPasskey(flow, state.evidence(), now);
            case Turn(FlowState.RegisterTotp state, Move.StartPasskeyRegistration start) ->
                registerFactor.beginPasskey(flow, state.evidence(), now);
            case Turn(FlowState.RegisterPasskey state, Move.StartTotpRegistration start) ->
                registerFactor.beginTotp(flow, state.evidence(), now);
            case Turn(FlowState.RegisterTotp state, Move.ConfirmTotp code) ->
                registerFactor.totp(flow, state, code, client, now);
            case Turn(FlowState.RegisterPasskey state, Move.ConfirmPasskey passkey) ->
                registerFactor.passkey(flow, state, passkey, now);
            case Turn(FlowState.RecoveryCodes state, Move.ShowedRecoveryCodes showed) ->
                answered(flow, state.evidence(), now);
            case Turn(FlowState.UnusualSignIn state, Move.Continue goOn) ->
                answered(flow, state.evidence().noticed(Screen.UNUSUAL_SIGN_IN), now);
            case Turn(FlowState.AccountAtRisk state, Move.Continue goOn) ->
                answered(flow, state.evidence().noticed(Screen.ACCOUNT_AT_RISK), now);
            case Turn(FlowState.VerifyIdentity state, Move.Totp code) ->
                verifyFactor.prove(flow, state, code, client, now);
            case Turn(FlowState.VerifyIdentity state, Move.Passkey passkey) ->
                verifyFactor.prove(flow, state, passkey, now);
            case Turn(FlowState.VerifyIdentity state, Move.RecoveryCode code) ->
                verifyFactor.prove(flow, state, code, client, now);
            case Turn(FlowState.ChangePassword state, Move.ChangePassword change) ->
                flow.opening().recovering().isPresent()
                        ? resetPassword.set(flow, state, change, now)
                        : newPassword.set(flow, state, change, now);
            case Turn(FlowState.CheckMail state, Move.MailCode code) ->
                resetPassword.prove(flow, state, code, client, now);
            case Turn(FlowState.CheckMail state, Move.SendAgain again) ->
                resetPassword.sendAgain(flow, state, client, now);
            case Turn(FlowState state, Move.Cancel cancel) -> cancel(flow, now);
            // The state has been asked what it offers before; this is the same answer once more.
            default -> throw new Refusal(Fault.STEP_NOT_OFFERED, "This step is not offered now.");
        };
    }

    private Settled answered(Flow flow, Evidence evidence, Instant now) {
        return database.in(
                flow.tenant(),
                handle -> conclude.by(
                        handle, flow, evidence, decide.by(handle, flow.tenant(), flow.opening(), evidence, now), now));
    }

    private Settled cancel(Flow flow, Instant now) {
        var because = new Because(Rule.H16, SignInCode.MFA_NOT_PASSED);
        return database.in(flow.tenant(), handle -> flow.state()
                .known()
                .map(evidence -> flow.state() instanceof FlowState.VerifyIdentity
                        ? evidence.with(evidence.progress().failed())
                        : evidence)
                .map(evidence -> conclude.end(handle, flow, evidence, because, now))
                .orElseGet(() -> new Settled(
                        flows.save(handle, flow, new FlowState.Ended(flow.opening(), Optional.of(because))),
                        Optional.empty())));
    }
}
