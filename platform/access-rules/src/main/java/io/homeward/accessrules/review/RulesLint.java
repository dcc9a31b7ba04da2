package io.homeward.accessrules.review;

import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Mentions;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.Truth;
import io.homeward.accessrules.review.HomePosture.Coverage;
import io.homeward.accessrules.review.HomePosture.Way;
import io.homeward.accessrules.review.Remark.Kind;
import io.homeward.accessrules.review.Remark.Severity;
import io.homeward.accessrules.risk.RiskLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may be saved and is probably not meant, over all rules of a tenant. Of single policies see also {@code PolicyLint}. */
public final class RulesLint {

    /** After this long in report-only mode a policy is forgotten. */
    public static final Duration REPORT_ONLY_PATIENCE = Duration.ofDays(30);

    private static final Set<ExternalKind> GUESTS = EnumSet.of(
            ExternalKind.B2B_COLLABORATION_GUEST,
            ExternalKind.B2B_COLLABORATION_MEMBER,
            ExternalKind.OTHER_EXTERNAL_USER);

    private final TenantRules rules;
    private final LintFacts facts;
    private final List<Policy> enabled;
    private final List<Remark> found = new ArrayList<>();

    private RulesLint(TenantRules rules, LintFacts facts) {
        this.rules = rules;
        this.facts = facts;
        this.enabled = rules.policies().stream()
                .filter(policy -> policy.state() == Policy.State.ENABLED)
                .toList();
    }

    /** The serious ones first; of equals in the order of policies. */
    public static List<Remark> remarks(TenantRules rules, LintFacts facts) {
        var lint = new RulesLint(rules, facts);
        lint.administrators();
        lint.remediation();
        lint.thresholds();
        lint.breakGlass();
        rules.policies().stream()
                .filter(policy -> policy.state() != Policy.State.DISABLED)
                .forEach(lint::policy);
        return lint.found.stream()
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .toList();
    }

    private void policy(Policy policy) {
        risks(policy);
        reach(policy);
        outsiders(policy);
        if (policy.conditions().devices().isPresent()) {
            say(
                    Kind.DEVICE_FILTER_UNKNOWN,
                    Severity.SERIOUS,
                    policy,
                    "%s has a device filter, and nothing is known of devices here. It binds everybody it is about, on every device.",
                    "Take the filter out, or leave the policy in report-only mode.");
        }
        var gone = Mentions.of(policy).without(facts.known());
        if (!gone.empty()) {
            say(
                    Kind.NAMES_WHAT_IS_GONE,
                    Severity.WARNING,
                    policy,
                    "%s names what is not there any more: " + names(gone) + ".",
                    "Take it out. A location that is gone leaves the condition unknown, and the policy binds.");
        }
        var reportOnly = facts.reportOnlyFor().get(policy.id());
        if (policy.state() == Policy.State.REPORT_ONLY
                && reportOnly != null
                && reportOnly.compareTo(REPORT_ONLY_PATIENCE) > 0) {
            say(
                    Kind.REPORT_ONLY_FORGOTTEN,
                    Severity.ADVICE,
                    policy,
                    "%s has been in report-only mode for " + reportOnly.toDays() + " days and protects nobody.",
                    "Do a dry run, then enable it or delete it.");
        }
    }

    private void risks(Policy policy) {
        if (policy.aboutUserRisk() && policy.aboutSignInRisk()) {
            say(
                    Kind.AND_TRAP,
                    Severity.SERIOUS,
                    policy,
                    "%s has conditions on user risk and on sign-in risk. It applies only where both hold at the same time, so it misses most of either.",
                    "Make two policies of it.");
        }
        if (policy.aboutUserRisk()
                && policy.grant().demands(Control.MFA)
                && !policy.grant().demands(Control.PASSWORD_CHANGE)) {
            say(
                    Kind.MFA_ALONE_CLOSES_NO_USER_RISK,
                    Severity.WARNING,
                    policy,
                    "%s demands MFA alone for user risk. People at risk get in, and their risk stays open (H19).",
                    "Add passwordChange, so that they can close it.");
        }
    }

