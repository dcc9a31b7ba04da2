package io.homeward.accessrules.entry;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.Route;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.entry.EntryDecision.Refused;
import io.homeward.accessrules.policy.ExternalAccess;
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
import java.util.stream.Stream;

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
        return switch (entering.decide(own)) {
            case Closed closed -> closed;
            case Open passed -> entering.epochs().<StandingGate>map(Closed::new).orElse(passed);
        };
    }

    /**
     * One open risk, and what the home's rules offer for it.
     *
     * @param inherited it is of an account that this one came after (D25)
     */
    record Weighed(UserRisk risk, HomeRoute route, boolean inherited) {

        /** What is blocked first (D7), then the highest standing of all accounts that are one (D25); of equals his own. */
        static final Comparator<Weighed> HEAVIER = Comparator.comparing(Weighed::blocked)
                .thenComparing(each -> each.risk().openLevel())
                .thenComparing(each -> each.risk().confirmedCompromise())
                .thenComparing(each -> !each.inherited());

        boolean blocked() {
            return route.route() == Route.BLOCKED;
        }

        /** Whether nobody comes in with this one, whatever else is open beside it. */
        boolean refuses(RiskLevel threshold) {
            return blocked() || risk.openLevel().atLeast(threshold) || risk.confirmedCompromise();
        }

        /** Whether it would everywhere: the customer asks for nothing stricter than the built-in rule then. */
        boolean refusesByItself() {
            return refuses(ExternalAccess.BUILT_IN_THRESHOLD);
        }
    }

    /** One person at the door of one tenant. */
    record Entering(ForeignEntry facts, Access.Yes access, TenantRules home, TenantRules resource, Instant now) {

        /** Every open risk is asked by itself: a heavier one beside it lets nobody in (D7, D6, D8, D5, D4, D3, D24, D25, D12; D14). */
        private StandingGate decide(UserRisk own) {
            var open = Stream.concat(
                            Stream.of(own).filter(UserRisk::open).map(risk -> weighed(risk, false)),
                            facts.inherited().stream().filter(UserRisk::open).map(risk -> weighed(risk, true)))
                    .toList();
            var threshold = Access.threshold(access, resource.externalAccess());
            var refusing = open.stream().filter(each -> each.refuses(threshold)).toList();
            var binding = refusing.stream().filter(each -> !waived(each)).max(Weighed.HEAVIER);
            if (binding.isPresent()) {
                return new Closed(refused(binding.get()));
            }
            var heaviest = open.stream().max(Weighed.HEAVIER);
            var level = heaviest.map(each -> each.risk().openLevel()).orElse(RiskLevel.NONE);
            var because = heaviest.map(each -> each.route().because()).orElse(List.of());
            var rule = !refusing.isEmpty()
                    ? Rule.D14
                    : heaviest.isEmpty() && release().isPresent() ? Rule.D9 : Rule.D2;
            return released().orElseGet(() -> new Open(level, rule, because));
        }

        private Weighed weighed(UserRisk risk, boolean inherited) {
            var route = HomeRoute.offered(
                    home, facts.atHome(), risk, facts.capability().orElse(Capability.NONE));
            return new Weighed(risk, route, inherited);
        }

        private Refused refused(Weighed weighed) {
            var route = weighed.route();
            var rule = weighed.inherited() ? Rule.D25 : weighed.refusesByItself() ? route.rule() : Rule.D12;
            var with = EnumSet.of(route.rule());
            with.addAll(access.with());
            if (facts.session().began().riskOlderThan(facts.current())) {
                with.add(Rule.D15);
            }
            with.remove(rule);
            var remediating = facts.standing() instanceof Standing.Remediating && !weighed.inherited();
            return new Refused(
                    rule,
                    with,
                    ForeignRules.codeAtRisk(access),
                    Optional.of(notice(weighed.risk(), route, weighed.inherited(), remediating)),
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

        /** D14: a waiver names one open risk, his own. What he inherits stands beside it as it would without. */
        private boolean waived(Weighed weighed) {
            var risk = weighed.risk();
            return !weighed.inherited()
                    && !weighed.blocked()
                    && !risk.tokenTheft()
                    && !risk.confirmedCompromise()
                    && facts.waiver()
                            .filter(waiver -> names(waiver, risk))
                            .filter(Waiver::wellFormed)
                            .filter(waiver -> waiver.lasts(now))
                            .filter(waiver ->
                                    resource.externalAccess().acceptedWaivers().contains(waiver.id()))
                            .isPresent();
        }

        private boolean names(Waiver waiver, UserRisk risk) {
            return waiver.person().equals(facts.atHome().person()) && waiver.riskEpoch() == risk.riskEpoch();
        }

        /** D9, as far as it is about how an earlier risk was closed; neither a low one that opened since nor a waiver replaces it. */
        private Optional<StandingGate> released() {
            if (facts.capability().filter(Capability::temporaryPasswordPending).isPresent()) {
                return Optional.of(released(WhoCanAct.SELF, Route.PASSWORD_CHANGE));
            }
            var remediated = release()
                    .map(Standing.Release::state)
                    .filter(state -> state != RiskState.REMEDIATED)
                    .isEmpty();
            return resource.externalAccess().requireRemediated() && !remediated
                    ? Optional.of(released(WhoCanAct.HOME_ADMINISTRATOR, Route.ADMINISTRATOR))
                    : Optional.empty();
        }

        private Optional<Standing.Release> release() {
            return facts.standing() instanceof Standing.Clear(var how) ? how : Optional.empty();
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
