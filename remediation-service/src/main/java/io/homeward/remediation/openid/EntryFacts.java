package io.homeward.remediation.openid;

import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Chain;
import io.homeward.accessrules.entry.EntryPath;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.Hop;
import io.homeward.accessrules.entry.Session.SessionMfa;
import io.homeward.accessrules.entry.Session.TokenOf;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.Freshness.Feed;
import io.homeward.accessrules.standing.Standing;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.directory.Relationship;
import io.homeward.remediation.directory.Relationships;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.event.TenantServiceFeeds;
import io.homeward.remediation.risk.PersonRisk;
import io.homeward.remediation.risk.RiskService;
import io.homeward.remediation.session.Account;
import io.homeward.remediation.session.Accounts;
import io.homeward.remediation.session.Session;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What is known about somebody who wants a token for a tenant that is not his own, in the words of the law. His standing is asked of risk-service now;
 * while it is away it is unknown (D19).
 */
@Singleton
class EntryFacts {
    private final TenantDatabase database;
    private final Rules rules;
    private final People people;
    private final Relationships relationships;
    private final Capabilities capabilities;
    private final Accounts accounts;
    private final TenantServiceFeeds feeds;
    private final RiskService riskService;

    EntryFacts(
            TenantDatabase database,
            Rules rules,
            People people,
            Relationships relationships,
            Capabilities capabilities,
            Accounts accounts,
            TenantServiceFeeds feeds,
            RiskService riskService) {
        this.database = database;
        this.rules = rules;
        this.people = people;
        this.relationships = relationships;
        this.capabilities = capabilities;
        this.accounts = accounts;
        this.feeds = feeds;
        this.riskService = riskService;
    }

    /** What the home tenant's tables hold. */
    private record AtHome(
            Optional<TenantRules> rules,
            Optional<Person> person,
            List<Relationship> relationships,
            Optional<Capability> capability,
            Account account) {}

    ForeignEntry of(
            TenantId home, Session session, TenantId resource, boolean ofHome, boolean acted, Surroundings from) {
        // Asked first: what is read afterwards is at least as new.
        Optional<UserRisk> risk =
                riskService.personRisk(home, session.person(), Optional.empty()).map(PersonRisk::risk);
        AtHome atHome = database.in(home, handle -> atHome(handle, home, session, resource));
        Optional<TenantRules> resourceRules = database.in(resource, handle -> rules.of(handle, resource));
        EntryPath path = path(atHome);
        Freshness freshness = freshness(risk.isPresent());
        return new ForeignEntry(
                new Subject(
                        session.person(),
                        atHome.person().map(Person::groups),
                        atHome.person().map(Person::roles),
                        Optional.empty()),
                home,
                atHome.rules(),
                Subject.external(session.person(), ExternalKind.SERVICE_PROVIDER, home, Set.of(), path.roles()),
                resource,
                resourceRules,
                path,
                Standing.compose(freshness, risk, false),
                List.of(),
                atHome.capability(),
                !atHome.person().map(Person::mayExist).orElse(false),
                new Epochs(
                        atHome.account().sessionEpoch(),
                        risk.map(UserRisk::riskEpoch).orElse(0L)),
                session(session, ofHome, acted),
                freshness,
                Optional.empty(),
                Optional.of(session.client()),
                ClientAppType.MOBILE_APPS_AND_DESKTOP_CLIENTS,
                from);
    }

    private AtHome atHome(Handle handle, TenantId home, Session session, TenantId resource) {
        return new AtHome(
                rules.of(handle, home),
                people.find(handle, home, session.person()),
                relationships.between(handle, home, resource),
                capabilities.find(handle, home, session.person()),
                accounts.look(handle, home, session.person()));
    }

    private static EntryPath path(AtHome atHome) {
        List<Chain> chains = atHome.relationships().stream()
                .map(relationship -> Chain.of(hop(relationship, atHome)))
                .toList();
        return chains.isEmpty() ? new EntryPath.None() : new EntryPath.Delegated(chains);
    }

    private static Hop hop(Relationship relationship, AtHome atHome) {
        return Hop.direct(
                relationship.customer(),
                relationship.partner(),
                Hop.Status.ofWire(relationship.status()),
                atHome.person()
                        .map(person -> relationship.rolesOf(person.groups()))
                        .orElse(Set.of()),
                relationship.endsAt());
    }

    /** The capability is this service's own and as fresh as its database; the standing has just been asked for, or could not be. */
    private Freshness freshness(boolean riskAnswered) {
        Map<Feed, Duration> ages = new EnumMap<>(feeds.ages());
        ages.put(Feed.CAPABILITIES, Duration.ZERO);
        if (riskAnswered) {
            ages.put(Feed.STANDINGS, Duration.ZERO);
        }
        return new Freshness(ages);
    }

    private static io.homeward.accessrules.entry.Session session(Session session, boolean ofHome, boolean acted) {
        return new io.homeward.accessrules.entry.Session(
                session.began(),
                session.mfaAt().map(at -> new SessionMfa(at, false, kind(session), Optional.empty())),
                false,
                grant(session, ofHome),
                session.scored(),
                Optional.of(session.authTime()),
                session.signInRisk(),
                acted ? TokenOf.PORTAL_FOR_PERSON : TokenOf.PERSON);
    }

    /** One-time codes of an app are all that can be passed here so far. */
    private static Optional<FactorKind> kind(Session session) {
        return session.amr().contains("otp") ? Optional.of(FactorKind.TOTP) : Optional.empty();
    }

    private static GrantKind grant(Session session, boolean ofHome) {
        if (!ofHome) {
            return GrantKind.EXCHANGE_OF_FOREIGN_TOKEN;
        }
        return session.grant() == GrantKind.DEVICE_CODE ? GrantKind.DEVICE_CODE : GrantKind.EXCHANGE_OF_HOME_TOKEN;
    }
}
