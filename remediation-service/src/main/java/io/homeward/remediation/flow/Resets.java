package io.homeward.remediation.flow;

import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.flow.FlowState.Because;
import io.homeward.remediation.recovery.MailCodes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Where a flow for a forgotten password stands. Nothing that it says before the code depends on whether there is somebody of that name. */
@Singleton
class Resets {
    private final MailCodes codes;
    private final Rules rules;
    private final Flows flows;
    private final Decide decide;

    Resets(MailCodes codes, Rules rules, Flows flows, Decide decide) {
        this.codes = codes;
        this.rules = rules;
        this.flows = flows;
        this.decide = decide;
    }

    /** Where it begins. A code is asked for whoever it is; where nobody of the tenant may, or none can be sent to anybody, that is said at once. */
    FlowState begin(Handle handle, FlowId flow, Opening opening, Instant now) {
        if (opening.provider().isPresent() || !codes.offered() || !lets(handle, flow.tenant())) {
            return new FlowState.RecoveryUnavailable(
                    opening, Optional.of(new Because(Rule.H9, SignInCode.BLOCKED_BY_POLICY)));
        }
        codes.ask(
                handle,
                flow.tenant(),
                flow.value(),
                opening.userPrincipalName(),
                opening.recovering().flatMap(Opening.Recovering::address),
                now);
        return new FlowState.CheckMail(opening, Optional.empty(), 1);
    }

    private boolean lets(Handle handle, TenantId tenant) {
        return rules.of(handle, tenant)
                .filter(known -> known.selfService().passwordReset())
                .isPresent();
    }

    /** After the code, and after everything that was shown since. */
    Settled by(Handle handle, Flow flow, Evidence evidence) {
        Opening opening = flow.opening();
        Optional<Because> failed = evidence.progress().challengeFailed()
                ? Optional.of(new Because(Rule.H16, SignInCode.MFA_NOT_PASSED))
                : Optional.empty();
        FlowState next =
                switch (decide.reset(handle, flow.tenant(), opening, evidence)) {
                    case Decide.Reset.NotOffered(var because) ->
                        new FlowState.RecoveryUnavailable(opening, Optional.of(because));
                    case Decide.Reset.NeedsProof needs -> new FlowState.VerifyIdentity(opening, evidence, failed);
                    case Decide.Reset.MayChange may ->
                        new FlowState.ChangePassword(opening, evidence, Optional.empty());
                };
        return new Settled(flows.save(handle, flow, next), Optional.empty());
    }
}
