package io.homeward.remediation.flow;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.MfaProof;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.RecoveryCodes;
import io.homeward.remediation.credential.Totps;
import io.homeward.remediation.flow.FlowState.Because;
import io.homeward.remediation.notice.Notice;
import io.homeward.remediation.notice.PersonNotices;
import io.homeward.remediation.risk.PersonRisk;
import io.homeward.remediation.risk.RiskService;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Second factors registered in a sign-in: where the law asks for it (H2, H3, H4; never inside a risky sign-in, H6), of a kind that meets what is
 * demanded. With the first come the recovery codes.
 */
@Singleton
class RegisterFactor {
    private static final int LONGEST_NAME = 60;

    private final TenantDatabase database;
    private final RiskService riskService;
    private final Totps totps;
    private final Credentials credentials;
    private final Capabilities capabilities;
    private final PersonNotices notices;
    private final RecoveryCodes recoveryCodes;
    private final Flows flows;
    private final Offers offers;
    private final Decide decide;
    private final Conclude conclude;

    RegisterFactor(
            TenantDatabase database,
            RiskService riskService,
            Totps totps,
            Credentials credentials,
            Capabilities capabilities,
            PersonNotices notices,
            RecoveryCodes recoveryCodes,
            Flows flows,
            Offers offers,
            Decide decide,
            Conclude conclude) {
        this.database = database;
        this.riskService = riskService;
        this.totps = totps;
        this.credentials = credentials;
        this.capabilities = capabilities;
        this.notices = notices;
        this.recoveryCodes = recoveryCodes;
        this.flows = flows;
        this.offers = offers;
        this.decide = decide;
        this.conclude = conclude;
    }

    Settled skip(Flow flow, FlowState.MoreInformationRequired state, Instant now) {
        Evidence evidence = state.evidence().with(state.evidence().progress().skipped());
        return database.in(flow.tenant(), handle -> decided(handle, flow, evidence, now));
    }

    /** The seed is made only if the law asks for a registration at this very moment. */
    Settled beginTotp(Flow flow, Evidence before, Instant now) {
        return begin(flow, before, FactorKind.TOTP, now, evidence -> {
            var seed = totps.newSealedSeed(flow.tenant(), evidence.person());
            return new FlowState.RegisterTotp(
                    flow.opening(), evidence, flow.state().because(), seed);
        });
    }

    Settled beginPasskey(Flow flow, Evidence before, Instant now) {
        return begin(
                flow,
                before,
                FactorKind.PASSKEY,
                now,
                evidence -> new FlowState.RegisterPasskey(
                        flow.opening(), evidence, flow.state().because()));
    }

    Settled totp(Flow flow, FlowState.RegisterTotp state, Move.ConfirmTotp move, Client client, Instant now) {
        var again = new FlowState.RegisterTotp(state.opening(), state.evidence(), notPassed(), state.sealedSeed());
        String code = VerifyFactor.digits(move.code());
        return register(
                flow,
                state.evidence(),
                FactorKind.TOTP,
                again,
                now,
                (handle, person) -> credentials.registerTotp(
                        handle, flow.tenant(), person, state.sealedSeed(), code, client.ipAddress(), now));
    }

    Settled passkey(Flow flow, FlowState.RegisterPasskey state, Move.ConfirmPasskey move, Instant now) {
        var again = new FlowState.RegisterPasskey(state.opening(), state.evidence(), notPassed());
        String name = name(move.name());
        return register(
                flow,
                state.evidence(),
                FactorKind.PASSKEY,
                again,
                now,
                (handle, person) -> credentials.registerPasskey(
                        handle, flow.tenant(), person, move.credential(), flow.challenge(), name, now));
    }

    private Settled begin(
            Flow flow, Evidence before, FactorKind kind, Instant now, Function<Evidence, FlowState> state) {
        Evidence evidence = withRiskOfNow(flow, before);
        return database.in(flow.tenant(), handle -> {
            if (raisedSince(evidence)) {
                return conclude.end(handle, flow, evidence, Conclude.overtaken(), now);
            }
            if (!mayRegister(handle, flow, evidence, kind, now)) {
                return decided(handle, flow, evidence, now);
            }
            return new Settled(flows.save(handle, flow, state.apply(evidence)), Optional.empty());
        });
    }

    /** Makes the factor, where what was shown fits. */
    private interface Making {
        Optional<SecondFactor> make(Handle handle, PersonId person);
    }

    private Settled register(Flow flow, Evidence before, FactorKind kind, FlowState again, Instant now, Making making) {
        Evidence evidence = withRiskOfNow(flow, before);
        TenantId tenant = flow.tenant();
        return database.in(tenant, handle -> {
            if (raisedSince(evidence) || !conclude.stillCounts(handle, tenant, evidence)) {
                return conclude.end(handle, flow, evidence, Conclude.overtaken(), now);
            }
            if (!mayRegister(handle, flow, evidence, kind, now)) {
                return decided(handle, flow, evidence, now);
            }
            boolean first = capabilities
                    .find(handle, tenant, evidence.person())
                    .filter(Capability::registered)
                    .isEmpty();
            return making.make(handle, evidence.person())
                    .map(factor -> told(handle, tenant, evidence, factor, now))
                    .map(factor -> evidence.with(evidence.progress().passed(new MfaProof(factor, now))))
                    .map(proven -> first ? withCodes(handle, flow, proven, now) : decided(handle, flow, proven, now))
                    .orElseGet(() -> new Settled(flows.save(handle, flow, again), Optional.empty()));
        });
    }

    private SecondFactor told(Handle handle, TenantId tenant, Evidence evidence, SecondFactor factor, Instant now) {
        var thing = factor.kind() == FactorKind.PASSKEY ? Notice.Thing.PASSKEY : Notice.Thing.TOTP;
        var notice = Notice.of(Notice.Kind.FACTOR_REGISTERED, thing, evidence.where());
        notices.tell(handle, tenant, evidence.person(), notice, now);
        return factor;
    }

    private Settled withCodes(Handle handle, Flow flow, Evidence evidence, Instant now) {
        TenantId tenant = flow.tenant();
        var codes = credentials.renewRecoveryCodes(handle, tenant, evidence.person(), now);
        var sealed = recoveryCodes.seal(tenant, evidence.person(), codes);
        var next = new FlowState.RecoveryCodes(
                flow.opening(), evidence, flow.state().because(), sealed);
        return new Settled(flows.save(handle, flow, next), Optional.empty());
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

    private boolean mayRegister(Handle handle, Flow flow, Evidence evidence, FactorKind kind, Instant now) {
        return offers.registrable(handle, flow.tenant(), flow.opening(), evidence, now)
                .contains(kind);
    }

    private Settled decided(Handle handle, Flow flow, Evidence evidence, Instant now) {
        return conclude.by(
                handle, flow, evidence, decide.by(handle, flow.tenant(), flow.opening(), evidence, now), now);
    }

    private static Optional<Because> notPassed() {
        return Optional.of(new Because(Rule.H16, SignInCode.MFA_NOT_PASSED));
    }

    /** @throws Refusal where it is too long or cannot be shown */
    private static String name(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return "Passkey";
        }
        String name = given.strip();
        if (name.codePointCount(0, name.length()) > LONGEST_NAME
                || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new Refusal(Fault.UNREADABLE, "A name has at most 60 characters, and none that cannot be shown.");
        }
        return name;
    }
}
