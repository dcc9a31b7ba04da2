package io.homeward.remediation.credential;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedName;
import io.homeward.outbox.Outbox;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What people and administrators have closed, told to risk-service in the feed {@code remediations}, which applies each once. */
@Singleton
public class Remediations {
    public static final FeedName FEED = new FeedName("remediations");

    private final Outbox outbox;

    Remediations(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * The body of the feed.
     *
     * @param kind the wire name of the {@code riskDetail} that is written
     * @param signInId the sign-in in which it happened; none for an administrator's
     * @param detections those that were active when it was decided; null where the administrator did not ask
     * @param by the person or application that did it
     */
    record Told(
            UUID id,
            TenantId tenant,
            PersonId person,
            String kind,
            @Nullable UUID signInId,
            @Nullable List<DetectionId> detections,
            Instant at,
            String by) {}

    /** What is to be told of one remediation. */
    public record Remediation(
            PersonId person,
            RiskDetail kind,
            Optional<UUID> signIn,
            Optional<List<DetectionId>> detections,
            Instant at,
            String by) {
        public Remediation {
            requireNonNull(person, "person");
            requireNonNull(kind, "kind");
            requireNonNull(signIn, "signIn");
            detections = detections.map(List::copyOf);
            requireNonNull(at, "at");
            requireNonNull(by, "by");
        }
    }

    /** @return its id, by which risk-service can be asked whether it was applied */
    public UUID tell(Handle handle, TenantId tenant, Remediation remediation) {
        UUID id = UUID.randomUUID();
        var told = new Told(
                id,
                tenant,
                remediation.person(),
                remediation.kind().wireName(),
                remediation.signIn().orElse(null),
                remediation.detections().orElse(null),
                remediation.at(),
                remediation.by());
        long version = outbox.append(handle, FEED, tenant, id.toString(), told);
        handle.createUpdate("""
                        insert into remediation (tenant_id, remediation_id, version, person_id, document, at)
                        values (:tenant, :id, :version, :person, cast(:document as jsonb), :at)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("version", version)
                .bind("person", remediation.person().value())
                .bind("document", FeedJson.mapper().valueToTree(told).toString())
                .bind("at", remediation.at().atOffset(ZoneOffset.UTC))
                .execute();
        return id;
    }
}
