package io.homeward.gateway.decision;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.EntryDecision.Need;
import io.homeward.accessrules.policy.Strength;
import io.homeward.accessrules.standing.StandingNotice;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Refusal;
import io.homeward.tenancy.Caller;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.function.Function;

/**
 * What an outcome of the law looks like to a caller. D19 is a matter of time (503), a step-up and an ended session are a matter of the token
 * (401), everything else is a no (403). A no without a standing notice says nothing about the tenant, whatever the reason (D1, D22).
 */
@Singleton
class Outcomes {
    private static final String NOTHING_TOLD = "You have no access to this tenant.";

    Passing passing(EntryDecision outcome, Function<Set<RoleId>, Caller> admitted) {
        return switch (outcome) {
            case EntryDecision.Admitted in ->
                new Passing.Through(admitted.apply(in.roles()), in.rule().name());
            case EntryDecision.StepUp step -> new Passing.Stopped(ruled(outcome, stepUp(step)));
            case EntryDecision.Refused no -> new Passing.Stopped(ruled(outcome, refused(no)));
        };
    }

    private static Refusal ruled(EntryDecision outcome, Refusal refusal) {
        return refusal.ruledBy(outcome.rule().name(), outcome.code().number());
    }

    private static Refusal stepUp(EntryDecision.StepUp step) {
        Fault fault = step.need() == Need.NEW_SESSION
                ? Fault.SESSION_ENDED
                : step.strength() == Strength.PHISHING_RESISTANT ? Fault.STRONG_STEP_UP : Fault.STEP_UP;
        return Refusal.of(
                fault,
                switch (step.need()) {
                    case MFA_AT_HOME ->
                        "Multifactor authentication at your home organisation is needed in this session.";
                    case MFA_FOR_THIS_ENTRY ->
                        "This tenant asks for fresh multifactor authentication at your home organisation.";
                    case NEW_SESSION -> "This session is no longer accepted. Sign in again.";
                });
    }

    private static Refusal refused(EntryDecision.Refused no) {
        Refusal refusal = no.rule() == Rule.D19
                ? Refusal.of(
                        Fault.STANDING_UNKNOWN,
                        "The standing of your account cannot be confirmed at the moment. Try again shortly.")
                : no.rule() == Rule.H15
                        ? Refusal.of(Fault.ACCOUNT_DISABLED, "The account is disabled.")
                        : no.notice().map(Outcomes::blocked).orElseGet(() -> withoutStanding(no.rule()));
        Refusal told = refusal.telling(no.notice());
        return no.retryAfter()
                .map(after -> told.with("Retry-After", Long.toString(Math.max(1, after.toSeconds()))))
                .orElse(told);
    }

    private static Refusal withoutStanding(Rule rule) {
        return switch (rule) {
            case H10 ->
                Refusal.of(
                        Fault.ENTRY_REFUSED,
                        "Your organisation blocks your account because of its risk. An administrator of your organisation has to act.");
            case D2, D16, D17 ->
                Refusal.of(
                        Fault.ENTRY_REFUSED,
                        "A rule of this tenant cannot be met from outside. What it asks for can only be done at your home organisation.");
            case D18 ->
                Refusal.of(
                        Fault.ENTRY_REFUSED,
                        "Register a second factor at your home organisation first; without one there is no access to other tenants.");
            default -> Refusal.of(Fault.ENTRY_REFUSED, NOTHING_TOLD);
        };
    }

    private static Refusal blocked(StandingNotice notice) {
        String home = notice.homeTenantName().map(name -> " (" + name + ")").orElse("");
        return Refusal.of(
                Fault.BLOCKED_BY_HOME_RISK,
                switch (notice.whoCanAct()) {
                    case SELF ->
                        "Your account is blocked here because of its risk. You can fix it yourself at your home organisation%s; use the link, then try again."
                                .formatted(home);
                    case HOME_ADMINISTRATOR ->
                        "Your account is blocked here because of its risk. An administrator of your home organisation%s has to act; nobody in this tenant can."
                                .formatted(home);
                    case NOBODY ->
                        "Your account is blocked here while your home organisation%s confirms what you did. It resolves by itself; try again shortly."
                                .formatted(home);
                });
    }
}
