package io.homeward.accessrules.entry;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Obligation;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.entry.EntryDecision.Admitted;
import io.homeward.accessrules.entry.EntryDecision.Need;
import io.homeward.accessrules.entry.EntryDecision.Refused;
import io.homeward.accessrules.entry.EntryDecision.StepUp;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.Effect;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.accessrules.policy.Reauthentication;
import io.homeward.accessrules.policy.SignInFrequency;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.Verdict;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The standing lets in: what the tenant's own policies for external people add (D2, D16, D17, D29). */
final class Welcome {
    private Welcome() {}

    static EntryDecision decide(
            ForeignEntry facts, Access.Yes access, TenantRules resource, StandingGate.Open standing, Instant now) {
        var verdicts = resource.judge(circumstances(facts, standing));
        var because =
                Stream.concat(standing.because().stream(), verdicts.stream()).toList();
        var effect =
                verdicts.stream().filter(Verdict::binds).map(Verdict::effect).reduce(new Effect.Nothing(), Effect::and);
        var age = Reauthentication.of(verdicts).noShorterThan(SignInFrequency.SHORTEST);
        return switch (effect) {
            case Effect.Block block -> refused(Rule.D2, access, because);
            case Effect.Nothing nothing ->
                tooOld(facts, access, age, because, now)
                        .orElseGet(() -> admitted(facts, access, standing.rule(), because));
            case Effect.Require(var controls, var mfa) -> {
                if (controls.contains(Control.PASSWORD_CHANGE)) {
                    yield refused(Rule.D17, access, because);
                }
                yield tooOld(facts, access, age, because, now)
                        .orElseGet(() -> satisfied(facts, resource, mfa, age, now)
                                ? admitted(facts, access, standing.rule(), because)
                                : mfa(facts, access, resource, mfa, because));
            }
        };
    }

    /**
     * D16: the tenant limits how old a first factor may be. A call is no sign-in, so what it asks for every time counts abroad as asked for
     * every hour.
     */
    private static Optional<EntryDecision> tooOld(
            ForeignEntry facts, Access.Yes access, Reauthentication age, List<Verdict> because, Instant now) {
        var known = facts.session().authenticatedAt();
        var counts = age.first().isEmpty()
                || known.filter(at -> age.firstStillCounts(at, now)).isPresent();
        return counts
                ? Optional.empty()
                : Optional.of(ForeignRules.newSession(Rule.D16, access.with(), SignInCode.SIGN_IN_TOO_OLD, because));
    }

    private static Circumstances circumstances(ForeignEntry facts, StandingGate.Open standing) {
        return new Circumstances(
                facts.visiting(),
                facts.application(),
                Optional.of(facts.client()),
                Optional.of(standing.level()),
                facts.session().signInRisk(),
                Optional.of(facts.session().grant()),
                facts.surroundings(),
                Optional.empty());
    }

    /** D16: home MFA in this session where it is accepted, or MFA for this very entry; by an issuer trusted here (D29). */
    private static boolean satisfied(
            ForeignEntry facts, TenantRules resource, MfaDemand demanded, Reauthentication age, Instant now) {
        var session = facts.session();
        var accepted = session.mfaForThisEntry()
                || resource.externalAccess().mfaTrust().accepts(facts.home());
        return accepted
                && session.mfaTrustedBy(resource.externalAccess())
                && session.mfa()
                        .filter(passed -> passed.satisfies(demanded))
                        .filter(passed -> age.secondStillCounts(passed.at(), now))
                        .isPresent();
    }

    private static StepUp mfa(
            ForeignEntry facts, Access.Yes access, TenantRules resource, MfaDemand demanded, List<Verdict> because) {
        var untrusted = facts.session().mfa().isPresent() && !facts.session().mfaTrustedBy(resource.externalAccess());
        return new StepUp(
                untrusted ? Rule.D29 : Rule.D16,
                access.with(),
                SignInCode.MFA_REQUIRED,
                Need.MFA_FOR_THIS_ENTRY,
                demanded,
                because);
    }

    private static Refused refused(Rule rule, Access.Yes access, List<Verdict> because) {
        return new Refused(
                rule, access.with(), SignInCode.BLOCKED_BY_POLICY, Optional.empty(), Optional.empty(), because);
    }

    private static Admitted admitted(ForeignEntry facts, Access.Yes access, Rule rule, List<Verdict> because) {
        var with = EnumSet.noneOf(Rule.class);
        with.addAll(access.with());
        var obligations = EnumSet.noneOf(Obligation.class);
        if (rule == Rule.D14) {
            obligations.add(Obligation.MARK_AS_WAIVED);
        }
        if (facts.session().grant() != GrantKind.INTERACTIVE) {
            with.add(Rule.D26);
            obligations.add(Obligation.KEEP_THE_SESSION);
        }
        if (facts.session().tokenOf() == Session.TokenOf.PORTAL_FOR_PERSON) {
            with.add(Rule.D21);
        }
        return new Admitted(rule, with, access.roles(), Set.copyOf(obligations), because);
    }
}
