package io.homeward.remediation.flow;

import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.Progress;
import io.homeward.accessrules.risk.Remediation;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.Credentials.Origin;
import io.homeward.remediation.credential.Remediations;
import io.homeward.remediation.enrolment.Enrolments;
import io.homeward.remediation.flow.FlowState.Because;
import io.homeward.remediation.notice.Notice;
import io.homeward.remediation.notice.PersonNotices;
import io.homeward.remediation.recovery.MailCodes;
import io.homeward.remediation.risk.KnownRisks;
import io.homeward.remediation.risk.PersonRisk;
import io.homeward.remediation.risk.RiskService;
import io.homeward.remediation.session.Accounts;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A forgotten password: the code from the letter, and the new password. The hash, the end of all sessions, the new epoch, what risk-service is told, the
 * letter about it and the flow's next state are one transaction. Nobody is signed in by it.
 */
@Singleton
class ResetPassword {
    private final TenantDatabase database;
    private final MailCodes codes;
    private final RiskService riskService;
    private final KnownRisks knownRisks;
    private final Accounts accounts;
    private final TrustedPlaces places;
    private final NewPassword newPassword;
    private final Credentials credentials;
    private final Enrolments enrolments;
    private final Remediations remediations;
    private final PersonNotices notices;
    private final Flows flows;
    private final Decide decide;
    private final Resets resets;
    private final Conclude conclude;

    ResetPassword(
            TenantDatabase database,
            MailCodes codes,
            RiskService riskService,
            KnownRisks knownRisks,
            Accounts accounts,
            TrustedPlaces places,
            NewPassword newPassword,
            Credentials credentials,
            Enrolments enrolments,
            Remediations remediations,
            PersonNotices notices,
            Flows flows,
            Decide decide,
            Resets resets,
            Conclude conclude) {
        this.database = database;
        this.codes = codes;
        this.riskService = riskService;
        this.knownRisks = knownRisks;
        this.accounts = accounts;
        this.places = places;
        this.newPassword = newPassword;
        this.credentials = credentials;
        this.enrolments = enrolments;
        this.remediations = remediations;
        this.notices = notices;
        this.flows = flows;
        this.decide = decide;
        this.resets = resets;
        this.conclude = conclude;
    }

    Settled sendAgain(Flow flow, FlowState.CheckMail state, Client client, Instant now) {
        Opening opening = flow.opening();
        return database.in(flow.tenant(), handle -> {
            codes.ask(handle, flow.tenant(), flow.id().value(), opening.userPrincipalName(), client.ipAddress(), now);
            return state(handle, flow, new FlowState.CheckMail(opening, Optional.empty(), state.asked() + 1));
        });
    }

    /** @throws Refusal where risk-service is away; the code is good still, and the step may be taken again */
    Settled prove(Flow flow, FlowState.CheckMail state, Move.MailCode move, Client client, Instant now) {
        var because = Optional.of(new Because(Rule.H16, SignInCode.MFA_NOT_PASSED));
        TenantId tenant = flow.tenant();
        MailCodes.Checked checked = database.in(
                tenant, handle -> codes.check(handle, tenant, flow.id().value(), move.code(), now));
        return switch (checked) {
            case MailCodes.Checked.Right(var person) -> proven(flow, person, client, now);
            case MailCodes.Checked.Wrong wrong ->
                database.in(
                        tenant,
                        handle -> state(handle, flow, new FlowState.CheckMail(flow.opening(), because, state.asked())));
            case MailCodes.Checked.Spent spent ->
                database.in(tenant, handle -> state(handle, flow, new FlowState.Ended(flow.opening(), because)));
        };
    }

    private Settled proven(Flow flow, PersonId person, Client client, Instant now) {
        TenantId tenant = flow.tenant();
        UserRisk risk = riskOf(tenant, person);
        return database.in(tenant, handle -> {
            if (!codes.use(handle, tenant, flow.id().value(), person)) {
                return state(handle, flow, new FlowState.Ended(flow.opening(), Optional.of(Conclude.overtaken())));
            }
            long epoch = accounts.lock(handle, tenant, person).sessionEpoch();
            knownRisks.remember(handle, tenant, person, risk, now);
            credentials.doubt(handle, tenant, person, risk, now);
            var evidence = new Evidence(
                    person,
                    UUID.randomUUID(),
                    new SignInRisk.NotScored(),
                    risk,
                    new Epochs(epoch, risk.riskEpoch()),
                    now,
                    Progress.beginning(flow.opening().began()),
                    Set.of(),
                    places.contain(client.ipAddress()),
                    Optional.of(client.surroundings(Optional.empty())),
                    Evidence.FirstProof.MAIL_CODE);
            return resets.by(handle, flow, evidence);
        });
    }

    /** @throws Refusal where the password is not acceptable, or risk-service is away; the flow is then as it was */
    Settled set(Flow flow, FlowState.ChangePassword state, Move.ChangePassword move, Instant now) {
        TenantId tenant = flow.tenant();
        Evidence evidence =
                state.evidence().with(riskOf(tenant, state.evidence().person()));
        String hash = newPassword.acceptable(flow, evidence, move);
        return database.in(tenant, handle -> {
            if (!conclude.stillCounts(handle, tenant, evidence)) {
                return conclude.end(handle, flow, evidence, Conclude.overtaken(), now);
            }
            // Decided anew: somebody may have found out in the meantime whose hands the account is in.
            return switch (decide.reset(handle, tenant, flow.opening(), evidence)) {
                case Decide.Reset.NotOffered notOffered -> resets.by(handle, flow, evidence);
                case Decide.Reset.NeedsProof needsProof -> resets.by(handle, flow, evidence);
                case Decide.Reset.MayChange(var closing) -> replace(handle, flow, evidence, hash, closing, now);
            };
        });
    }

    private Settled replace(
            Handle handle, Flow flow, Evidence evidence, String hash, Optional<Remediation> closing, Instant now) {
        TenantId tenant = flow.tenant();
        PersonId person = evidence.person();
        Origin origin = evidence.mfaAt().isPresent() ? Origin.OWNER_WITH_MFA : Origin.OWNER;
        var set = credentials.setPassword(handle, tenant, person, hash, origin, person.toString(), now);
        enrolments.forget(handle, tenant, person);
        notices.tell(handle, tenant, person, Notice.of(Notice.Kind.PASSWORD_RESET, evidence.where()), now);
        if (closing.isEmpty()) {
            return state(handle, flow, new FlowState.Recovered(flow.opening(), Optional.empty()));
        }
        UUID told = remediations.tell(
                handle,
                tenant,
                new Remediations.Remediation(
                        person,
                        closing.get().detail(),
                        Optional.empty(),
                        Optional.of(evidence.active()).filter(active -> !active.isEmpty()),
                        now,
                        person.toString()));
        var because = Optional.of(new Because(Rule.H8, SignInCode.PASSWORD_CHANGE_FOR_RISK));
        Evidence changed = evidence.atSessionEpoch(set.sessionEpoch());
        return state(handle, flow, new FlowState.Remediating(flow.opening(), changed, because, List.of(told)));
    }

    /** Without a risk nobody can tell whether H10 forbids it; a new password can wait until somebody can. */
    private UserRisk riskOf(TenantId tenant, PersonId person) {
        return riskService
                .personRisk(tenant, person, Optional.empty())
                .map(PersonRisk::risk)
                .orElseThrow(() -> new Refusal(
                        Fault.BUSY, "No password can be replaced at the moment. Try again in a little while."));
    }

    private Settled state(Handle handle, Flow flow, FlowState state) {
        return new Settled(flows.save(handle, flow, state), Optional.empty());
    }
}
