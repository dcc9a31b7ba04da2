package io.homeward.remediation.flow;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Obligation;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.Screen;
import io.homeward.accessrules.home.Step;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.Remediation;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.Remediations;
import io.homeward.remediation.flow.FlowState.Because;
import io.homeward.remediation.notice.Notice;
import io.homeward.remediation.notice.PersonNotices;
import io.homeward.remediation.risk.SignIn;
import io.homeward.remediation.risk.SignInReports;
import io.homeward.remediation.session.Account;
import io.homeward.remediation.session.Accounts;
import io.homeward.remediation.session.Session;
import io.homeward.remediation.session.SessionId;
import io.homeward.remediation.session.Sessions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Turns a decision into the next state, with everything that belongs to it, in the transaction of the move that led to it. */
@Singleton
class Conclude {
    private static final Logger LOG = Logger.getLogger(Conclude.class);

    private final Flows flows;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Credentials credentials;
    private final Remediations remediations;
    private final SignInReports reports;
    private final PersonNotices notices;
    private final Resets resets;

    Conclude(
            Flows flows,
            Accounts accounts,
            Sessions sessions,
            Credentials credentials,
            Remediations remediations,
            SignInReports reports,
            PersonNotices notices,
            Resets resets) {
        this.flows = flows;
        this.accounts = accounts;
        this.sessions = sessions;
        this.credentials = credentials;
        this.remediations = remediations;
        this.reports = reports;
        this.notices = notices;
        this.resets = resets;
    }

    /**
     * A flow for a forgotten password signs nobody in, so what was decided of a sign-in is nothing to it.
     *
     * @param decision empty where the person or the tenant is gone
     */
    Settled by(Handle handle, Flow flow, Evidence evidence, Optional<HomeDecision> decision, Instant now) {
        if (flow.opening().recovering().isPresent()) {
            return resets.by(handle, flow, evidence);
        }
        if (decision.isEmpty()) {
            return end(handle, flow, evidence, new Because(Rule.H15, SignInCode.DISABLED), now);
        }
        return switch (decision.get()) {
            case HomeDecision.Prompt prompt -> ask(handle, flow, evidence, prompt, now);
            case HomeDecision.Blocked blocked -> block(handle, flow, evidence, blocked, now);
            case HomeDecision.SignedIn signedIn -> signIn(handle, flow, evidence, signedIn, now);
        };
    }

    /** The flow is over without a session: cancelled, or something else ended all of the person's sessions. */
    Settled end(Handle handle, Flow flow, Evidence evidence, Because because, Instant now) {
        if (flow.opening().recovering().isPresent()) {
            return state(handle, flow, new FlowState.Ended(flow.opening(), Optional.of(because)));
        }
        // A try that failed before was told when it failed.
        boolean told = flow.state()
                .known()
                .filter(before -> before.progress().challengeFailed())
                .isPresent();
        Optional<Boolean> mfa = told ? Optional.empty() : mfa(evidence);
        reports.outcome(
                handle,
                flow.tenant(),
                evidence.signIn(),
                SignIn.Outcome.of(because.code().number(), mfa, now),
                now);
        return state(handle, flow, new FlowState.Ended(flow.opening(), Optional.of(because)));
    }

    /** Whether nothing has ended the person's sessions since the flow's first factor. Takes the account's lock. */
    boolean stillCounts(Handle handle, TenantId tenant, Evidence evidence) {
        Account account = accounts.lock(handle, tenant, evidence.person());
        return account.sessionEpoch() == evidence.began().session();
    }

    static Because overtaken() {
        return new Because(Rule.D9, SignInCode.FRESH_SIGN_IN_NEEDED);
    }

    private Settled ask(Handle handle, Flow flow, Evidence evidence, HomeDecision.Prompt prompt, Instant now) {
        if (prompt.obligations().contains(Obligation.COUNT_FOR_FATIGUE)) {
            report(handle, flow.tenant(), evidence, prompt.code(), now);
        }
        return state(handle, flow, asking(flow.opening(), evidence, prompt));
    }

