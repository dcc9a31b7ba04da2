package io.homeward.accessrules.home;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.Effect;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Reauthentication;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.UserAction;
import io.homeward.accessrules.policy.Verdict;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.standing.HomeRoute;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What all policies together demand of one sign-in, apart by what they answer to, because that decides screen, code and
 * what a fulfilled demand closes.
 *
 * @param account what the policies about user risk demand, and the link of a standing notice
 * @param signIn what those about sign-in risk demand, for as long as the sign-in could be scored (H17)
 * @param other what the rest demand
 * @param unscored how strong MFA would have to be for the policies that only the missing score left open
 * @param age how old what is proven may be
 * @param registering what the policies about registering a factor say; the verdicts are among {@code verdicts}
 * @param link what the person came to do, where he came by the link of a standing notice
 */
record Demands(
        List<Verdict> verdicts,
        Effect account,
        Effect signIn,
        Effect other,
        MfaDemand unscored,
        Reauthentication age,
        Effect registering,
        Optional<HomeRoute> link) {

    Demands {
        verdicts = List.copyOf(verdicts);
        requireNonNull(account, "account");
        requireNonNull(signIn, "signIn");
        requireNonNull(other, "other");
        requireNonNull(unscored, "unscored");
        requireNonNull(age, "age");
        requireNonNull(registering, "registering");
        requireNonNull(link, "link");
    }

    static Demands of(HomeSignIn facts) {
        var circumstances = circumstances(facts);
        var verdicts = facts.rules().judge(circumstances);
        var registering = registering(facts.rules(), circumstances);
        var link = link(facts);
        return new Demands(
                Stream.concat(
                                verdicts.stream()
                                        .filter(verdict -> !verdict.policy().aboutActions()),
                                registering.stream())
                        .toList(),
                account(facts, verdicts).and(byLink(link)),
                effect(verdicts, Demands::aboutSignIn),
                effect(
                        verdicts,
                        verdict -> !verdict.policy().aboutUserRisk()
                                && !verdict.policy().aboutSignInRisk()),
                verdicts.stream()
                        .filter(Verdict::bindsForWantOfScore)
                        .map(verdict -> verdict.effect().demandedMfa())
                        .reduce(MfaDemand.ANY, MfaDemand::and),
                Reauthentication.of(verdicts),
                effect(registering, verdict -> true),
                link);
    }

    /** H10: a block, or a remedy that was blocked when the risk began and is on offer again only since. */
    boolean blocksAccount(HomeSignIn facts) {
        var blockedAtOnset = facts.userRisk().open()
                && facts.userRisk().routeAtOnset().filter(Route.BLOCKED::equals).isPresent();
        var comesToRemediate = facts.purpose() instanceof HomeSignIn.Purpose.ToRemediate;
        return account instanceof Effect.Block || (blockedAtOnset && (secureChange() || comesToRemediate));
    }

    /** H7, and the block of a policy that is about no risk at all. */
    boolean blocksSignIn() {
        return signIn instanceof Effect.Block || other instanceof Effect.Block;
    }

    /** H8. */
    boolean secureChange() {
        return account.demands(Control.PASSWORD_CHANGE);
    }

    /** H5. */
    boolean signInMfa() {
        return signIn.demands(Control.MFA);
    }

    /** MFA that answers a risk: in this flow, with a factor that was there before. */
    boolean riskMfa() {
        return secureChange() || account.demands(Control.MFA) || signInMfa();
    }

    /** D4's flow. */
    boolean closesListed() {
        return link.filter(route -> route.route() == Route.MFA).isPresent();
    }

    /** Whether a policy about user risk that is known to apply, or the link, asked for the new password. */
    boolean secureChangeRemediates() {
        return link.filter(route -> route.route().selfService()).isPresent()
                || surely(verdict -> verdict.policy().aboutUserRisk(), Control.PASSWORD_CHANGE);
    }

    /** Whether a policy about sign-in risk that is known to apply asked for MFA. */
    boolean signInMfaRemediates() {
        return surely(Demands::aboutSignIn, Control.MFA);
    }

    MfaDemand riskStrength() {
        return account.demandedMfa().and(signIn.demandedMfa());
    }

    private boolean surely(Predicate<Verdict> which, Control control) {
        return verdicts.stream()
                .filter(verdict -> !verdict.policy().aboutActions())
                .filter(which)
                .filter(Verdict::surelyApplies)
                .anyMatch(verdict -> verdict.policy().grant().demands(control));
    }

    private static boolean aboutSignIn(Verdict verdict) {
        return verdict.policy().aboutSignInRisk() && !verdict.policy().aboutUserRisk();
    }

    /**
     * Where nothing is open a new password would remediate nothing; it can be demanded then only by rules this version
     * cannot read, and MFA is what is left of the demand.
     */
    private static Effect account(HomeSignIn facts, List<Verdict> verdicts) {
        var effect = effect(verdicts, verdict -> verdict.policy().aboutUserRisk());
        return effect instanceof Effect.Require(var controls, var mfa)
                        && controls.contains(Control.PASSWORD_CHANGE)
                        && !facts.userRisk().open()
                ? new Effect.Require(Set.of(Control.MFA), mfa)
                : effect;
    }

    private static Effect effect(List<Verdict> verdicts, Predicate<Verdict> which) {
        return verdicts.stream()
                .filter(which)
                .filter(Verdict::binds)
                .filter(verdict -> !verdict.bindsForWantOfScore())
                .map(Verdict::effect)
                .reduce(new Effect.Nothing(), Effect::and);
    }

    private static Optional<HomeRoute> link(HomeSignIn facts) {
        return facts.purpose() instanceof HomeSignIn.Purpose.ToRemediate
                        && facts.userRisk().open()
                ? Optional.of(HomeRoute.offered(facts.rules(), facts.person(), facts.userRisk(), facts.capability()))
                : Optional.empty();
    }

    private static Effect byLink(Optional<HomeRoute> link) {
        return link.map(route -> switch (route.route()) {
                    case MFA -> EnumSet.of(Control.MFA);
                    case PASSWORD_CHANGE, MFA_AND_PASSWORD_CHANGE -> EnumSet.of(Control.MFA, Control.PASSWORD_CHANGE);
                    case ADMINISTRATOR, BLOCKED -> EnumSet.noneOf(Control.class);
                })
                .map(controls -> Effect.require(controls, MfaDemand.ANY))
                .orElseGet(Effect.Nothing::new);
    }

    /** What the policies about registering a factor say, should it come to that. */
    private static List<Verdict> registering(TenantRules rules, Circumstances circumstances) {
        return rules.policies().stream().noneMatch(Policy::aboutActions)
                ? List.of()
                : rules.judge(circumstances.doing(UserAction.REGISTER_SECURITY_INFO)).stream()
                        .filter(verdict -> verdict.policy().aboutActions())
                        .toList();
    }

    private static Circumstances circumstances(HomeSignIn facts) {
        Optional<RiskLevel> signInRisk =
                switch (facts.risk()) {
                    case SignInRisk.Scored(var level, var detections) -> Optional.of(level);
                    case SignInRisk.NotScored() -> Optional.empty();
                };
        return new Circumstances(
                facts.person(),
                Optional.of(facts.application()),
                Optional.of(facts.client()),
                Optional.of(facts.userRisk().openLevel()),
                signInRisk,
                Optional.of(facts.grant()),
                facts.surroundings(),
                Optional.empty());
    }
}
