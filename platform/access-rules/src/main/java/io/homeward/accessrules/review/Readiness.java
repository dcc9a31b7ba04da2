package io.homeward.accessrules.review;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.HomeRules;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.HomeRoute;
import io.homeward.accessrules.standing.HomeRoute.Obstacle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What would become of a tenant's people were a risk found this very moment, under the rules as they are: who would be blocked at home although
 * he has done nothing wrong, and which of those with delegated access could not let themselves back in. What is really known of somebody's risk
 * does not enter.
 */
public final class Readiness {
    /** From the most severe on: what is said is said of the worst. */
    private static final List<RiskLevel> LEVELS = List.of(RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW);

    private static final DetectionId ANY = new DetectionId(new UUID(0, 1));

    private Readiness() {}

    /** What is found. */
    public enum Strike {
        /** In this sign-in, and about familiarity: MFA can close it (H5, D4). */
        UNUSUAL_SIGN_IN,
        /** About the account: somebody else knows the password (H8, D3). */
        LEAKED_PASSWORD;

        private DetectionType type() {
            return switch (this) {
                case UNUSUAL_SIGN_IN -> DetectionType.UNFAMILIAR_FEATURES;
                case LEAKED_PASSWORD -> DetectionType.LEAKED_CREDENTIALS;
            };
        }
    }

    /**
     * The rule by which his next sign-in at home would end in a block (H6, H9, H18: he is not capable; H7, H10: a policy blocks everybody it is
     * about), at the most severe level at which it would.
     *
     * @param firstInteractiveInScope when his registration clock started
     * @return empty where he would get through, alone
     */
    public static Optional<Rule> blockedAtHome(
            Strike strike,
            TenantRules rules,
            Subject member,
            Capability capability,
            Optional<Instant> firstInteractiveInScope,
            Instant now) {
        return LEVELS.stream()
                .map(level -> signIn(strike, level, member, capability, firstInteractiveInScope, now))
                .map(signIn -> HomeRules.decide(signIn.atHome(rules, now), now))
                .filter(HomeDecision.Blocked.class::isInstance)
                .map(HomeDecision::rule)
                .findFirst();
    }

    /**
     * What a technician or guest at high risk could do.
     *
     * @param rule D3, D4 or D5 where he could let himself back in; D6, D7 or D8 where he could not; D18 where he is not let in even today
     * @param route what would be offered to him
     * @param obstacles why not, under D8 and D18
     */
    public record Remedy(Rule rule, Route route, Set<Obstacle> obstacles) {
        public Remedy {
            requireNonNull(rule, "rule");
            requireNonNull(route, "route");
            obstacles = Set.copyOf(obstacles);
        }

        /** Whether nobody else is needed. */
        public boolean alone() {
            return route.selfService();
        }
    }

    /** Asked by the standing rule of every tenant he enters, in its order: D18 comes before what home offers. */
    public static Remedy abroad(Strike strike, TenantRules home, Subject member, Capability capability, Instant now) {
        if (!capability.registered()) {
            return new Remedy(Rule.D18, Route.ADMINISTRATOR, Set.of(Obstacle.NO_SECOND_FACTOR));
        }
        var risk = risk(strike, RiskLevel.HIGH, now);
        var offered = HomeRoute.offered(home, member, risk, capability);
        return new Remedy(offered.rule(), offered.route(), HomeRoute.obstacles(home, member, risk, capability));
    }

    private static Hypothetical signIn(
            Strike strike,
            RiskLevel level,
            Subject member,
            Capability capability,
            Optional<Instant> firstInteractiveInScope,
            Instant now) {
        return switch (strike) {
            case UNUSUAL_SIGN_IN ->
                new Hypothetical(
                        circumstances(member, level, RiskLevel.NONE),
                        Optional.of(capability),
                        firstInteractiveInScope,
                        Optional.empty());
            case LEAKED_PASSWORD ->
                new Hypothetical(
                        circumstances(member, RiskLevel.NONE, level),
                        Optional.of(capability),
                        firstInteractiveInScope,
                        Optional.of(risk(strike, level, now)));
        };
    }

    private static Circumstances circumstances(Subject member, RiskLevel signIn, RiskLevel user) {
        return new Circumstances(
                member,
                Optional.empty(),
                Optional.of(ClientAppType.BROWSER),
                Optional.of(user),
                Optional.of(signIn),
                Optional.of(GrantKind.INTERACTIVE),
                Surroundings.UNKNOWN,
                Optional.empty());
    }

    private static UserRisk risk(Strike strike, RiskLevel level, Instant now) {
        return new UserRisk(
                level,
                RiskState.AT_RISK,
                RiskDetail.NONE,
                Optional.of(now),
                1,
                List.of(new ActiveDetection(ANY, strike.type(), level, now)),
                Optional.empty());
    }
}