    private void reach(Policy policy) {
        if (Reach.concernsNobody(policy.people())) {
            say(
                    Kind.CONCERNS_NOBODY,
                    Severity.WARNING,
                    policy,
                    "%s concerns nobody: it includes nobody, or excludes whomever it includes. Exclusion wins.",
                    "Include somebody, or delete it.");
            return;
        }
        Reach.neverHolds(policy.conditions())
                .ifPresent(why -> say(
                        Kind.NEVER_APPLIES,
                        Severity.WARNING,
                        policy,
                        "%s never applies: " + why + ".",
                        "Mend its conditions, or delete it."));
        if (policy.grant().blocks()) {
            blocksEveryone(policy);
            return;
        }
        enabled.stream()
                .filter(block -> block.grant().blocks() && Reach.covers(block, policy))
                .findFirst()
                .ifPresent(block -> found.add(new Remark(
                        Kind.BEHIND_BLOCK,
                        Severity.WARNING,
                        Set.of(policy.id(), block.id()),
                        "%s is never reached: wherever it applies, %s blocks.".formatted(named(policy), named(block)),
                        "Narrow the block, or delete the other.")));
    }

    private void blocksEveryone(Policy policy) {
        if (policy.state() == Policy.State.ENABLED && policy.blocksEveryoneAlways()) {
            say(
                    Kind.BLOCKS_EVERYONE,
                    Severity.SERIOUS,
                    policy,
                    "%s blocks everyone always.",
                    "Exclude the account you keep for emergencies.");
        }
    }

    private void outsiders(Policy policy) {
        var excluded = policy.people().exclude();
        var wholesale = excluded.externalsOf().isEmpty()
                && (excluded.externals().contains(ExternalKind.SERVICE_PROVIDER)
                        || excluded.externals().containsAll(GUESTS));
        var protects = policy.aboutUserRisk()
                || policy.aboutSignInRisk()
                || policy.grant().demands(Control.MFA);
        if (wholesale && protects && policy.people().include().everyone()) {
            say(
                    Kind.OUTSIDERS_EXCLUDED,
                    Severity.WARNING,
                    policy,
                    "%s leaves out every guest or every technician of a service provider. The built-in rule still keeps those at high risk out; nothing else here does.",
                    "Exclude single organisations, or set a stricter threshold for external people.");
        }
    }

    /** An administrator who could get in somewhere is enough. */
    private void administrators() {
        if (facts.administrators().isEmpty()) {
            return;
        }
        var lockOut = new LockOut(rules);
        if (facts.administrators().stream().allMatch(lockOut::locksOut)) {
            say(
                    Kind.ADMINISTRATORS_LOCKED_OUT,
                    Severity.SERIOUS,
                    enabled.stream()
                            .filter(policy ->
                                    policy.grant().blocks() || policy.grant().demands(Control.MFA))
                            .map(Policy::id)
                            .collect(Collectors.toSet()),
                    "No Global Administrator could sign in: each is blocked, or is asked for what he has not got.",
                    "Keep an account for emergencies and exclude it, before these rules are enforced.");
        }
    }

    private void remediation() {
        var high = HomePosture.of(rules).at(RiskLevel.HIGH);
        switch (high.selfRemediation()) {
            case EVERYONE -> {}
            case SOME ->
                say(
                        Kind.NO_WAY_TO_REMEDIATE,
                        Severity.ADVICE,
                        userRiskPolicies(),
                        "Some people at high risk cannot help themselves: no policy with MFA and passwordChange covers them, or one blocks them.",
                        "Cover everyone who signs in here, except the account for emergencies.");
            case NOBODY ->
                say(
                        Kind.NO_WAY_TO_REMEDIATE,
                        Severity.WARNING,
                        userRiskPolicies(),
                        high.way() == Way.BLOCKED
                                ? "People at high risk are blocked, and only an administrator can help them (D7)."
                                : "No policy lets people at high risk help themselves. Those of yours who work in customers' tenants are kept out there until an administrator acts (D6).",
                        "Add a policy on high user risk with MFA and passwordChange for everyone.");
        }
    }

