package io.homeward.remediation.event;

import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.Freshness.Feed;
import io.homeward.feed.FeedName;
import io.homeward.feed.FeedReader;
import io.homeward.feed.HttpFeedSource;
import io.homeward.outbox.ReplicaRows;
import io.homeward.outbox.TableReplicas;
import io.homeward.tenancy.InternalTokens;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the tables of {@code directory} current, one thread per feed. */
@Singleton
public class TenantServiceFeeds {
    private static final String TENANT_SERVICE = "tenant-service";

    /** What it holds lets somebody in and never keeps anybody out; so without it, or while it is stale, there is simply no waiver. */
    private static final String WAIVERS = "waivers";

    /** Without it the pages look as nobody's. */
    private static final String BRANDING = "branding";

    /** What nobody has to wait for. */
    private static final Set<String> DISPENSABLE = Set.of(WAIVERS, BRANDING);

    private final TenantServiceSettings settings;
    private final TableReplicas replicas;
    private final InternalTokens tokens;
    private final PersonRows people;
    private final ProviderRows providers;
    private final Map<String, FeedReader> readers = new ConcurrentHashMap<>();

    TenantServiceFeeds(
            TenantServiceSettings settings,
            TableReplicas replicas,
            InternalTokens tokens,
            PersonRows people,
            ProviderRows providers) {
        this.settings = settings;
        this.replicas = replicas;
        this.tokens = tokens;
        this.people = people;
        this.providers = providers;
    }

    void start(@Observes StartupEvent event) {
        read("rules", DocumentRows.rules());
        read("people", people);
        read("relationships", new RelationshipRows());
        read("applications", DocumentRows.applications());
        read("identity-providers", providers);
        read(WAIVERS, DocumentRows.waivers());
        read(BRANDING, DocumentRows.branding());
    }

    void stop(@Observes ShutdownEvent event) {
        readers.values().forEach(FeedReader::close);
    }

    /** How old what the tables say is, for decisions about people in somebody else's tenant (D19). */
    public Map<Feed, Duration> ages() {
        var ages = new EnumMap<Feed, Duration>(Feed.class);
        age("rules").ifPresent(age -> ages.put(Feed.RULES, age));
        age("people").ifPresent(age -> ages.put(Feed.PEOPLE, age));
        age("relationships").ifPresent(age -> ages.put(Feed.RELATIONSHIPS, age));
        return ages;
    }

    /** Whether what the table of waivers holds may be relied on; what may have been revoked meanwhile lifts nothing (D19). */
    public boolean waiversAreFresh() {
        return age(WAIVERS).filter(age -> age.compareTo(Freshness.LEASE) <= 0).isPresent();
    }

    /** Whether there has been a whole picture once; without one nobody is known here. */
    boolean complete() {
        return !readers.isEmpty()
                && readers.entrySet().stream()
                        .filter(reader -> !DISPENSABLE.contains(reader.getKey()))
                        .allMatch(reader -> reader.getValue().freshness().everComplete());
    }

    private Optional<Duration> age(String feed) {
        return Optional.ofNullable(readers.get(feed))
                .map(FeedReader::freshness)
                .filter(io.homeward.feed.Freshness::everComplete)
                .map(io.homeward.feed.Freshness::age);
    }

    private void read(String feed, ReplicaRows rows) {
        FeedName name = new FeedName(feed);
        var source = new HttpFeedSource(settings.url(), name, () -> tokens.forService(TENANT_SERVICE));
        var reader = new FeedReader(name, source, replicas.of(name, rows));
        readers.put(feed, reader);
        reader.start();
    }
}
