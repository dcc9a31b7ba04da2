package io.homeward.remediation.flow;

import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.Progress;
import io.homeward.accessrules.home.Step;
import io.homeward.accessrules.standing.MfaProof;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.Proof;
import io.homeward.remediation.credential.Totps;
import io.homeward.remediation.flow.FlowState.Because;
import io.homeward.remediation.risk.PersonRisk;
import io.homeward.remediation.risk.RiskService;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** One-time codes: passed where one is registered, registered where the law lets it be (H2, H3, H4; never inside a risky sign-in, H6). */
@Singleton
class SecondFactor {
    private final TenantDatabase database;
    private final RiskService riskService;
    private final Totps totps;
    private final Credentials credentials;
    private final Flows flows;
    private final Decide decide;
    private final Conclude conclude;

    SecondFactor(
            TenantDatabase database,
            RiskService riskService,
            Totps totps,
            Credentials credentials,
            Flows flows,
            Decide decide,
            Conclude conclude) {
        this.database = database;
        this.riskService = riskService;
        this.totps = totps;
        this.credentials = credentials;
        this.flows = flows;
        this.decide = decide;
        this.conclude = conclude;
    }

    Settled prove(Flow flow, FlowState.VerifyIdentity state, Move.Totp move, Instant now) {
        Evidence evidence = state.evidence();
        return database.in(flow.tenant(), handle -> {
            if (!conclude.stillCounts(handle, flow.tenant(), evidence)) {
                return conclude.end(handle, flow, evidence, Conclude.overtaken(), now);
            }
            Evidence tried = evidence.with(tried(handle, flow.tenant(), evidence, digits(move.code()), now));
            return decided(handle, flow, tried, now);
        });
    }

    /** The seed is made only if the law asks for a registration at this very moment. */
    Settled beginRegistration(Flow flow, FlowState.MoreInformationRequired state, Instant now) {
        Evidence evidence = withRiskOfNow(flow, state.evidence());
        return database.in(flow.tenant(), handle -> {
            if (raisedSince(evidence)) {
                return conclude.end(handle, flow, evidence, Conclude.overtaken(), now);
            }
            if (!mayRegister(handle, flow, evidence, now)) {
                return decided(handle, flow, evidence, now);
            }
            var seed = totps.newSealedSeed(flow.tenant(), evidence.person());
            var next = new FlowState.RegisterTotp(flow.opening(), evidence, state.because(), seed);
            return new Settled(flows.save(handle, flow, next), Optional.empty());
        });
    }

    Settled register(Flow flow, FlowState.RegisterTotp state, Move.ConfirmTotp move, Instant now) {
        Evidence evidence = withRiskOfNow(flow, state.evidence());
        TenantId tenant = flow.tenant();
        return database.in(tenant, handle -> {
            if (raisedSince(evidence) || !conclude.stillCounts(handle, tenant, evidence)) {
                return conclude.end(handle, flow, evidence, Conclude.overtaken(), now);
            }
            if (!mayRegister(handle, flow, evidence, now)) {
                return decided(handle, flow, evidence, now);
            }
            return credentials
                    .registerTotp(handle, tenant, evidence.person(), state.sealedSeed(), digits(move.code()), now)
                    .map(factor -> decided(
                            handle, flow, evidence.with(evidence.progress().passed(new MfaProof(factor, now))), now))
                    .orElseGet(() -> again(handle, flow, state));
        });
    }

    Settled skipRegistration(Flow flow, FlowState.MoreInformationRequired state, Instant now) {
        Evidence evidence = state.evidence().with(state.evidence().progress().skipped());
        return database.in(flow.tenant(), handle -> decided(handle, flow, evidence, now));
    }

    /**
     * A flow lives for minutes, and in the meantime somebody may have found out whose it is. So before a factor is registered the risk is
     * asked for anew (invariant 6).
     *
     * @throws Refusal where risk-service is away: nothing is registered then (H17), and the step may be taken again
     */
    private Evidence withRiskOfNow(Flow flow, Evidence evidence) {
        return riskService
                .personRisk(flow.tenant(), evidence.person(), Optional.empty())
                .map(PersonRisk::risk)
                .map(evidence::with)
                .orElseThrow(() -> new Refusal(
                        Fault.BUSY, "Nothing can be registered at the moment. Try again in a little while."));
    }

    private static boolean raisedSince(Evidence evidence) {
        return evidence.began().risk() < evidence.userRisk().riskEpoch();
    }

    private Settled again(Handle handle, Flow flow, FlowState.RegisterTotp state) {
        var because = new Because(Rule.H16, SignInCode.MFA_NOT_PASSED);
        var next =
                new FlowState.RegisterTotp(state.opening(), state.evidence(), Optional.of(because), state.sealedSeed());
        return new Settled(flows.save(handle, flow, next), Optional.empty());
    }

    private Progress tried(Handle handle, TenantId tenant, Evidence evidence, String code, Instant now) {
        var progress = evidence.progress();
        return switch (totps.verify(handle, tenant, evidence.person(), code, now)) {
            case Proof.Right() ->
                credentials
                        .totp(handle, tenant, evidence.person())
                        .map(factor -> progress.passed(new MfaProof(factor, now)))
                        .orElseGet(progress::failed);
            case Proof.Wrong() -> progress.failed();
            case Proof.Throttled(var until) -> progress.failed();
        };
    }

    private boolean mayRegister(Handle handle, Flow flow, Evidence evidence, Instant now) {
        return decide.by(handle, flow.tenant(), flow.opening(), evidence, now)
                .filter(decision -> decision instanceof HomeDecision.Prompt prompt && prompt.next() == Step.REGISTER)
                .isPresent();
    }

    private Settled decided(Handle handle, Flow flow, Evidence evidence, Instant now) {
        return conclude.by(
                handle, flow, evidence, decide.by(handle, flow.tenant(), flow.opening(), evidence, now), now);
    }

    /** Apps show codes in two groups. */
    private static String digits(String code) {
        return code.replace(" ", "");
    }
}
