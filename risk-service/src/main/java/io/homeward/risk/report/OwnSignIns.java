package io.homeward.risk.report;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.report.SignInFacts.Place;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One person's own sign-ins at a screen, with the right password and with a wrong one, the newest first. */
@Singleton
class OwnSignIns {
    private static final String SELECT = """
            select s.event_id, s.ts, s.application_name, host(s.ip) as ip, s.city, s.country, s.latitude, s.longitude, s.operating_system,
                s.browser, s.session_id, s.error_code, s.mfa
            from sign_in s where s.tenant_id = :tenant and s.person_id = :person and s.interactive""";

    private final TenantDatabase database;

    OwnSignIns(TenantDatabase database) {
        this.database = database;
    }

    List<OwnSignIn> page(TenantId tenant, PersonId person, Optional<Place> behind, int limit) {
        String further = behind.isPresent() ? " and s.ts <= :at and (s.ts, s.event_id) < (:at, :id)" : "";
        return database.in(tenant, handle -> {
            var query = handle.createQuery(SELECT + further + " order by s.ts desc, s.event_id desc limit :limit")
                    .bind("tenant", tenant.value())
                    .bind("person", person.value())
                    .bind("limit", limit);
            behind.ifPresent(place ->
                    query.bind("at", place.at().atOffset(ZoneOffset.UTC)).bind("id", place.id()));
            return query.map((row, context) -> read(row)).list();
        });
    }

    /** One of his; empty for anybody else's. */
    Optional<OwnSignIn> find(TenantId tenant, PersonId person, String id) {
        return id.indexOf('\0') >= 0
                ? Optional.empty()
                : database.in(
                        tenant, handle -> handle.createQuery(SELECT + " and s.event_id = :id order by s.ts limit 1")
                                .bind("tenant", tenant.value())
                                .bind("person", person.value())
                                .bind("id", id)
                                .map((row, context) -> read(row))
                                .findOne());
    }

    private static OwnSignIn read(ResultSet row) throws SQLException {
        double latitude = row.getDouble("latitude");
        boolean placed = !row.wasNull();
        return new OwnSignIn(
                row.getString("event_id"),
                row.getObject("ts", OffsetDateTime.class).toInstant(),
                known(row.getString("application_name")),
                row.getString("ip"),
                known(row.getString("city")),
                known(row.getString("country")),
                placed ? latitude : null,
                placed ? row.getDouble("longitude") : null,
                known(row.getString("operating_system")),
                known(row.getString("browser")),
                known(row.getString("session_id")),
                row.getInt("error_code"),
                row.getString("mfa"));
    }

    private static @Nullable String known(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
