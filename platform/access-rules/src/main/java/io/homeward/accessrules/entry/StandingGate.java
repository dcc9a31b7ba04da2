package io.homeward.accessrules.entry;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.Route;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.entry.EntryDecision.Refused;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.Verdict;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.HomeRoute;
import io.homeward.accessrules.standing.Standing;
import io.homeward.accessrules.standing.StandingNotice;
import io.homeward.accessrules.standing.StandingNotice.WhoCanAct;
import io.homeward.accessrules.standing.Waiver;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The standing rule: built in, needs no policy in the tenant entered, and no tenant can weaken it. */
sealed interface StandingGate {

    /** A refusal or a step-up. */
    record Closed(EntryDecision decision) implements StandingGate {
        public Closed {
            requireNonNull(decision, "decision");
        }
    }

    /**
     * @param level the home's user risk, for the tenant's own policies
     * @param rule D2, D9 or D14
     */
    record Open(RiskLevel level, Rule rule, List<Verdict> because) implements StandingGate {
        public Open {
            requireNonNull(level, "level");
            requireNonNull(rule, "rule");
            because = List.copyOf(because);
        }
    }

    static StandingGate of(ForeignEntry facts, Access.Yes access, TenantRules home, TenantRules resource, Instant now) {
        var own =
                switch (facts.standing()) {
                    case Standing.AtRisk(var risk) -> risk;
                    case Standing.Remediating(var risk) -> risk;
                    case Standing.Clear(var release) -> UserRisk.CLEAR;
                    case Standing.Unknown(var reason) ->
                        throw new IllegalArgumentException("an unknown standing was let through: " + reason);
                };
        var entering = new Entering(facts, access, home, resource, now);
        var heaviest = heaviest(own, facts.inherited());
        var open = heaviest.open() ? entering.atRisk(heaviest, !heaviest.equals(own)) : entering.clear();
        return switch (open) {
            case Closed closed -> closed;
            case Open passed -> entering.epochs().<StandingGate>map(Closed::new).orElse(passed);
        };
    }

    /** D25: the highest open standing of all accounts that are one; of equals his own. */
    private static UserRisk heaviest(UserRisk own, List<UserRisk> inherited) {
        var heaviest = own;
        for (var each : inherited) {
            var heavier = each.openLevel().compareTo(heaviest.openLevel()) > 0
                    || (each.confirmedCompromise() && !heaviest.confirmedCompromise());
            if (each.open() && heavier) {
                heaviest = each;
            }
        }
        return heaviest;
    }

    /** One person at the door of one tenant. */
    record Entering(ForeignEntry facts, Access.Yes access, TenantRules home, TenantRules resource, Instant now) {

        /** D7, D6, D8, D5, D4, D3, D24, D25, D12; D14. */
        private StandingGate atRisk(UserRisk risk, boolean inherited) {
            var route = offered(risk);
            var threshold = Access.threshold(access, resource.externalAccess());
            var blocked = route.route() == Route.BLOCKED;
            if (!blocked && !risk.openLevel().atLeast(threshold)) {
                return new Open(risk.openLevel(), Rule.D2, route.because());
            }
            if (!blocked && !inherited && waived(risk)) {
                return unwaived(threshold)
                        .<StandingGate>map(each -> new Closed(refused(each, offered(each), true)))
                        .orElseGet(() -> new Open(risk.openLevel(), Rule.D14, route.because()));
            }
            return new Closed(refused(risk, route, inherited));
        }

        private HomeRoute offered(UserRisk risk) {
            return HomeRoute.offered(
                    home, facts.atHome(), risk, facts.capability().orElse(Capability.NONE));
        }

        /** D14, D25: a waiver names one open risk, his own. What he inherits stands beside it as it would without. */
        private Optional<UserRisk> unwaived(RiskLevel threshold) {
            return facts.inherited().stream()
                    .filter(UserRisk::open)
                    .filter(each -> each.openLevel().atLeast(threshold)
                            || each.confirmedCompromise()
                            || offered(each).route() == Route.BLOCKED)
                    .max(Comparator.comparing(UserRisk::openLevel));
        }

