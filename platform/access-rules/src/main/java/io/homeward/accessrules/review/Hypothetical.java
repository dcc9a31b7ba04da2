package io.homeward.accessrules.review;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Chain;
import io.homeward.accessrules.entry.EntryPath;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.Hop;
import io.homeward.accessrules.entry.Session;
import io.homeward.accessrules.home.HomeSignIn;
import io.homeward.accessrules.home.Progress;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.accessrules.standing.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A sign-in that has not happened, or one that has and is looked at again: the facts in the words of decisions, any of which may be missing.
 *
 * @param circumstances whatever is empty in them was not said
 * @param capability empty where it was not said: somebody who has whatever could be asked for
 * @param firstInteractiveInScope when the person's registration clock started
 * @param userRisk the whole of it, where it is known; otherwise the level of the circumstances stands for it
 */
public record Hypothetical(
        Circumstances circumstances,
        Optional<Capability> capability,
        Optional<Instant> firstInteractiveInScope,
        Optional<UserRisk> userRisk) {

    /** What had to be taken for granted because it was not said. */
    public enum Assumption {
        /** No sign-in risk. */
        SIGN_IN_RISK,
        /** No user risk. */
        USER_RISK,
        /** An application that no policy names. */
        APPLICATION,
        /** A browser. */
        CLIENT,
        /** At a screen. */
        GRANT,
        /** Has whatever could be asked for. */
        CAPABILITY
    }

    private static final ApplicationId NO_APPLICATION = new ApplicationId(new UUID(0, 0));
    private static final Duration LONG_AGO = Duration.ofDays(365);

    public Hypothetical {
        requireNonNull(circumstances, "circumstances");
        requireNonNull(capability, "capability");
        requireNonNull(firstInteractiveInScope, "firstInteractiveInScope");
        requireNonNull(userRisk, "userRisk");
        var itsLevel = userRisk.map(UserRisk::openLevel);
        if (itsLevel.isPresent() && !itsLevel.equals(circumstances.userRisk())) {
            throw new IllegalArgumentException("two levels of one risk");
        }
    }

    /** Nothing known but the circumstances. */
    public static Hypothetical of(Circumstances circumstances) {
        return new Hypothetical(circumstances, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Hypothetical with(Capability known) {
        return new Hypothetical(circumstances, Optional.of(known), firstInteractiveInScope, userRisk);
    }

    public Set<Assumption> assumed() {
        var assumed = EnumSet.noneOf(Assumption.class);
        add(assumed, circumstances.signInRisk(), Assumption.SIGN_IN_RISK);
        add(assumed, circumstances.userRisk(), Assumption.USER_RISK);
        add(assumed, circumstances.application(), Assumption.APPLICATION);
        add(assumed, circumstances.client(), Assumption.CLIENT);
        add(assumed, circumstances.grant(), Assumption.GRANT);
        add(assumed, capability, Assumption.CAPABILITY);
        return Set.copyOf(assumed);
    }

    private static void add(Set<Assumption> assumed, Optional<?> fact, Assumption otherwise) {
        if (fact.isEmpty()) {
            assumed.add(otherwise);
        }
    }

    /** A member who has just proven the first factor, in the words of {@code HomeRules}. */
    HomeSignIn atHome(TenantRules rules, Instant now) {
        return new HomeSignIn(
                rules,
                circumstances.subject(),
                HomeSignIn.AccountState.NORMAL,
                SignInRisk.scored(circumstances.signInRisk().orElse(RiskLevel.NONE)),
                risk(now),
                capability.orElseGet(() -> everything(now)),
                firstInteractiveInScope,
                grant(),
                circumstances.application().orElse(NO_APPLICATION),
                circumstances.client().orElse(ClientAppType.BROWSER),
                circumstances.surroundings(),
                Optional.empty(),
                new HomeSignIn.Purpose.ToUse(),
                new HomeSignIn.RegistrationGround(
                        false, rules.trusts(circumstances.surroundings().origin())),
                Progress.beginning(now).firstFactor());
    }

    /**
     * An outsider who has passed MFA at home a moment ago and whose way in is open, in the words of {@code ForeignRules}. His home's rules
     * are not this tenant's to know, so home is taken to offer nothing to somebody at risk.
     */
    ForeignEntry abroad(TenantRules resource, Instant now) {
        var external = circumstances
                .subject()
                .external()
                .orElseThrow(() -> new IllegalArgumentException("a member is not foreign at home"));
        var person = circumstances.subject().person();
        return new ForeignEntry(
                Subject.member(person, Set.of(), Set.of()),
                external.home(),
                Optional.of(TenantRules.none(external.home(), "")),
                circumstances.subject(),
                resource.tenant(),
                Optional.of(resource),
                path(external, resource.tenant()),
                standing(now),
                List.of(),
                Optional.of(capability.orElseGet(() -> everything(now))),
                false,
                Epochs.FIRST,
                session(now),
                fresh(),
                Optional.empty(),
                Optional.of(circumstances.application().orElse(NO_APPLICATION)),
                circumstances.client().orElse(ClientAppType.BROWSER),
                circumstances.surroundings());
    }

    private GrantKind grant() {
        return circumstances.grant().orElse(GrantKind.INTERACTIVE);
    }

    private UserRisk risk(Instant now) {
        return userRisk.orElseGet(() -> circumstances
                .userRisk()
                .filter(level -> level != RiskLevel.NONE)
                .map(level -> new UserRisk(
                        level, RiskState.AT_RISK, RiskDetail.NONE, Optional.of(now), 1, List.of(), Optional.empty()))
                .orElse(UserRisk.CLEAR));
    }

    private Standing standing(Instant now) {
        var risk = risk(now);
        return risk.open() ? new Standing.AtRisk(risk) : Standing.clear();
    }

    private EntryPath path(Subject.External external, TenantId resource) {
        var roles = circumstances.subject().roles().orElse(Set.of());
        return external.kind() == ExternalKind.SERVICE_PROVIDER
                ? new EntryPath.Delegated(List.of(
                        Chain.of(Hop.direct(resource, external.home(), Hop.Status.ACTIVE, roles, Optional.empty()))))
                : new EntryPath.Invited(true, roles);
    }

    private Session session(Instant now) {
        return new Session(
                Epochs.FIRST,
                Optional.of(new Session.SessionMfa(now, true, Optional.of(FactorKind.PASSKEY), Optional.empty())),
                false,
                grant(),
                true,
                Optional.of(now),
                Optional.of(circumstances.signInRisk().orElse(RiskLevel.NONE)),
                Session.TokenOf.PERSON);
    }

    private static Freshness fresh() {
        var ages = new EnumMap<Freshness.Feed, Duration>(Freshness.Feed.class);
        EnumSet.allOf(Freshness.Feed.class).forEach(feed -> ages.put(feed, Duration.ZERO));
        return new Freshness(ages);
    }

    private static Capability everything(Instant now) {
        var factors = EnumSet.allOf(FactorKind.class).stream()
                .filter(FactorKind::countsAsSecondFactor)
                .map(kind -> new SecondFactor(kind.name(), kind, now.minus(LONG_AGO), kind.passwordless(), false))
                .toList();
        return new Capability(factors, true, false, 0);
    }
}