    private Set<PolicyId> userRiskPolicies() {
        return enabled.stream().filter(Policy::aboutUserRisk).map(Policy::id).collect(Collectors.toSet());
    }

    private void thresholds() {
        var posture = HomePosture.of(rules);
        milder(posture, RiskLevel.LOW, RiskLevel.MEDIUM);
        milder(posture, RiskLevel.MEDIUM, RiskLevel.HIGH);
        silent("sign-in", policy -> policy.conditions().signInRiskLevels());
        silent("user", policy -> policy.conditions().userRiskLevels());
    }

    /** Blocked at a level, and not at the next. */
    private void milder(HomePosture posture, RiskLevel lower, RiskLevel higher) {
        var below = posture.at(lower);
        var above = posture.at(higher);
        if (below.way() == Way.BLOCKED && below.selfRemediation() == Coverage.NOBODY && above.way() != Way.BLOCKED) {
            say(
                    Kind.THRESHOLDS_CONTRADICT,
                    Severity.WARNING,
                    userRiskPolicies(),
                    "People at %s risk are blocked, and people at %s risk are not."
                            .formatted(lower.wireName(), higher.wireName()),
                    "Block from a level upwards, or nowhere.");
        }
    }

    /** Policies name sets of levels; somebody who ticks one box often means "at least". */
    private void silent(String which, Function<Policy, Set<RiskLevel>> levels) {
        var about = enabled.stream()
                .filter(policy -> !levels.apply(policy).isEmpty())
                .toList();
        var named =
                about.stream().flatMap(policy -> levels.apply(policy).stream()).collect(Collectors.toSet());
        if (!about.isEmpty() && !named.contains(RiskLevel.HIGH)) {
            say(
                    Kind.THRESHOLDS_CONTRADICT,
                    Severity.SERIOUS,
                    about.stream().map(Policy::id).collect(Collectors.toSet()),
                    "Policies speak of " + which + " risk, and none of high " + which + " risk.",
                    "Levels are a set, not a threshold: name the higher ones too.");
        }
    }

    private void breakGlass() {
        if (rules.breakGlass().isEmpty()) {
            if (!enabled.isEmpty()) {
                say(
                        Kind.NO_BREAK_GLASS,
                        Severity.ADVICE,
                        Set.of(),
                        "No account is kept for emergencies.",
                        "Name one, exclude it from every policy, and keep its credentials offline.");
            }
            return;
        }
        for (var account : facts.breakGlass()) {
            var binding = enabled.stream()
                    .filter(policy -> !policy.grant().empty())
                    .filter(policy -> policy.people().cover(account) == Truth.TRUE)
                    .map(Policy::id)
                    .collect(Collectors.toSet());
            if (!binding.isEmpty()) {
                say(
                        Kind.BREAK_GLASS_BOUND,
                        Severity.WARNING,
                        binding,
                        "The account kept for emergencies " + account.person() + " is not excluded.",
                        "Exclude it by name or by a group, so that it works when nothing else does.");
            }
        }
    }

    private void say(Kind kind, Severity severity, Policy policy, String message, String advice) {
        say(kind, severity, Set.of(policy.id()), message.replace("%s", named(policy)), advice);
    }

    private void say(Kind kind, Severity severity, Set<PolicyId> policies, String message, String advice) {
        found.add(new Remark(kind, severity, policies, message, advice));
    }

    private static String named(Policy policy) {
        return "\"" + policy.name() + "\"";
    }

    private static String names(Mentions gone) {
        return Stream.of(gone.users(), gone.groups(), gone.roles(), gone.locations(), gone.applications())
                .flatMap(Set::stream)
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
