package io.homeward.risk.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.feed.FeedJson;
import io.homeward.intel.Locality;
import io.homeward.risk.familiarity.Profile;
import io.homeward.risk.familiarity.ProfileCodec;
import io.homeward.risk.signin.Coordinates;
import io.homeward.risk.signin.Place;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Every person's history. Loading it locks it until the transaction ends, so that two sign-ins of one person are judged one after the other. */
@Singleton
public class Profiles {
    private static final ObjectMapper JSON = FeedJson.mapper();
    private static final TypeReference<List<Entry>> RING = new TypeReference<>() {};

    /** How an entry of the ring is stored. */
    private record Entry(
            Instant at,
            @Nullable String ip,
            String city,
            String state,
            String country,
            @Nullable Double lat,
            @Nullable Double lon,
            String device,
            @Nullable Long asn,
            @Nullable Integer radius) {
        static Entry of(Accepted accepted) {
            Place place = accepted.place();
            return new Entry(
                    accepted.at(),
                    accepted.address().map(IpAddress::toString).orElse(null),
                    place.city(),
                    place.state(),
                    place.country(),
                    place.coordinates().map(Coordinates::latitude).orElse(null),
                    place.coordinates().map(Coordinates::longitude).orElse(null),
                    accepted.deviceId(),
                    accepted.asn(),
                    accepted.radiusKm());
        }

        Accepted accepted() {
            Optional<Coordinates> coordinates =
                    lat == null || lon == null ? Optional.empty() : Optional.of(new Coordinates(lat, lon));
            return new Accepted(
                    at,
                    Optional.ofNullable(ip).flatMap(IpAddress::parse),
                    new Place(city, state, country, coordinates),
                    device,
                    asn == null ? Accepted.UNKNOWN : asn,
                    radius == null ? Locality.CITY_KM : radius);
        }
    }

    /** Locks and reads; a person never heard of has {@link History#NONE}. */
    public Map<PersonId, History> lock(Handle handle, TenantId tenant, Collection<PersonId> persons) {
        var histories = new HashMap<PersonId, History>();
        if (persons.isEmpty()) {
            return histories;
        }
        UUID[] ids = persons.stream().map(PersonId::value).sorted().distinct().toArray(UUID[]::new);
        handle.createUpdate("""
                        insert into person_profile (tenant_id, person_id)
                        select :tenant, id from unnest(:ids) id on conflict do nothing""").bind("tenant", tenant.value()).bind("ids", ids).execute();
        handle.createQuery("""
                        select person_id, accepted, first_at, ring, habits, recent, version from person_profile
                        where tenant_id = :tenant and person_id = any(:ids) order by person_id for update""")
                .bind("tenant", tenant.value())
                .bind("ids", ids)
                .map((row, context) -> Map.entry(new PersonId(row.getObject("person_id", UUID.class)), history(row)))
                .forEach(entry -> histories.put(entry.getKey(), entry.getValue()));
        return histories;
    }

    /** The caller holds the locks. */
    public void save(Handle handle, TenantId tenant, Map<PersonId, History> histories) {
        if (histories.isEmpty()) {
            return;
        }
        List<PersonId> persons = List.copyOf(histories.keySet());
        List<History> values = persons.stream().map(histories::get).toList();
        handle.createUpdate("""
                        update person_profile p
                        set version = n.version, accepted = n.accepted, first_at = n.first_at, ring = n.ring,
                            habits = decode(n.habits, 'hex'), recent = n.recent
                        from unnest(:ids, :versions, :accepted, cast(:firstAt as timestamptz[]), cast(:ring as jsonb[]), :habits,
                            cast(:recent as jsonb[])) as n(person_id, version, accepted, first_at, ring, habits, recent)
                        where p.tenant_id = :tenant and p.person_id = n.person_id""")
                .bind("tenant", tenant.value())
                .bind("ids", persons.stream().map(PersonId::value).toArray(UUID[]::new))
                .bind("versions", values.stream().map(History::version).toArray(Integer[]::new))
                .bind("recent", values.stream().map(Profiles::recent).toArray(String[]::new))
                .bind("habits", values.stream().map(Profiles::habits).toArray(String[]::new))
                .bind("accepted", values.stream().map(History::accepted).toArray(Integer[]::new))
                .bind(
                        "firstAt",
                        values.stream()
                                .map(history ->
                                        history.firstAt().map(Instant::toString).orElse(null))
                                .toArray(String[]::new))
                .bind("ring", values.stream().map(Profiles::ring).toArray(String[]::new))
                .execute();
    }

    /** Learning begins anew. */
    public void forget(Handle handle, TenantId tenant, PersonId person) {
        handle.createUpdate("""
                        update person_profile set version = version + 1, accepted = 0, first_at = null, ring = '[]', habits = null,
                            recent = null
                        where tenant_id = :tenant and person_id = :person""")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
    }

    private static History history(ResultSet row) throws SQLException {
        OffsetDateTime first = row.getObject("first_at", OffsetDateTime.class);
        @Nullable String recent = row.getString("recent");
        byte @Nullable [] habits = row.getBytes("habits");
        try {
            List<Entry> ring = JSON.readValue(row.getString("ring"), RING);
            return new History(
                    row.getInt("accepted"),
                    Optional.ofNullable(first).map(OffsetDateTime::toInstant),
                    ring.stream().map(Entry::accepted).toList(),
                    habits == null ? Profile.EMPTY : ProfileCodec.read(habits),
                    recent == null ? Recent.NOTHING : JSON.readValue(recent, Recent.class),
                    row.getInt("version"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A ring that we have written cannot be read", e);
        }
    }

    private static @Nullable String habits(History history) {
        return history.habits().signIns() == 0 ? null : HexFormat.of().formatHex(ProfileCodec.write(history.habits()));
    }

    private static @Nullable String recent(History history) {
        try {
            return history.recent().equals(Recent.NOTHING) ? null : JSON.writeValueAsString(history.recent());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ring(History history) {
        try {
            return JSON.writeValueAsString(
                    history.ring().stream().map(Entry::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
