package io.homeward.remediation.flow;

import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.remediation.risk.KnownRisks;
import io.homeward.remediation.risk.PersonRisk;
import io.homeward.remediation.risk.RiskService;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Lets a flow go on whose remediation risk-service has confirmed. It starts from what the database holds and nothing else, so whoever asks for the
 * flow after a crash sets it going again; of several who ask at once, one begins the session.
 */
@Singleton
class Confirm {
    private final TenantDatabase database;
    private final RiskService riskService;
    private final KnownRisks knownRisks;
    private final Flows flows;
    private final Decide decide;
    private final Conclude conclude;

    Confirm(
            TenantDatabase database,
            RiskService riskService,
            KnownRisks knownRisks,
            Flows flows,
            Decide decide,
            Conclude conclude) {
        this.database = database;
        this.riskService = riskService;
        this.knownRisks = knownRisks;
        this.flows = flows;
        this.decide = decide;
        this.conclude = conclude;
    }

    /** @return the flow as it was where risk-service has not confirmed everything, or is away */
    Settled confirm(Flow flow, FlowState.Remediating state, Instant now) {
        Optional<UserRisk> confirmed = confirmed(flow.tenant(), state);
        if (confirmed.isEmpty()) {
            return new Settled(flow, Optional.empty());
        }
        return database.in(flow.tenant(), handle -> goOn(handle, flow, state, confirmed.get(), now));
    }

    /** The risk after the last of them, if all are applied. */
    private Optional<UserRisk> confirmed(TenantId tenant, FlowState.Remediating state) {
        Optional<UserRisk> last = Optional.empty();
        for (UUID remediation : state.remediations()) {
            Optional<PersonRisk> risk = riskService
                    .personRisk(tenant, state.evidence().person(), Optional.of(remediation))
                    .filter(PersonRisk::remediationApplied);
            if (risk.isEmpty()) {
                return Optional.empty();
            }
            last = risk.map(PersonRisk::risk);
        }
        return last;
    }

    private static FlowState.Because done(Rule rule) {
        return new FlowState.Because(rule, SignInCode.SUCCESS);
    }

    private Settled goOn(Handle handle, Flow flow, FlowState.Remediating state, UserRisk risk, Instant now) {
        Optional<Flow> locked = flows.lock(handle, flow);
        if (locked.isEmpty()) {
            throw Flows.notFound(); // somebody else was faster, and has the token
        }
        Evidence evidence = state.evidence().with(risk);
        knownRisks.remember(handle, flow.tenant(), evidence.person(), risk, now);
        if (flow.opening().recovering().isPresent()) {
            var because = state.because().map(FlowState.Because::rule).map(Confirm::done);
            return new Settled(
                    flows.save(handle, flow, new FlowState.Recovered(flow.opening(), because)), Optional.empty());
        }
        boolean raisedSince = evidence.began().risk() < risk.riskEpoch();
        if (raisedSince || !conclude.stillCounts(handle, flow.tenant(), evidence)) {
            return conclude.end(handle, flow, evidence, Conclude.overtaken(), now);
        }
        Optional<HomeDecision> decision = decide.by(handle, flow.tenant(), flow.opening(), evidence, now);
        if (decision.isPresent() && decision.get() instanceof HomeDecision.SignedIn signedIn) {
            // What it came to is what was remediated, not that nothing is left to ask.
            var rule = state.because().map(FlowState.Because::rule).orElse(signedIn.rule());
            var because = new FlowState.Because(rule, signedIn.code());
            return conclude.begin(handle, flow, evidence, because, now);
        }
        return conclude.by(handle, flow, evidence, decision, now);
    }
}
