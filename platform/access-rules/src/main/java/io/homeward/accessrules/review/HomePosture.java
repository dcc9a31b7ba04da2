package io.homeward.accessrules.review;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Selection;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.standing.HomeRoute;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a tenant's rules let its own people do about a risk of theirs: what a customer may read of a partner before it approves a relationship
 * (D3 to D8). It is about the rules alone: what one person can do depends on what he has registered and on what was detected (D8), and what
 * was stricter when a risk began stays (D24).
 *
 * @param statements one for each of low, medium and high
 */
public record HomePosture(List<Statement> statements) {
    private static final List<RiskLevel> LEVELS = List.of(RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH);

    /** Somebody whom no policy singles out. */
    private static final Subject ANYBODY = Subject.member(new PersonId(new UUID(0, 0)), Set.of(), Set.of());

    public HomePosture {
        statements = List.copyOf(statements);
    }

    /** How a risk of one's own is closed. Later is stricter. */
    public enum Way {
        MULTIFACTOR_AUTHENTICATION("multifactorAuthentication"),
        SECURE_PASSWORD_CHANGE("securePasswordChange"),
        /** Both kinds of policy: MFA, then a new password. */
        BOTH("both"),
        /** No rule speaks of this level. The risk stands until an administrator acts. */
        NONE("none"),
        /** Rules speak of it, and none lets anybody close it himself. */
        ADMINISTRATOR("administrator"),
        BLOCKED("blocked");

        private final String wireName;

        Way(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        public boolean selfService() {
            return compareTo(NONE) < 0;
        }
    }

    /** Whom it is for. */
    public enum Coverage {
        EVERYONE("everyone"),
        SOME("some"),
        NOBODY("nobody");

        private final String wireName;

        Coverage(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /**
     * @param way by which those who can remediate do it; where nobody can, what is there instead
     * @param selfRemediation who can
     * @param others what else holds for some
     * @param mfa how strong the MFA in it has to be
     */
    public record Statement(RiskLevel level, Way way, Coverage selfRemediation, Set<Way> others, MfaDemand mfa) {
        public Statement {
            requireNonNull(level, "level");
            requireNonNull(way, "way");
            requireNonNull(selfRemediation, "selfRemediation");
            others = Set.copyOf(others);
            requireNonNull(mfa, "mfa");
        }

        /** The kinds of factor that satisfy it; none where nobody can remediate. */
        public Set<FactorKind> accepted() {
            return way.selfService()
                    ? Stream.of(FactorKind.values())
                            .filter(kind -> mfa.satisfiedBy(kind, kind.passwordless()))
                            .collect(Collectors.toUnmodifiableSet())
                    : Set.of();
        }

        /** Every way that holds for anybody. */
        public Set<Way> ways() {
            var ways = EnumSet.of(way);
            ways.addAll(others);
            return ways;
        }
    }

    public static HomePosture of(TenantRules rules) {
        return new HomePosture(
                LEVELS.stream().map(level -> statement(rules, level)).toList());
    }

    public Statement at(RiskLevel level) {
        return statements.stream()
                .filter(each -> each.level() == level)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is said of " + level));
    }

    /** What one policy adds for whom it covers. */
    private record Part(boolean block, boolean password, boolean mfa) {
        static final Part NOTHING = new Part(false, false, false);

        static Part of(TenantRules rules, Policy policy, RiskLevel level) {
            return switch (HomeRoute.byPolicies(rules.withPolicies(List.of(forEveryone(policy))), ANYBODY, level)) {
                case MFA -> new Part(false, false, true);
                case PASSWORD_CHANGE -> new Part(false, true, false);
                case MFA_AND_PASSWORD_CHANGE -> new Part(false, true, true);
                case ADMINISTRATOR -> NOTHING;
                case BLOCKED -> new Part(true, false, false);
            };
        }

        Part and(Part other) {
            return new Part(block || other.block, password || other.password, mfa || other.mfa);
        }

        Way way(Way nothing) {
            if (block) {
                return Way.BLOCKED;
            }
            if (password) {
                return mfa ? Way.BOTH : Way.SECURE_PASSWORD_CHANGE;
            }
            return mfa ? Way.MULTIFACTOR_AUTHENTICATION : nothing;
        }
    }

    private static Statement statement(TenantRules rules, RiskLevel level) {
        var universal = Part.NOTHING;
        var partial = Part.NOTHING;
        var spoken = false;
        for (var policy : rules.policies()) {
            if (policy.state() != Policy.State.ENABLED || !concernsMembers(policy.people())) {
                continue;
            }
            spoken |= policy.conditions().userRiskLevels().contains(level);
            var part = Part.of(rules, policy, level);
            if (coversAllMembers(policy.people())) {
                universal = universal.and(part);
            } else {
                partial = partial.and(part);
            }
        }
        return statement(rules, level, possible(universal, partial, spoken ? Way.ADMINISTRATOR : Way.NONE));
    }

    /** Whoever a policy for some covers, he may be covered by any others of them or by none. */
    private static EnumSet<Way> possible(Part universal, Part partial, Way nothing) {
        var ways = EnumSet.noneOf(Way.class);
        for (var block : choices(partial.block())) {
            for (var password : choices(partial.password())) {
                for (var mfa : choices(partial.mfa())) {
                    ways.add(universal.and(new Part(block, password, mfa)).way(nothing));
                }
            }
        }
        return ways;
    }

    private static List<Boolean> choices(boolean perhaps) {
        return perhaps ? List.of(true, false) : List.of(false);
    }

    private static Statement statement(TenantRules rules, RiskLevel level, EnumSet<Way> ways) {
        var self = ways.stream().filter(Way::selfService).toList();
        var coverage =
                self.isEmpty() ? Coverage.NOBODY : self.size() == ways.size() ? Coverage.EVERYONE : Coverage.SOME;
        var way = self.isEmpty() ? List.copyOf(ways).getLast() : self.getLast();
        var others = EnumSet.copyOf(ways);
        others.remove(way);
        var everyone = rules.withPolicies(rules.policies().stream()
                .filter(policy -> concernsMembers(policy.people()))
                .map(HomePosture::forEveryone)
                .toList());
        return new Statement(level, way, coverage, others, HomeRoute.mfa(everyone, ANYBODY, level));
    }

    private static Policy forEveryone(Policy policy) {
        return new Policy(
                policy.id(),
                policy.name(),
                policy.state(),
                People.EVERYONE,
                policy.conditions(),
                policy.grant(),
                policy.session());
    }

    private static boolean concernsMembers(People people) {
        var include = people.include();
        return include.everyone()
                || !include.users().isEmpty()
                || !include.groups().isEmpty()
                || !include.roles().isEmpty();
    }

    private static boolean coversAllMembers(People people) {
        return people.include().everyone() && !singlesOut(people.exclude());
    }

    private static boolean singlesOut(Selection excluded) {
        return excluded.everyone()
                || !excluded.users().isEmpty()
                || !excluded.groups().isEmpty()
                || !excluded.roles().isEmpty();
    }

    /** What the route offered to one member comes to in these words. */
    public static Way way(Route route) {
        return switch (route) {
            case MFA -> Way.MULTIFACTOR_AUTHENTICATION;
            case PASSWORD_CHANGE -> Way.SECURE_PASSWORD_CHANGE;
            case MFA_AND_PASSWORD_CHANGE -> Way.BOTH;
            case ADMINISTRATOR -> Way.ADMINISTRATOR;
            case BLOCKED -> Way.BLOCKED;
        };
    }
}