    /** A notice that was not answered yet comes before the step it is about. */
    private static FlowState asking(Opening opening, Evidence evidence, HomeDecision.Prompt prompt) {
        Optional<Because> because = Optional.of(new Because(prompt.rule(), prompt.code()));
        boolean registers = prompt.next() == Step.REGISTER;
        for (Screen screen : prompt.screens()) {
            if (!registers
                    && screen == Screen.UNUSUAL_SIGN_IN
                    && !evidence.noticed().contains(screen)) {
                return new FlowState.UnusualSignIn(opening, evidence, because);
            }
            if (!registers
                    && screen == Screen.ACCOUNT_AT_RISK
                    && !evidence.noticed().contains(screen)) {
                return new FlowState.AccountAtRisk(opening, evidence, because);
            }
        }
        return switch (prompt.next()) {
            case FIRST_FACTOR -> new FlowState.SignIn(opening, because);
            case REGISTER ->
                new FlowState.MoreInformationRequired(
                        opening, evidence, because, prompt.skip().map(HomeDecision.Skip::daysLeft));
            case MFA -> new FlowState.VerifyIdentity(opening, evidence, because);
            case PASSWORD_CHANGE -> new FlowState.ChangePassword(opening, evidence, because);
        };
    }

    private Settled block(Handle handle, Flow flow, Evidence evidence, HomeDecision.Blocked blocked, Instant now) {
        var because = new Because(blocked.rule(), blocked.code());
        Opening opening = flow.opening();
        FlowState next =
                switch (blocked.screen()) {
                    case SIGN_IN -> new FlowState.SignIn(opening, Optional.of(because));
                    case SIGN_IN_BLOCKED -> new FlowState.SignInBlocked(opening, Optional.of(because));
                    case ACCOUNT_BLOCKED -> new FlowState.AccountBlocked(opening, Optional.of(because));
                    case MORE_INFORMATION_REQUIRED,
                            UNUSUAL_SIGN_IN,
                            VERIFY_IDENTITY,
                            ACCOUNT_AT_RISK,
                            CHANGE_PASSWORD -> new FlowState.Ended(opening, Optional.of(because));
                };
        report(handle, flow.tenant(), evidence, blocked.code(), now);
        return state(handle, flow, next);
    }

    private Settled signIn(Handle handle, Flow flow, Evidence evidence, HomeDecision.SignedIn decision, Instant now) {
        if (!stillCounts(handle, flow.tenant(), evidence)) {
            return end(handle, flow, evidence, overtaken(), now);
        }
        if (decision.obligations().contains(Obligation.REPORT_BREAK_GLASS_USE)) {
            LOG.warnf("The account kept for emergencies %s of tenant %s signs in", evidence.person(), flow.tenant());
        }
        Evidence current = endOlderSessions(handle, flow.tenant(), evidence, decision, now);
        List<UUID> told = new ArrayList<>();
        for (Remediation remediation : decision.remediations()) {
            told.add(tell(handle, flow.tenant(), current, remediation, now));
        }
        tellRemediated(handle, flow.tenant(), current, decision, now);
        if (told.isEmpty()) {
            return begin(handle, flow, current, new Because(decision.rule(), decision.code()), now);
        }
        // Not signed in yet: the number is still that of what was asked.
        SignInCode asked = flow.state().because().map(Because::code).orElse(decision.code());
        var because = new Because(decision.rule(), asked);
        return state(handle, flow, new FlowState.Remediating(flow.opening(), current, Optional.of(because), told));
    }

