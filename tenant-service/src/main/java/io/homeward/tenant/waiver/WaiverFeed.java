package io.homeward.tenant.waiver;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.feed.FeedName;
import io.homeward.outbox.Outbox;
import io.homeward.tenant.PublishedFeed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The feed {@code waivers}, key: the waiver's id; from the second administrator's word until a while after the end. */
@Singleton
class WaiverFeed extends PublishedFeed {
    WaiverFeed(Outbox outbox) {
        super(new FeedName("waivers"), "home_waiver", "waiver_id", outbox);
    }

    /** {@code src/main/contract/examples/feed-waivers.json}. */
    private record State(
            WaiverId id,
            TenantId home,
            PersonId person,
            long riskEpoch,
            List<PersonId> grantedBy,
            String reason,
            Instant from,
            Instant until,
            Optional<Instant> previousUntil,
            boolean revoked) {}

    void publish(Handle handle, HomeWaiver waiver) {
        publish(
                handle,
                waiver.home(),
                waiver.id().value(),
                new State(
                        waiver.id(),
                        waiver.home(),
                        waiver.person(),
                        waiver.riskEpoch(),
                        waiver.rule().grantedBy().stream()
                                .sorted(Comparator.comparing(PersonId::value))
                                .toList(),
                        waiver.reason(),
                        waiver.from(),
                        waiver.until(),
                        waiver.previousEnd(),
                        waiver.revokedAt().isPresent()));
    }
}
