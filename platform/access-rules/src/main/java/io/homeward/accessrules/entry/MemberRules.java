package io.homeward.accessrules.entry;

import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.entry.EntryDecision.Admitted;
import io.homeward.accessrules.entry.EntryDecision.Refused;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.Effect;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.Verdict;
import io.homeward.accessrules.risk.UserRisk;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A member calls his own tenant with a live token. What the law leaves open, and what an administrator expects:
 *
 * <ul>
 *   <li>A session older than the person's session epoch is dead: a credential was replaced, or sessions were revoked.
 *   <li>A session older than the risk epoch is <em>not</em> dead for that: at home the risk epoch alone ends nothing.
 *   <li>But where the home's own user-risk policy matches, it acts on live tokens too: a block blocks (H10), a demand for
 *       a new password sends him to sign in again (H8), a demand for MFA alone does so if the session began before the
 *       risk (H19).
 *   <li>Freshness is not asked: with the risk service away the last known risk applies, and where none is known the member
 *       is in (invariant 4). Policies about the single sign-in were answered when the session began.
 * </ul>
 */
public final class MemberRules {
    private MemberRules() {}

    public static EntryDecision decide(MemberEntry facts) {
        if (facts.disabled()) {
            return refused(Rule.H15, SignInCode.DISABLED, List.of());
        }
        if (facts.session().began().sessionOlderThan(facts.current())) {
            return ForeignRules.newSession(Rule.D9, Set.of(), SignInCode.SESSION_REVOKED, List.of());
        }
        var open = facts.risk().filter(UserRisk::open);
        return facts.rules()
                .flatMap(rules -> open.map(risk -> atRisk(facts, rules, risk)))
                .orElseGet(() -> admitted(Rule.H1, List.of()));
    }

    private static EntryDecision atRisk(MemberEntry facts, TenantRules rules, UserRisk risk) {
        var verdicts = rules
                .judge(new Circumstances(
                        facts.person(),
                        facts.application(),
                        Optional.of(facts.client()),
                        Optional.of(risk.openLevel()),
                        facts.session().signInRisk(),
                        Optional.of(facts.session().grant()),
                        facts.surroundings(),
                        Optional.empty()))
                .stream()
                .filter(verdict -> verdict.policy().aboutUserRisk())
                .toList();
        var effect =
                verdicts.stream().filter(Verdict::binds).map(Verdict::effect).reduce(new Effect.Nothing(), Effect::and);
        if (effect instanceof Effect.Block) {
            return refused(Rule.H10, SignInCode.BLOCKED_BY_POLICY, verdicts);
        }
        if (effect.demands(Control.PASSWORD_CHANGE)) {
            return ForeignRules.newSession(Rule.H8, Set.of(), SignInCode.PASSWORD_CHANGE_FOR_RISK, verdicts);
        }
        if (effect.demands(Control.MFA) && facts.session().began().riskOlderThan(facts.current())) {
            return ForeignRules.newSession(Rule.H19, Set.of(), SignInCode.MFA_REQUIRED, verdicts);
        }
        return admitted(Rule.H12, verdicts);
    }

    private static Admitted admitted(Rule rule, List<Verdict> because) {
        return new Admitted(rule, Set.of(), Set.of(), Set.of(), because);
    }

    private static Refused refused(Rule rule, SignInCode code, List<Verdict> because) {
        return new Refused(rule, Set.of(), code, Optional.empty(), Optional.empty(), because);
    }
}
