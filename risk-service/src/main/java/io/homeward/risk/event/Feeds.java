package io.homeward.risk.event;

import io.homeward.feed.FeedName;
import io.homeward.feed.FeedReader;
import io.homeward.feed.HttpFeedSource;
import io.homeward.outbox.ReplicaRows;
import io.homeward.outbox.TableReplicas;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.directory.KnownRelationships;
import io.homeward.risk.directory.KnownRules;
import io.homeward.tenancy.InternalTokens;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Keeps the replicas of this service current. A service whose address is not given is not read; then what it says stays unknown. */
@Singleton
public class Feeds {
    private static final Logger LOG = Logger.getLogger(Feeds.class);

    private final Optional<URI> tenantService;
    private final Optional<URI> remediationService;
    private final TableReplicas replicas;
    private final InternalTokens tokens;
    private final Map<FeedName, ReplicaRows> ofTenantService;
    private final Remediations remediations;
    private final Map<FeedName, FeedReader> readers = new ConcurrentHashMap<>();

    Feeds(
            @ConfigProperty(name = "homeward.tenant-service.url") Optional<URI> tenantService,
            @ConfigProperty(name = "homeward.remediation-service.url") Optional<URI> remediationService,
            TableReplicas replicas,
            InternalTokens tokens,
            KnownPeople people,
            KnownRules rules,
            KnownRelationships relationships,
            Remediations remediations) {
        this.tenantService = tenantService;
        this.remediationService = remediationService;
        this.replicas = replicas;
        this.tokens = tokens;
        this.ofTenantService =
                Map.of(KnownPeople.FEED, people, KnownRules.FEED, rules, KnownRelationships.FEED, relationships);
        this.remediations = remediations;
    }

    void start(@Observes StartupEvent event) {
        ofTenantService.forEach((feed, rows) -> read("tenant-service", tenantService, feed, rows));
        read("remediation-service", remediationService, Remediations.FEED, remediations);
    }

    void stop(@Observes ShutdownEvent event) {
        readers.values().forEach(FeedReader::close);
    }

    private void read(String service, Optional<URI> url, FeedName feed, ReplicaRows rows) {
        if (url.isEmpty()) {
            LOG.warnf("homeward.%s.url is not set: the feed %s is not read", service, feed);
            return;
        }
        var source = new HttpFeedSource(url.get(), feed, () -> tokens.forService(service));
        var reader = new FeedReader(feed, source, replicas.of(feed, rows));
        readers.put(feed, reader);
        reader.start();
    }

    /** Whether a feed has been complete once; before, what it does not show may exist all the same. */
    public boolean everComplete(FeedName feed) {
        return Optional.ofNullable(readers.get(feed))
                .map(reader -> reader.freshness().everComplete())
                .orElse(false);
    }

    /**
     * Waits until everything a feed had to say when this was called has been applied.
     *
     * @return false where that did not happen in time
     */
    public boolean awaitFresh(FeedName feed, Duration atMost) {
        FeedReader reader = readers.get(feed);
        if (reader == null) {
            return false;
        }
        try {
            return reader.awaitFresh(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
