package io.homeward.accessrules.standing;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.Truth;
import io.homeward.accessrules.policy.Verdict;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.UserRisk;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the home rules offer a person at risk, and by which row of the law (D3 to D8, D24).
 *
 * @param rule D3 to D8, or D24 where only the rules of then make it as strict as it is
 * @param route what is offered
 * @param closes the detections that D4's flow closes: fixed when the flow begins; empty for the other routes
 * @param because what every home policy said
 */
public record HomeRoute(Rule rule, Route route, Set<DetectionId> closes, List<Verdict> because) {

    /** D4's flow is no registered application; a policy for single applications does not speak of it. */
    private static final ApplicationId REMEDIATION = new ApplicationId(new UUID(0, 0));

    public HomeRoute {
        requireNonNull(rule, "rule");
        requireNonNull(route, "route");
        closes = Set.copyOf(closes);
        because = List.copyOf(because);
    }

    /**
     * What is offered now: the stricter of what the policies offered when the risk reached its level and what they offer
     * today, and then only if this person can do it and this risk may be closed that way.
     *
     * @param member the person as the home's policies see him
     * @param risk an open risk
     */
    public static HomeRoute offered(TenantRules rules, Subject member, UserRisk risk, Capability capability) {
        var verdicts = judge(rules, member, risk.openLevel(), Optional.empty());
        var now = byPolicies(rules, member, risk.openLevel());
        var byPolicies = risk.routeAtOnset().map(now::stricter).orElse(now);
        var loosened = byPolicies != now;
        return switch (byPolicies) {
            case BLOCKED -> helpless(loosened ? Rule.D24 : Rule.D7, Route.BLOCKED, verdicts);
            case ADMINISTRATOR -> helpless(loosened ? Rule.D24 : Rule.D6, Route.ADMINISTRATOR, verdicts);
            case MFA_AND_PASSWORD_CHANGE, PASSWORD_CHANGE, MFA ->
                obstacles(byPolicies, rules, member, risk, capability).isEmpty()
                        ? new HomeRoute(
                                loosened ? Rule.D24 : ruleOf(byPolicies),
                                byPolicies,
                                byPolicies == Route.MFA ? all(risk) : Set.of(),
                                verdicts)
                        : helpless(Rule.D8, Route.ADMINISTRATOR, verdicts);
        };
    }

    /**
     * What the policies offer somebody at this level, whoever he is and whatever was detected. The risk service stores it
     * with a risk when it opens and when its level rises ({@link #atOnset}).
     */
    public static Route byPolicies(TenantRules rules, Subject member, RiskLevel level) {
        var anywhere = judge(rules, member, level, Optional.empty());
        if (anywhere.stream().anyMatch(HomeRoute::blocks)) {
            return Route.BLOCKED;
        }
        var atHome = judge(rules, member, level, Optional.of(REMEDIATION));
        var passwordChange = atHome.stream().anyMatch(HomeRoute::offersPasswordChange);
        var mfa = atHome.stream().anyMatch(HomeRoute::offersMfa);
        if (passwordChange) {
            return mfa ? Route.MFA_AND_PASSWORD_CHANGE : Route.PASSWORD_CHANGE;
        }
        return mfa ? Route.MFA : Route.ADMINISTRATOR;
    }

    /**
     * What to store in {@link UserRisk#routeAtOnset} when a risk opens or changes its level. While the level does not
     * rise, what was stored stays, tightened by what holds now. When it rises, the policies may speak of the new level for
     * the first time, so that they offered nothing at the lower one is forgotten; a block or an offer made there is not.
     */
    public static Route atOnset(UserRisk before, TenantRules rules, Subject member, RiskLevel level) {
        var now = byPolicies(rules, member, level);
        var rises = level.compareTo(before.openLevel()) > 0;
        return before.routeAtOnset()
                .filter(then -> before.open())
                .filter(then -> !(rises && then == Route.ADMINISTRATOR))
                .map(now::stricter)
                .orElse(now);
    }

    /** How strong the home rules demand the MFA in the route offered to be. */
    public static MfaDemand mfa(TenantRules rules, Subject member, RiskLevel level) {
        return judge(rules, member, level, Optional.of(REMEDIATION)).stream()
                .filter(verdict -> offersPasswordChange(verdict) || offersMfa(verdict))
                .map(verdict -> verdict.effect().demandedMfa())
                .reduce(MfaDemand.ANY, MfaDemand::and);
    }

