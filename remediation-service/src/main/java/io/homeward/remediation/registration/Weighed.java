package io.homeward.remediation.registration;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.entry.Relationship;
import io.homeward.accessrules.home.RegistrationState;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.review.Readiness;
import io.homeward.accessrules.review.Readiness.Remedy;
import io.homeward.accessrules.review.Readiness.Strike;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.HomeRoute;
import io.homeward.remediation.directory.Person;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all lists and counts say of one person.
 *
 * @param standing empty for who does not sign in here: a guest, or somebody disabled
 * @param startedAt of his clock, while he is unregistered
 * @param againAt from when on time alone may have changed something
 * @param mfaCapable whether something he has registered would do for what the tenant's rules demand of somebody at risk
 * @param abroad by which rule it would be decided in another tenant; empty for who is assigned by no relationship that runs
 */
record Weighed(
        Person person,
        Optional<Standing> standing,
        Optional<Instant> startedAt,
        Optional<Instant> againAt,
        Capability capability,
        boolean mfaCapable,
        Optional<Rule> ifUnusualSignIn,
        Optional<Rule> ifLeakedPassword,
        Optional<Abroad> abroad) {
    /** From the help desk on, a role with which others are helped or harmed; readers have none. */
    private static final int PRIVILEGED = DirectoryRole.HELPDESK_ADMINISTRATOR.rank();

    record Abroad(Rule ifUnusualSignIn, Rule ifLeakedPassword) {}

    /** @param running the tenant's relationships as a partner that run now */
    static Weighed of(
            TenantRules rules,
            Person person,
            Capability capability,
            Optional<Instant> clock,
            Collection<Relationship> running,
            Instant now) {
        var subject = person.asMember();
        if (!person.signsInHere() || !person.mayExist()) {
            return nobodyWhoSignsIn(person, capability);
        }
        var state = RegistrationState.of(rules.registration(), subject, capability, clock, now);
        List<Relationship> assigning = running.stream()
                .filter(relationship -> relationship.assigns(person.groups()))
                .toList();
        var standing = Standing.of(state);
        return new Weighed(
                person,
                Optional.of(standing),
                clock.filter(start -> standing == Standing.UNREGISTERED),
                again(state, assigning),
                capability,
                capability.mfaRegistered(UserRisk.CLEAR, demanded(rules, person)),
                Readiness.blockedAtHome(Strike.UNUSUAL_SIGN_IN, rules, subject, capability, clock, now),
                Readiness.blockedAtHome(Strike.LEAKED_PASSWORD, rules, subject, capability, clock, now),
                assigning.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Abroad(
                                abroad(Strike.UNUSUAL_SIGN_IN, rules, person, capability, now)
                                        .rule(),
                                abroad(Strike.LEAKED_PASSWORD, rules, person, capability, now)
                                        .rule())));
    }

    private static Weighed nobodyWhoSignsIn(Person person, Capability capability) {
        return new Weighed(
                person,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                capability,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Remedy abroad(Strike strike, TenantRules rules, Person person, Capability capability, Instant now) {
        return Readiness.abroad(strike, rules, person.asMember(), capability, now);
    }

    private static MfaDemand demanded(TenantRules rules, Person person) {
        return HomeRoute.mfa(rules, person.asMember(), RiskLevel.HIGH);
    }

    private static Optional<Instant> again(RegistrationState state, Collection<Relationship> assigning) {
        Stream<Instant> deadline =
                state instanceof RegistrationState.InGrace grace ? Stream.of(grace.deadline()) : Stream.empty();
        return Stream.concat(deadline, assigning.stream().flatMap(relationship -> relationship.endsAt().stream()))
                .min(Instant::compareTo);
    }

    String userType() {
        boolean guest = person.userType().map("Guest"::equals).orElse(!person.signsInHere());
        return guest ? "guest" : "member";
    }

    boolean admin() {
        return !person.roles().isEmpty();
    }

    boolean privileged() {
        return DirectoryRole.rankOf(person.roles()) >= PRIVILEGED;
    }

    boolean passwordless() {
        return capability.factors().stream().anyMatch(factor -> factor.kind().passwordless());
    }
}
