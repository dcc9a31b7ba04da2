package io.homeward.remediation.registration;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;

/** Graph's reports about what people have registered. */
@Singleton
class RegistrationReport {
    private static final String INCLUDED = """
            from registration_detail d where d.tenant_id = :tenant and d.weighed_at is not null
            and (d.standing is not null or d.user_type = 'guest')
            and (:type = 'all' or d.user_type = :type)
            and (:role = 'all' or case :role when 'user' then not d.is_admin when 'admin' then d.is_admin else d.is_privileged end)
            """;

    private final TenantDatabase database;
    private final WeighRegistrations weigh;
    private final InstantSource clock;

    RegistrationReport(TenantDatabase database, WeighRegistrations weigh, InstantSource clock) {
        this.database = database;
        this.weigh = weigh;
        this.clock = clock;
    }

    /**
     * @param type {@code all}, {@code member} or {@code guest}
     * @param role {@code all}, {@code user}, {@code admin} or {@code privilegedAdmin}
     */
    record Included(String type, String role) {}

    /** @param of by feature or by method */
    record Counts(long total, SequencedMap<String, Long> of) {
        <T> List<T> listed(BiFunction<String, Long, T> each) {
            return of.entrySet().stream()
                    .map(entry -> each.apply(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    GraphPage<UserRegistrationDetails> page(TenantId tenant, GraphQuery query) {
        weigh.of(tenant, clock.instant());
        return database.in(
                tenant,
                handle -> UserRegistrationDetails.EVERYBODY.page(
                        handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    Optional<UserRegistrationDetails> find(TenantId tenant, PersonId person) {
        weigh.of(tenant, clock.instant());
        return database.in(
                tenant,
                handle -> UserRegistrationDetails.EVERYBODY.find(
                        handle, "d.person_id = :person", sql -> sql.bind("tenant", tenant.value())
                                .bind("person", person.value())));
    }

    /** Of those who are not disabled. */
    Counts byFeature(TenantId tenant, Included included) {
        weigh.of(tenant, clock.instant());
        var columns = new LinkedHashMap<String, String>();
        columns.put("ssprRegistered", "sspr_registered");
        columns.put("ssprEnabled", "sspr_enabled");
        columns.put("ssprCapable", "sspr_capable");
        columns.put("passwordlessCapable", "passwordless");
        columns.put("mfaCapable", "mfa_capable");
        String counts = columns.values().stream()
                .map(column -> ", count(*) filter (where d.%1$s) as %1$s".formatted(column))
                .reduce("", String::concat);
        return database.in(tenant, handle -> handle.createQuery("select count(*) as total" + counts + " " + INCLUDED)
                .bind("tenant", tenant.value())
                .bind("type", included.type())
                .bind("role", included.role())
                .map((row, context) -> {
                    var of = new LinkedHashMap<String, Long>();
                    for (Map.Entry<String, String> column : columns.entrySet()) {
                        of.put(column.getKey(), row.getLong(column.getValue()));
                    }
                    return new Counts(row.getLong("total"), of);
                })
                .one());
    }

    /** Of those who are not disabled. */
    Counts byMethod(TenantId tenant, Included included) {
        weigh.of(tenant, clock.instant());
        return database.in(tenant, handle -> {
            long total = handle.createQuery("select count(*) " + INCLUDED)
                    .bind("tenant", tenant.value())
                    .bind("type", included.type())
                    .bind("role", included.role())
                    .mapTo(Long.class)
                    .one();
            List<Map.Entry<String, Long>> counted = handle.createQuery(
                            "select m.name, count(*) as people from (select d.methods " + INCLUDED
                                    + ") d, unnest(d.methods) as m (name) group by m.name order by m.name")
                    .bind("tenant", tenant.value())
                    .bind("type", included.type())
                    .bind("role", included.role())
                    .map((row, context) -> Map.entry(row.getString("name"), row.getLong("people")))
                    .list();
            var of = new LinkedHashMap<String, Long>();
            counted.forEach(each -> of.put(each.getKey(), each.getValue()));
            return new Counts(total, of);
        });
    }
}
