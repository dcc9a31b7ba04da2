package io.homeward.risk.report;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads sign-ins, and people at risk, page by page for whoever tries other rules on them. */
@Singleton
public class SignInFacts {
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    private final TenantDatabase database;

    SignInFacts(TenantDatabase database) {
        this.database = database;
    }

    /**
     * Where a page ends; opaque to the caller.
     *
     * @param id of the last sign-in on it
     */
    record Place(Instant at, String id) {
        private static final String BETWEEN = " ";

        /** Empty where the text was not made here. */
        static Optional<Place> of(String text) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(BETWEEN, 2);
                return parts.length == 2 && parts[1].indexOf('\0') < 0
                        ? Optional.of(Instant.parse(parts[0]))
                                .filter(SignInFacts::comparable)
                                .map(at -> new Place(at, parts[1]))
                        : Optional.empty();
            } catch (IllegalArgumentException | DateTimeParseException e) {
                return Optional.empty();
            }
        }

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at + BETWEEN + id).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Whether the database can compare with it; {@link Instant} reaches further. */
    static boolean comparable(Instant at) {
        return at.isAfter(Instant.EPOCH) && at.isBefore(FAR);
    }

    /** Somebody whose risk is open now. */
    record AtRisk(UUID person, String level, String state) {}

    /** The oldest first, from {@code since} on, behind the place. */
    List<SignInFact> page(TenantId tenant, Instant since, Optional<Place> behind, int limit) {
        Place place = behind.orElse(new Place(since, ""));
        return database.in(tenant, handle -> handle.createQuery("""
                        select s.event_id, s.ts, s.person_id, s.application_id, s.client_app, s.interactive, host(s.ip) as ip, s.country,
                               s.operating_system, s.user_agent, s.error_code, s.level, s.mfa,
                               coalesce((
                                   select h.level from user_risk_history h
                                   where h.tenant_id = s.tenant_id and h.person_id = s.person_id and h.at <= s.ts
                                   order by h.nth desc limit 1), 'none') as user_level
                        from sign_in s
                        where s.tenant_id = :tenant and s.ts >= :since and s.person_id is not null and s.error_code <> 50126
                          and (s.ts, s.event_id) > (:at, :id)
                        order by s.ts, s.event_id limit :limit""")
                .bind("tenant", tenant.value())
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bind("at", place.at().atOffset(ZoneOffset.UTC))
                .bind("id", place.id())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    /** In the order of their ids, behind {@code after}. */
    List<AtRisk> atRisk(TenantId tenant, UUID after, int limit) {
        return database.in(tenant, handle -> handle.createQuery("""
                        select person_id, level, state from user_risk
                        where tenant_id = :tenant and person_id > :after and state in ('atRisk', 'confirmedCompromised') and level <> 'none'
                        order by person_id limit :limit""")
                .bind("tenant", tenant.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new AtRisk(
                        row.getObject("person_id", UUID.class), row.getString("level"), row.getString("state")))
                .list());
    }

    private static SignInFact read(ResultSet row) throws SQLException {
        return new SignInFact(
                row.getString("event_id"),
                row.getTimestamp("ts").toInstant(),
                row.getObject("person_id", UUID.class),
                known(row.getString("application_id")),
                known(row.getString("client_app")),
                row.getBoolean("interactive"),
                row.getString("ip"),
                known(row.getString("country")),
                known(row.getString("operating_system")),
                known(row.getString("user_agent")),
                row.getInt("error_code"),
                row.getString("level"),
                row.getString("user_level"),
                row.getString("mfa"));
    }

    private static @Nullable String known(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
