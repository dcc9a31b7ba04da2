package io.homeward.risk.standing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.feed.FeedJson;
import io.homeward.risk.signin.Coordinates;
import io.homeward.risk.signin.Device;
import io.homeward.risk.signin.Place;
import io.homeward.risk.signin.SignIn;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Every piece of evidence that was found. The same about the same thing is found once. */
@Singleton
public class Detections {

    /** A detection as those who ask about its sign-in see it. */
    public record Summary(DetectionId id, DetectionType type, RiskLevel level) {}

    /**
     * Keeps evidence that was not there yet. The caller holds the lock of the person's row.
     *
     * @return empty where it was known
     */
    Optional<ActiveDetection> add(
            Handle handle,
            TenantId tenant,
            PersonId person,
            Evidence found,
            RiskDetail detail,
            RiskState state,
            Instant now) {
        DetectionId id = new DetectionId(UUID.randomUUID());
        Optional<SignIn> signIn = found.signIn();
        Place place = signIn.map(SignIn::place).orElse(Place.UNKNOWN);
        Instant activity = found.activity().isBefore(now) ? found.activity() : now;
        int added = handle.createUpdate("""
                        insert into detection (tenant_id, detection_id, person_id, type, about, level, state, detail, timing, sign_in_at,
                            sign_in_id, correlation_id, activity_at, detected_at, updated_at, ip, city, region, country, latitude,
                            longitude, user_agent, evidence, reason, engine, simulated)
                        values (:tenant, :id, :person, :type, :about, :level, :state, :detail, :timing, :signInAt, :signInId,
                            :correlation, :activity, :now, :now, cast(:ip as inet), :city, :region, :country, :latitude, :longitude,
                            :agent, cast(:evidence as jsonb), :reason, :engine, :simulated)
                        on conflict (tenant_id, person_id, type, about) do nothing""")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("person", person.value())
                .bind("type", found.type().wireName())
                .bind("about", found.about())
                .bind("level", found.level().wireName())
                .bind("state", state.wireName())
                .bind("detail", detail.wireName())
                .bind("timing", found.timing().wireName())
                .bind("signInAt", signIn.map(each -> utc(each.at())).orElse(null))
                .bind("signInId", signIn.map(SignIn::id).orElse(null))
                .bind("correlation", signIn.map(SignIn::correlationId).orElse(""))
                .bind("activity", utc(activity))
                .bind("now", utc(now))
                .bind(
                        "ip",
                        signIn.flatMap(SignIn::address).map(IpAddress::toString).orElse(null))
                .bind("city", place.city())
                .bind("region", place.state())
                .bind("country", place.country())
                .bind("latitude", place.coordinates().map(Coordinates::latitude).orElse(null))
                .bind(
                        "longitude",
                        place.coordinates().map(Coordinates::longitude).orElse(null))
                .bind("agent", signIn.map(SignIn::device).map(Device::userAgent).orElse(""))
                .bind("evidence", json(found.evidence()))
                .bind("reason", found.reason())
                .bind("engine", found.engine())
                .bind("simulated", found.simulated())
                .execute();
        return added == 0
                ? Optional.empty()
                : Optional.of(new ActiveDetection(id, found.type(), found.level(), activity));
    }

    void move(Handle handle, TenantId tenant, Move move, Instant now) {
        if (move.moved().isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        update detection set state = :state, detail = :detail, updated_at = :now
                        where tenant_id = :tenant and detection_id = any(:ids)""")
                .bind("tenant", tenant.value())
                .bind("ids", uuids(move.moved()))
                .bind("state", move.movedTo().wireName())
                .bind("detail", move.movedDetail().wireName())
                .bind("now", utc(now))
                .execute();
    }

    /** Those of one sign-in, whatever has become of them. */
    public List<Summary> ofSignIn(Handle handle, TenantId tenant, PersonId person, String signIn) {
        return handle.createQuery("""
                        select detection_id, type, level from detection
                        where tenant_id = :tenant and sign_in_id = :signIn and person_id = :person order by detected_at, detection_id""")
                .bind("tenant", tenant.value())
                .bind("signIn", signIn)
                .bind("person", person.value())
                .map((row, context) -> new Summary(
                        new DetectionId(row.getObject("detection_id", UUID.class)),
                        new DetectionType(row.getString("type")),
                        RiskLevel.ofWire(row.getString("level")).orElseThrow()))
                .list();
    }

    /** Those among these that were known at a time. What has been purged since was: nothing else closes it any more. */
    Set<DetectionId> knownAt(Handle handle, TenantId tenant, Collection<DetectionId> ids, Instant at) {
        Set<DetectionId> later = handle
                .createQuery("""
                        select detection_id from detection
                        where tenant_id = :tenant and detection_id = any(:ids) and detected_at > :at""")
                .bind("tenant", tenant.value())
                .bind("ids", uuids(ids))
                .bind("at", utc(at))
                .mapTo(UUID.class)
                .map(DetectionId::new)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
        return ids.stream().filter(id -> !later.contains(id)).collect(Collectors.toUnmodifiableSet());
    }

    /** Removes simulated detections; the table lets no other go. What they did to the person stays. */
    public void purge(Handle handle, TenantId tenant, Collection<DetectionId> ids) {
        handle.createUpdate(
                        "delete from detection where tenant_id = :tenant and detection_id = any(:ids) and simulated")
                .bind("tenant", tenant.value())
                .bind("ids", uuids(ids))
                .execute();
    }

    /** The detection of this kind about this, if there is one. */
    public Optional<DetectionId> about(
            Handle handle, TenantId tenant, PersonId person, DetectionType type, String about) {
        return handle.createQuery("""
                        select detection_id from detection
                        where tenant_id = :tenant and person_id = :person and type = :type and about = :about""")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("type", type.wireName())
                .bind("about", about)
                .mapTo(UUID.class)
                .map(DetectionId::new)
                .findOne();
    }

    private static UUID[] uuids(Collection<DetectionId> ids) {
        return ids.stream().map(DetectionId::value).toArray(UUID[]::new);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static String json(Map<String, Object> evidence) {
        try {
            return FeedJson.mapper().writeValueAsString(evidence);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
