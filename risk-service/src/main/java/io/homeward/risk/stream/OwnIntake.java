package io.homeward.risk.stream;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.directory.KnownTenants;
import io.homeward.risk.event.Feeds;
import io.homeward.risk.intake.Bearing;
import io.homeward.risk.intake.TakeBatch;
import io.homeward.risk.signin.SignIn;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** This service's own way in: the same as for files. */
@Singleton
class OwnIntake implements TakeDelivery.Intake {
    /** A tenant that was founded just now may be ahead of its feeds. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final TakeBatch takeBatch;
    private final KnownTenants tenants;
    private final Feeds feeds;

    OwnIntake(TakeBatch takeBatch, KnownTenants tenants, Feeds feeds) {
        this.takeBatch = takeBatch;
        this.tenants = tenants;
        this.feeds = feeds;
    }

    @Override
    public TakeDelivery.Known knows(TenantId tenant) {
        if (tenants.has(tenant)) {
            return TakeDelivery.Known.YES;
        }
        if (!feeds.everComplete(KnownPeople.FEED)) {
            return TakeDelivery.Known.UNKNOWN;
        }
        feeds.awaitFresh(KnownPeople.FEED, SETTLING);
        return tenants.has(tenant) ? TakeDelivery.Known.YES : TakeDelivery.Known.NO;
    }

    @Override
    public int take(TenantId tenant, List<SignIn> signIns) {
        return takeBatch.take(tenant, signIns, Bearing.LIVE).added();
    }
}