    /** A new password is told by itself, and a sign-in that was unusual when it begins ({@link #begin}). */
    private void tellRemediated(
            Handle handle, TenantId tenant, Evidence evidence, HomeDecision.SignedIn decision, Instant now) {
        boolean ofTheAccount = decision.remediations().stream()
                .anyMatch(remediation -> !(remediation.scope() instanceof Remediation.Scope.ThisSignIn));
        if (ofTheAccount && evidence.progress().passwordChangedAt().isEmpty()) {
            var safe = Notice.of(Notice.Kind.RISK_REMEDIATED, evidence.where());
            notices.tell(handle, tenant, evidence.person(), safe, now);
        }
    }

    /** A new password has ended them already; this session is younger than that. */
    private Evidence endOlderSessions(
            Handle handle, TenantId tenant, Evidence evidence, HomeDecision.SignedIn decision, Instant now) {
        boolean due = decision.obligations().contains(Obligation.END_ALL_SESSIONS)
                && evidence.progress().passwordChangedAt().isEmpty();
        if (!due) {
            return evidence;
        }
        credentials.endSessions(handle, tenant, evidence.person(), "remediated", now);
        return evidence.atSessionEpoch(
                accounts.look(handle, tenant, evidence.person()).sessionEpoch());
    }

    private UUID tell(Handle handle, TenantId tenant, Evidence evidence, Remediation remediation, Instant now) {
        Optional<List<DetectionId>> detections =
                switch (remediation.scope()) {
                    case Remediation.Scope.ThisSignIn() -> Optional.of(evidence.ofThisSignIn());
                    case Remediation.Scope.Listed(var listed) -> Optional.of(List.copyOf(listed));
                    case Remediation.Scope.Everything() ->
                        Optional.of(evidence.active()).filter(active -> !active.isEmpty());
                };
        return remediations.tell(
                handle,
                tenant,
                new Remediations.Remediation(
                        evidence.person(),
                        remediation.detail(),
                        Optional.of(evidence.signIn()),
                        detections,
                        now,
                        evidence.person().toString()));
    }

    /** The one place where a session begins. The caller has the account's lock and has seen that the flow still counts. */
    Settled begin(Handle handle, Flow flow, Evidence evidence, Because because, Instant now) {
        var session = new Session(
                // Risk-service has been told of the sign-in by this name: its session is found under it.
                new SessionId(evidence.signIn()),
                evidence.person(),
                flow.opening().application(),
                evidence.began(),
                evidence.firstFactorAt(),
                evidence.mfaAt(),
                evidence.amr(),
                evidence.scored(),
                evidence.level(),
                GrantKind.INTERACTIVE,
                evidence.signIn(),
                evidence.firstFactorAt().plus(Session.LIFETIME));
        sessions.begin(handle, flow.tenant(), session);
        if (!evidence.ofThisSignIn().isEmpty()) {
            var unusual = Notice.ofSignIn(Notice.Kind.NEW_SIGN_IN, evidence.signIn(), evidence.where());
            notices.tell(handle, flow.tenant(), evidence.person(), unusual, now);
        }
        report(handle, flow.tenant(), evidence, because.code(), now);
        Flow saved =
                flows.save(handle, flow, new FlowState.SignedIn(flow.opening(), Optional.of(because), session.id()));
        return new Settled(saved, Optional.of(session));
    }

    private Settled state(Handle handle, Flow flow, FlowState state) {
        return new Settled(flows.save(handle, flow, state), Optional.empty());
    }

    private void report(Handle handle, TenantId tenant, Evidence evidence, SignInCode code, Instant now) {
        var outcome = SignIn.Outcome.of(code.number(), mfa(evidence), now);
        boolean resistant = evidence.progress()
                .mfa()
                .filter(proof -> proof.factor().phishingResistant())
                .isPresent();
        reports.outcome(handle, tenant, evidence.signIn(), resistant ? outcome.byResistantFactor() : outcome, now);
    }

    private static Optional<Boolean> mfa(Evidence evidence) {
        var progress = evidence.progress();
        return progress.challengeFailed()
                ? Optional.of(false)
                : evidence.mfaAt().map(at -> true);
    }
}
