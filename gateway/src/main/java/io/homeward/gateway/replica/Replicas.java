package io.homeward.gateway.replica;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.DirectoryPerson;
import io.homeward.accessrules.entry.Known;
import io.homeward.accessrules.entry.Relationship;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.HomeWaiver;
import io.homeward.feed.MemoryReplica;
import io.homeward.feed.MemoryReplica.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** All that decisions are made of. Any thread may ask. */
@Singleton
public class Replicas implements Known {

    /** Between whom a relationship is. */
    private record Pair(TenantId partner, TenantId customer) {}

    /** Somebody, by where he is at home. */
    private record Account(TenantId home, PersonId person) {}

    /** Under which path the apps door serves an application. */
    private record Served(TenantId tenant, String name) {}

    private final MemoryReplica<TenantRules> rules = MemoryReplica.of(TenantRules.class);
    private final MemoryReplica<Relationship> relationships = MemoryReplica.of(Relationship.class);
    private final MemoryReplica<DirectoryPerson> people = MemoryReplica.of(DirectoryPerson.class);
    private final MemoryReplica<RegisteredApplication> applications = MemoryReplica.of(RegisteredApplication.class);
    private final MemoryReplica<PersonRisk> risks = MemoryReplica.of(PersonRisk.class);
    private final MemoryReplica<PersonCapability> capabilities = MemoryReplica.of(PersonCapability.class);
    private final MemoryReplica<HomeWaiver> waivers = MemoryReplica.of(HomeWaiver.class);

    private final MemoryReplica.Lookup<Pair, Relationship> byPair;
    private final MemoryReplica.Lookup<Pair, Relationship> bySubDelegate;
    private final MemoryReplica.Lookup<Account, DirectoryPerson> byHome;
    private final MemoryReplica.Lookup<Account, HomeWaiver> byWaived;
    private final MemoryReplica.Lookup<ApplicationId, RegisteredApplication> byId;
    private final MemoryReplica.Lookup<Served, RegisteredApplication> byName;
    private final FeedConnections connections;

    Replicas(FeedConnections connections) {
        byPair = relationships.indexedBy(
                row -> Set.of(new Pair(row.value().partner(), row.value().customer())));
        bySubDelegate = relationships.indexedBy(row -> row.value().subDelegates().stream()
                .map(delegate -> new Pair(delegate, row.value().customer()))
                .toList());
        byHome = people.indexedBy(row -> row.value()
                .guest()
                .map(guest -> Set.of(new Account(guest.homeTenant(), guest.homePerson())))
                .orElse(Set.of()));
        byWaived = waivers.indexedBy(
                row -> Set.of(new Account(row.value().home(), row.value().person())));
        byId = applications.indexedBy(row -> Set.of(row.value().id()));
        byName = applications.indexedBy(row -> row.value()
                .upstream()
                .map(upstream -> Set.of(new Served(row.value().tenant(), upstream.name())))
                .orElse(Set.of()));
        this.connections = connections;
        connections.read(GatewayFeed.RULES, rules);
        connections.read(GatewayFeed.RELATIONSHIPS, relationships);
        connections.read(GatewayFeed.PEOPLE, people);
        connections.read(GatewayFeed.APPLICATIONS, applications);
        connections.read(GatewayFeed.STANDINGS, risks);
        connections.read(GatewayFeed.CAPABILITIES, capabilities);
        connections.read(GatewayFeed.WAIVERS, waivers);
    }

    /** Whether there is such a tenant. */
    public boolean knows(TenantId tenant) {
        return rules(tenant).isPresent();
    }

    @Override
    public Optional<TenantRules> rules(TenantId tenant) {
        return rules.get(tenant, tenant.toString());
    }

    @Override
    public Optional<DirectoryPerson> person(TenantId home, PersonId person) {
        return people.get(home, person.toString());
    }

    @Override
    public Optional<UserRisk> risk(TenantId home, PersonId person) {
        return risks.get(home, person.toString()).map(PersonRisk::risk);
    }

