package io.homeward.accessrules.entry;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.entry.EntryDecision.Need;
import io.homeward.accessrules.entry.EntryDecision.Refused;
import io.homeward.accessrules.entry.EntryDecision.StepUp;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.Verdict;
import io.homeward.accessrules.standing.Standing;
import io.homeward.accessrules.standing.StandingNotice;
import io.homeward.accessrules.standing.StandingNotice.WhoCanAct;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Entering somebody else's tenant: D1 to D29. The first that refuses answers, in this order:
 *
 * <ol>
 *   <li>the right to come in: D1, D22 (D20 for chains), then D21, D28, a disabled account (H15), D26
 *   <li>what must be known: D19, and then D24 where the tenant distrusts the home
 *   <li>the session: D18, D27, H17, D29, D23 (D18 and D23 for technicians)
 *   <li>the standing ({@link StandingGate}): unless a waiver holds (D14) D7, D6, D8, D5, D4, D3, D12; then D9
 *   <li>the tenant's own policies ({@link Welcome}): its blocks, D17, D16, and then D2
 * </ol>
 */
public final class ForeignRules {

    /** After an unknown standing it is worth asking again this soon. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private ForeignRules() {}

    /** Pure and without blocking; meant to be asked for every request. */
    public static EntryDecision decide(ForeignEntry facts, Instant now) {
        return switch (Access.of(facts, now)) {
            case Access.No(var rule) ->
                refused(rule, rule == Rule.D20 ? SignInCode.DELEGATE_AT_RISK_AT_HOME : SignInCode.CROSS_TENANT_DENIED);
            case Access.Yes access ->
                notThisKindOfToken(facts)
                        .or(() -> unknown(facts, access))
                        .orElseGet(() -> known(
                                facts,
                                access,
                                facts.homeRules().orElseThrow(),
                                facts.resourceRules().orElseThrow(),
                                now));
        };
    }

    /**
     * Whether somebody may have a token for the tenant, which is one for no application in particular: where such calls are refused, the answer
     * of any application there that lets him in counts. Every call is decided anew all the same.
     *
     * @param served applications of the tenant that can be called, at least one of each kind that its policies tell apart
     */
    public static EntryDecision anywhere(ForeignEntry facts, Collection<ApplicationId> served, Instant now) {
        var inGeneral = decide(facts.calling(Optional.empty()), now);
        if (inGeneral instanceof EntryDecision.Admitted) {
            return inGeneral;
        }
        return served.stream()
                .map(application -> decide(facts.calling(Optional.of(application)), now))
                .filter(EntryDecision.Admitted.class::isInstance)
                .findFirst()
                .orElse(inGeneral);
    }

    private static EntryDecision known(
            ForeignEntry facts, Access.Yes access, TenantRules home, TenantRules resource, Instant now) {
        if (resource.externalAccess().distrustedHomes().contains(facts.home())) {
            return refused(Rule.D24, codeAtRisk(access));
        }
        return session(facts, access, resource)
                .orElseGet(() -> switch (StandingGate.of(facts, access, home, resource, now)) {
                    case StandingGate.Closed(var decision) -> decision;
                    case StandingGate.Open open -> Welcome.decide(facts, access, resource, open, now);
                });
    }

    /** D21, D28, H15, D26. */
    private static Optional<EntryDecision> notThisKindOfToken(ForeignEntry facts) {
        switch (facts.session().tokenOf()) {
            case PORTAL_ALONE -> {
                return Optional.of(refused(Rule.D21, SignInCode.CROSS_TENANT_DENIED));
            }
            case APPLICATION -> {
                return Optional.of(refused(Rule.D28, SignInCode.CROSS_TENANT_DENIED));
            }
            case PERSON, PORTAL_FOR_PERSON -> {}
        }
        if (facts.disabled()) {
            return Optional.of(refused(Rule.H15, SignInCode.DISABLED));
        }
        return facts.session().grant() == GrantKind.EXCHANGE_OF_FOREIGN_TOKEN
                ? Optional.of(refused(Rule.D26, SignInCode.CROSS_TENANT_DENIED))
                : Optional.empty();
    }

    /** D19: a standing that is unknown, a feed that is stale, rules that are not there. */
    private static Optional<EntryDecision> unknown(ForeignEntry facts, Access.Yes access) {
        var known = !(facts.standing() instanceof Standing.Unknown)
                && facts.freshness().stale().isEmpty()
                && facts.homeRules().isPresent()
                && facts.resourceRules().isPresent();
        if (known) {
            return Optional.empty();
        }
        var notice = new StandingNotice(
                true,
                Optional.empty(),
                facts.home(),
                facts.homeRules().map(TenantRules::name),
                WhoCanAct.NOBODY,
                Optional.empty());
        return Optional.of(new Refused(
                Rule.D19, access.with(), codeAtRisk(access), Optional.of(notice), Optional.of(RETRY_AFTER), List.of()));
    }

    /** D18, D27, H17, D29, D23. */
    private static Optional<EntryDecision> session(ForeignEntry facts, Access.Yes access, TenantRules resource) {
        var session = facts.session();
        var technician = !access.guest();
        if (technician && !facts.capability().filter(each -> each.registered()).isPresent()) {
            return Optional.of(refused(Rule.D18, SignInCode.REGISTRATION_REQUIRED));
        }
        if (session.grant() == GrantKind.DEVICE_CODE) {
            return Optional.of(newSession(Rule.D27, access.with(), SignInCode.MFA_REQUIRED, List.of()));
        }
        if (!session.scored()) {
            return Optional.of(newSession(Rule.H17, access.with(), SignInCode.MFA_REQUIRED, List.of()));
        }
        if (technician && session.mfa().isPresent() && !session.mfaTrustedBy(resource.externalAccess())) {
            return Optional.of(mfaAtHome(Rule.D29));
        }
        return technician && session.mfa().isEmpty() ? Optional.of(mfaAtHome(Rule.D23)) : Optional.empty();
    }

    /** The code of every refusal because of a standing: the guest's wording differs (D11). */
    static SignInCode codeAtRisk(Access.Yes access) {
        return access.guest() ? SignInCode.GUEST_AT_RISK_AT_HOME : SignInCode.DELEGATE_AT_RISK_AT_HOME;
    }

    static StepUp newSession(Rule rule, Set<Rule> with, SignInCode code, List<Verdict> because) {
        return new StepUp(rule, with, code, Need.NEW_SESSION, MfaDemand.ANY, because);
    }

    private static StepUp mfaAtHome(Rule rule) {
        return new StepUp(rule, Set.of(), SignInCode.MFA_REQUIRED, Need.MFA_AT_HOME, MfaDemand.ANY, List.of());
    }

    private static Refused refused(Rule rule, SignInCode code) {
        return new Refused(rule, Set.of(), code, Optional.empty(), Optional.empty(), List.of());
    }
}