        private Refused refused(UserRisk risk, HomeRoute route, boolean inherited) {
            var builtIn = risk.openLevel().atLeast(RiskLevel.HIGH) || route.route() == Route.BLOCKED;
            var rule = inherited ? Rule.D25 : builtIn ? route.rule() : Rule.D12;
            var with = EnumSet.of(route.rule());
            with.addAll(access.with());
            if (facts.session().began().riskOlderThan(facts.current())) {
                with.add(Rule.D15);
            }
            with.remove(rule);
            var remediating = facts.standing() instanceof Standing.Remediating && !inherited;
            return new Refused(
                    rule,
                    with,
                    ForeignRules.codeAtRisk(access),
                    Optional.of(notice(risk, route, inherited, remediating)),
                    remediating ? Optional.of(ForeignRules.RETRY_AFTER) : Optional.empty(),
                    route.because());
        }

        private StandingNotice notice(UserRisk risk, HomeRoute route, boolean inherited, boolean remediating) {
            if (remediating) {
                return notice(risk.since(), WhoCanAct.NOBODY, Optional.empty());
            }
            // What he does with this account closes nothing of the other.
            var offered = inherited ? route.route().stricter(Route.ADMINISTRATOR) : route.route();
            return notice(
                    risk.since(),
                    offered.selfService() ? WhoCanAct.SELF : WhoCanAct.HOME_ADMINISTRATOR,
                    Optional.of(offered));
        }

        private StandingNotice notice(Optional<Instant> since, WhoCanAct who, Optional<Route> remediation) {
            return new StandingNotice(true, since, facts.home(), Optional.of(home.name()), who, remediation);
        }

        private boolean waived(UserRisk risk) {
            return facts.waiver()
                            .filter(waiver -> names(waiver, risk))
                            .filter(Waiver::wellFormed)
                            .filter(waiver -> waiver.lasts(now))
                            .filter(waiver ->
                                    resource.externalAccess().acceptedWaivers().contains(waiver.id()))
                            .isPresent()
                    && !risk.tokenTheft()
                    && !risk.confirmedCompromise();
        }

        private boolean names(Waiver waiver, UserRisk risk) {
            return waiver.person().equals(facts.atHome().person()) && waiver.riskEpoch() == risk.riskEpoch();
        }

        /** D9, as far as it is about how the risk was closed. */
        private StandingGate clear() {
            var release =
                    facts.standing() instanceof Standing.Clear(var how) ? how : Optional.<Standing.Release>empty();
            if (facts.capability().filter(Capability::temporaryPasswordPending).isPresent()) {
                return released(WhoCanAct.SELF, Route.PASSWORD_CHANGE);
            }
            var remediated = release.map(Standing.Release::state)
                    .filter(state -> state != RiskState.REMEDIATED)
                    .isEmpty();
            if (resource.externalAccess().requireRemediated() && !remediated) {
                return released(WhoCanAct.HOME_ADMINISTRATOR, Route.ADMINISTRATOR);
            }
            return new Open(RiskLevel.NONE, release.isPresent() ? Rule.D9 : Rule.D2, List.of());
        }

        private StandingGate released(WhoCanAct who, Route remediation) {
            return new Closed(new Refused(
                    Rule.D9,
                    access.with(),
                    ForeignRules.codeAtRisk(access),
                    Optional.of(notice(Optional.empty(), who, Optional.of(remediation))),
                    Optional.empty(),
                    List.of()));
        }

        /** D9: only sessions that began after the last credential change, revocation or risk count. */
        private Optional<EntryDecision> epochs() {
            if (facts.session().began().sessionOlderThan(facts.current())) {
                return Optional.of(old(SignInCode.SESSION_REVOKED));
            }
            return facts.session().began().riskOlderThan(facts.current())
                    ? Optional.of(old(SignInCode.FRESH_SIGN_IN_NEEDED))
                    : Optional.empty();
        }

        private EntryDecision old(SignInCode code) {
            return ForeignRules.newSession(Rule.D9, access.with(), code, List.of());
        }
    }
}