    @Override
    public Optional<Capability> capability(TenantId home, PersonId person) {
        return capabilities.get(home, person.toString()).map(PersonCapability::capability);
    }

    @Override
    public List<Relationship> relationships(TenantId partner, TenantId customer) {
        return values(byPair.get(new Pair(partner, customer)));
    }

    @Override
    public List<Relationship> passingOn(TenantId customer, TenantId home) {
        return values(bySubDelegate.get(new Pair(home, customer)));
    }

    @Override
    public List<DirectoryPerson> invitations(TenantId home, PersonId person, TenantId inviting) {
        return values(byHome.get(new Account(home, person))).stream()
                .filter(account -> account.tenant().equals(inviting))
                .toList();
    }

    @Override
    public List<HomeWaiver> waivers(TenantId home, PersonId person) {
        return connections.freshness(GatewayFeed.WAIVERS).isStale(Freshness.LEASE)
                ? List.of()
                : values(byWaived.get(new Account(home, person)));
    }

    /** An application by its id, whosever it is. */
    public Optional<RegisteredApplication> application(ApplicationId id) {
        return values(byId.get(id)).stream().findFirst();
    }

    /** Everybody of a tenant, in no order. Looks at everybody there is: for searches, not for calls. */
    public Stream<DirectoryPerson> peopleOf(TenantId tenant) {
        return people.rows().stream().filter(row -> row.tenant().equals(tenant)).map(Row::value);
    }

    /** The applications of a tenant, in no order. Looks at all there are: for searches, not for calls. */
    public Stream<RegisteredApplication> applicationsOf(TenantId tenant) {
        return applications.rows().stream()
                .map(Row::value)
                .filter(application -> application.tenant().equals(tenant));
    }

    /** The application that a tenant serves under this name; nothing where two claim it. */
    public Optional<RegisteredApplication> served(TenantId tenant, String name) {
        List<RegisteredApplication> found = values(byName.get(new Served(tenant, name)));
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /**
     * As {@link #knows}; but where there seems to be no such tenant, answers only when the replica has seen everything that was there before
     * this call: a tenant may be younger than the replica.
     */
    public CompletionStage<Boolean> knowsByNow(TenantId tenant) {
        return knows(tenant)
                ? CompletableFuture.completedStage(true)
                : connections.settled(GatewayFeed.RULES).thenApply(settled -> knows(tenant));
    }

    /** Completes when an application that seems not to exist would be here if it existed before this call. */
    public CompletionStage<Void> settledFor(ApplicationId application) {
        return application(application).isPresent() ? now() : connections.settled(GatewayFeed.APPLICATIONS);
    }

    /** Completes when a person, and a right by which he may enter, would be here if it existed before this call. */
    public CompletionStage<Void> settledFor(TenantId home, PersonId person, TenantId entered) {
        if (person(home, person).isEmpty()) {
            return connections.settled(GatewayFeed.PEOPLE);
        }
        boolean known = home.equals(entered)
                || !relationships(home, entered).isEmpty()
                || !passingOn(entered, home).isEmpty()
                || !invitations(home, person, entered).isEmpty();
        return known ? now() : connections.settled(GatewayFeed.RELATIONSHIPS);
    }

    private static CompletionStage<Void> now() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public Freshness freshness() {
        Map<Freshness.Feed, Duration> ages = new EnumMap<>(Freshness.Feed.class);
        for (GatewayFeed feed : GatewayFeed.values()) {
            io.homeward.feed.Freshness freshness = connections.freshness(feed);
            if (freshness.everComplete()) {
                feed.decisive().ifPresent(decisive -> ages.put(decisive, freshness.age()));
            }
        }
        return new Freshness(ages);
    }

    /** Whether every replica has been complete; before that nobody can be told apart from nobody. */
    public boolean complete() {
        return Arrays.stream(GatewayFeed.values())
                .filter(GatewayFeed::needed)
                .allMatch(feed -> connections.freshness(feed).everComplete());
    }

    private static <V> List<V> values(Collection<Row<V>> rows) {
        return rows.stream().map(Row::value).toList();
    }
}
