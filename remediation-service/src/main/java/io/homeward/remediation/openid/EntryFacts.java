package io.homeward.remediation.openid;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.DirectoryPerson;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.Known;
import io.homeward.accessrules.entry.Relationship;
import io.homeward.accessrules.entry.Session.SessionMfa;
import io.homeward.accessrules.entry.Session.TokenOf;
import io.homeward.accessrules.entry.Visit;
import io.homeward.accessrules.entry.VisitFacts;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.Mentions;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.Freshness.Feed;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.directory.Applications;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Relationships;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.directory.Waivers;
import io.homeward.remediation.event.TenantServiceFeeds;
import io.homeward.remediation.openid.SubjectTokens.Subject;
import io.homeward.remediation.risk.RiskService;
import io.homeward.remediation.session.Session;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What is known about somebody who wants a token for a tenant that is not his own, gathered for the law. His standing, and that of accounts before
 * his, is asked of risk-service now; while it is away they are unknown (D19).
 */
@Singleton
class EntryFacts {
    private final TenantDatabase database;
    private final Rules rules;
    private final People people;
    private final Relationships relationships;
    private final Applications applications;
    private final Waivers waivers;
    private final Capabilities capabilities;
    private final TenantServiceFeeds feeds;
    private final RiskService riskService;

    EntryFacts(
            TenantDatabase database,
            Rules rules,
            People people,
            Relationships relationships,
            Applications applications,
            Waivers waivers,
            Capabilities capabilities,
            TenantServiceFeeds feeds,
            RiskService riskService) {
        this.database = database;
        this.rules = rules;
        this.people = people;
        this.relationships = relationships;
        this.applications = applications;
        this.waivers = waivers;
        this.capabilities = capabilities;
        this.feeds = feeds;
        this.riskService = riskService;
    }

    /** Of somebody who shows a token of his. */
    ForeignEntry of(Subject subject, Session session, TenantId resource, Surroundings from, Instant now) {
        TokenOf carried = subject.acted() ? TokenOf.PORTAL_FOR_PERSON : TokenOf.PERSON;
        var told = told(session, grant(subject, session), false, carried);
        return of(new Visit(session.person(), subject.home(), resource, told, Optional.empty(), from), now);
    }

    /**
     * Of somebody who has signed in at home for an application of the tenant entered.
     *
     * @param mfaForThisEntry his second factor was passed for it (D16)
     */
    ForeignEntry of(
            TenantId home,
            Session session,
            GrantKind grant,
            boolean mfaForThisEntry,
            TenantId resource,
            ApplicationId application,
            Surroundings from,
            Instant now) {
        var told = told(session, grant, mfaForThisEntry, TokenOf.PERSON);
        return of(new Visit(session.person(), home, resource, told, Optional.of(application), from), now);
    }

    private ForeignEntry of(Visit visit, Instant now) {
        return new VisitFacts(gather(visit)).person(visit, now);
    }

    /** Of the applications that the tenant entered has served, those that its policies may tell apart; none where they name none. */
    List<ApplicationId> served(ForeignEntry entry) {
        Set<ApplicationId> named = entry.resourceRules()
                .map(known -> Mentions.of(known.policies()).applications())
                .orElse(Set.of());
        return named.isEmpty()
                ? List.of()
                : database.in(entry.resource(), handle -> applications.served(handle, entry.resource(), named));
    }

    /**
     * Who has to be asked about, before anything is read that counts.
     *
     * @param accounts his own, and those before it (D25)
     * @param tenants home, the tenant entered, and whoever may lie between them (D20)
     */
    private record Concerned(Set<PersonId> accounts, Set<TenantId> tenants) {}

    private Known gather(Visit visit) {
        Concerned concerned =
                database.inEach(Set.of(visit.home(), visit.entered()), handle -> concerned(handle, visit));
        // Asked first: what is read afterwards is at least as new.
        Map<PersonId, UserRisk> risks = risks(visit.home(), concerned.accounts());
        Map<Feed, Duration> ages = feeds.ages();
        return database.inEach(concerned.tenants(), handle -> read(handle, visit, concerned, risks, ages));
    }

    private Concerned concerned(Handle handle, Visit visit) {
        var accounts = new HashSet<PersonId>();
        accounts.add(visit.person());
        people.account(handle, visit.home(), visit.person())
                .ifPresent(person -> accounts.addAll(person.predecessors()));
        var tenants = new HashSet<TenantId>();
        tenants.add(visit.home());
        tenants.add(visit.entered());
        for (Relationship door : relationships.passingOn(handle, visit.entered(), visit.home())) {
            tenants.add(door.partner());
            tenants.addAll(door.subDelegates());
        }
        return new Concerned(accounts, tenants);
    }

    private Map<PersonId, UserRisk> risks(TenantId home, Set<PersonId> accounts) {
        var risks = new HashMap<PersonId, UserRisk>();
        for (PersonId account : accounts) {
            riskService
                    .personRisk(home, account, Optional.empty())
                    .ifPresent(answer -> risks.put(account, answer.risk()));
        }
        return risks;
    }

    private Known read(
            Handle handle, Visit visit, Concerned concerned, Map<PersonId, UserRisk> risks, Map<Feed, Duration> ages) {
        TenantId home = visit.home();
        Optional<DirectoryPerson> account = people.account(handle, home, visit.person());
        List<Relationship> among = relationships.among(handle, concerned.tenants());
        var granting = new HashSet<>(Set.of(home, visit.entered()));
        among.forEach(relationship -> granting.add(relationship.customer()));
        // Somebody may have come before him since risk-service was asked.
        boolean allAnswered = risks.containsKey(visit.person())
                && account.stream()
                        .flatMap(each -> each.predecessors().stream())
                        .allMatch(risks::containsKey);
        Map<TenantId, TenantRules> known = rules.ofEach(handle, granting);
        return new Gathered(
                home,
                visit.person(),
                known,
                account,
                people.invitations(handle, visit.entered(), home, visit.person()),
                among,
                risks,
                capabilities.find(handle, home, visit.person()),
                feeds.waiversAreFresh() ? waivers.of(handle, home, visit.person()) : List.of(),
                freshness(ages, allAnswered));
    }

    /** The capability is this service's own and as fresh as its database; the standings have just been asked for, or could not be. */
    private static Freshness freshness(Map<Feed, Duration> ofFeeds, boolean risksAnswered) {
        Map<Feed, Duration> ages = new EnumMap<>(Feed.class);
        ages.putAll(ofFeeds);
        ages.put(Feed.CAPABILITIES, Duration.ZERO);
        if (risksAnswered) {
            ages.put(Feed.STANDINGS, Duration.ZERO);
        }
        return new Freshness(ages);
    }

    static io.homeward.accessrules.entry.Session told(
            Session session, GrantKind grant, boolean mfaForThisEntry, TokenOf carried) {
        return new io.homeward.accessrules.entry.Session(
                session.began(),
                session.mfaAt().map(at -> SessionMfa.of(at, Set.copyOf(session.amr()))),
                mfaForThisEntry,
                grant,
                session.scored(),
                Optional.of(session.authTime()),
                session.signInRisk(),
                carried);
    }

    private static GrantKind grant(Subject subject, Session session) {
        if (!subject.isOfHome()) {
            return GrantKind.EXCHANGE_OF_FOREIGN_TOKEN;
        }
        return session.grant() == GrantKind.DEVICE_CODE ? GrantKind.DEVICE_CODE : GrantKind.EXCHANGE_OF_HOME_TOKEN;
    }
}