    private static List<Verdict> judge(
            TenantRules rules, Subject member, RiskLevel level, Optional<ApplicationId> application) {
        var client = application.map(ignored -> ClientAppType.BROWSER);
        var grant = application.map(ignored -> GrantKind.INTERACTIVE);
        return rules.judge(new Circumstances(
                member,
                application,
                client,
                Optional.of(level),
                Optional.empty(),
                grant,
                Surroundings.UNKNOWN,
                Optional.empty()));
    }

    /** D7. A restriction: for single applications, clients or places only, it still blocks everywhere. */
    private static boolean blocks(Verdict verdict) {
        return verdict.policy().aboutUserRisk()
                && verdict.binds()
                && verdict.policy().grant().blocks();
    }

    private static boolean offersPasswordChange(Verdict verdict) {
        return verdict.policy().aboutUserRisk()
                && verdict.surelyApplies()
                && verdict.policy().grant().demands(Control.PASSWORD_CHANGE);
    }

    /** D4's "MFA-for-risk policy": one about sign-in risk. MFA on a user-risk policy alone remediates nothing (H19). */
    private static boolean offersMfa(Verdict verdict) {
        return verdict.policy().state() == Policy.State.ENABLED
                && verdict.policy().aboutSignInRisk()
                && verdict.appliesWithoutScore() == Truth.TRUE
                && verdict.policy().grant().demands(Control.MFA)
                && !verdict.policy().grant().demands(Control.PASSWORD_CHANGE);
    }

    /** Why a person can do nothing himself although the policies offer it (D8). */
    public enum Obstacle {
        CONFIRMED_COMPROMISE,
        NO_SECOND_FACTOR,
        /** He has one, registered no earlier than what the detections are evidence of, and nobody has confirmed it since. */
        SECOND_FACTOR_TOO_NEW,
        /** He has one that counts, of a kind that does not satisfy. */
        SECOND_FACTOR_TOO_WEAK,
        PASSWORD_NOT_CHANGEABLE,
        /** MFA alone is on offer, and it does not close what was found. */
        NOT_CLOSED_BY_MFA
    }

    /** What stands between him and what is {@link #offered}; nothing where he can do it, or where nothing is on offer to anybody. */
    public static Set<Obstacle> obstacles(TenantRules rules, Subject member, UserRisk risk, Capability capability) {
        var now = byPolicies(rules, member, risk.openLevel());
        return obstacles(risk.routeAtOnset().map(now::stricter).orElse(now), rules, member, risk, capability);
    }

    private static Set<Obstacle> obstacles(
            Route route, TenantRules rules, Subject member, UserRisk risk, Capability capability) {
        if (!route.selfService()) {
            return Set.of();
        }
        var found = EnumSet.noneOf(Obstacle.class);
        if (risk.confirmedCompromise()) {
            found.add(Obstacle.CONFIRMED_COMPROMISE);
        }
        if (!capability.mfaRegistered(risk, mfa(rules, member, risk.openLevel()))) {
            found.add(unusable(risk, capability));
        }
        if (route == Route.MFA) {
            var closable = !risk.detections().isEmpty()
                    && risk.detections().stream().allMatch(each -> each.type().closableByMfa());
            if (!closable) {
                found.add(Obstacle.NOT_CLOSED_BY_MFA);
            }
        } else if (!capability.changesPassword(rules)) {
            found.add(Obstacle.PASSWORD_NOT_CHANGEABLE);
        }
        return found;
    }

    private static Obstacle unusable(UserRisk risk, Capability capability) {
        if (!capability.registered()) {
            return Obstacle.NO_SECOND_FACTOR;
        }
        return capability.factors().stream().anyMatch(factor -> Capability.precedes(factor, risk))
                ? Obstacle.SECOND_FACTOR_TOO_WEAK
                : Obstacle.SECOND_FACTOR_TOO_NEW;
    }

    private static Rule ruleOf(Route route) {
        return switch (route) {
            case MFA -> Rule.D4;
            case PASSWORD_CHANGE -> Rule.D3;
            case MFA_AND_PASSWORD_CHANGE -> Rule.D5;
            case ADMINISTRATOR -> Rule.D6;
            case BLOCKED -> Rule.D7;
        };
    }

    private static HomeRoute helpless(Rule rule, Route route, List<Verdict> because) {
        return new HomeRoute(rule, route, Set.of(), because);
    }

    private static Set<DetectionId> all(UserRisk risk) {
        return risk.detections().stream().map(ActiveDetection::id).collect(Collectors.toUnmodifiableSet());
    }
}
