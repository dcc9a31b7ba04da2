package io.homeward.risk.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.feed.FeedJson;
import io.homeward.intel.Locality;
import io.homeward.risk.Account;
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
        lock(handle, persons.stream().map(person -> new Account(tenant, person)).toList())
                .forEach((account, history) -> histories.put(account.person(), history));
        return histories;
    }

    /** The same for people of several tenants. Everybody locks in the order of {@link Account}. */
    public Map<Account, History> lock(Handle handle, Collection<Account> accounts) {
        List<Account> inOrder = accounts.stream().sorted().distinct().toList();
        var histories = new HashMap<Account, History>();
        locked(handle, inOrder, histories);
        List<Account> fresh = inOrder.stream()
                .filter(account -> !histories.containsKey(account))
                .toList();
        if (!fresh.isEmpty()) {
            handle.createUpdate("""
                            insert into person_profile (tenant_id, person_id)
                            select tenant, person from unnest(:tenants, :persons) n(tenant, person) on conflict do nothing""")
                    .bind("tenants", tenants(fresh))
                    .bind("persons", persons(fresh))
                    .execute();
            locked(handle, fresh, histories);
        }
        return histories;
    }

    /** Those that are there, one after the other as they are listed. */
    private static void locked(Handle handle, List<Account> accounts, Map<Account, History> histories) {
        if (accounts.isEmpty()) {
            return;
        }
        handle.createQuery("""
                        select p.* from unnest(:tenants, :persons) n(tenant, person)
                        cross join lateral (
                            select tenant_id, person_id, accepted, first_at, ring, habits, recent, version from person_profile
                            where tenant_id = n.tenant and person_id = n.person for update) p""")
                .bind("tenants", tenants(accounts))
                .bind("persons", persons(accounts))
                .map((row, context) -> Map.entry(
                        new Account(
                                new TenantId(row.getObject("tenant_id", UUID.class)),
                                new PersonId(row.getObject("person_id", UUID.class))),
                        history(row)))
                .forEach(entry -> histories.put(entry.getKey(), entry.getValue()));
    }

    private static UUID[] tenants(Collection<Account> accounts) {
        return accounts.stream().map(account -> account.tenant().value()).toArray(UUID[]::new);
    }

    private static UUID[] persons(Collection<Account> accounts) {
        return accounts.stream().map(account -> account.person().value()).toArray(UUID[]::new);
    }

    /** The caller holds the locks. */
    public void save(Handle handle, TenantId tenant, Map<PersonId, History> histories) {
        var accounts = new HashMap<Account, History>();
        histories.forEach((person, history) -> accounts.put(new Account(tenant, person), history));
        save(handle, accounts);
    }

    /** The same for people of several tenants. */
    public void save(Handle handle, Map<Account, History> histories) {
        if (histories.isEmpty()) {
            return;
        }
        List<Account> accounts = List.copyOf(histories.keySet());
        List<History> values = accounts.stream().map(histories::get).toList();
        handle.createUpdate("""
                        update person_profile p
                        set version = n.version, accepted = n.accepted, first_at = n.first_at, ring = n.ring,
                            habits = decode(n.habits, 'hex'), recent = n.recent
                        from unnest(:tenants, :ids, :versions, :accepted, cast(:firstAt as timestamptz[]), cast(:ring as jsonb[]),
                              :habits, cast(:recent as jsonb[]))
                          as n(tenant_id, person_id, version, accepted, first_at, ring, habits, recent)
                        where p.tenant_id = n.tenant_id and p.person_id = n.person_id""")
                .bind("tenants", tenants(accounts))
                .bind("ids", persons(accounts))
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
