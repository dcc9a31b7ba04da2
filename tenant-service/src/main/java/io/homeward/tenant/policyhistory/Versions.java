package io.homeward.tenant.policyhistory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The versions of a tenant's rules. There is no way here to write one. */
@Singleton
public class Versions {
    private static final String COLUMNS = "number, at, author_kind, author_id, author_home, reason, restores";

    private final TenantDatabase database;

    Versions(TenantDatabase database) {
        this.database = database;
    }

    /** @param before only versions older than this one */
    List<Version> page(TenantId tenant, long before, int most) {
        return database.in(tenant, handle -> {
            Map<Long, List<Version.Touched>> touched = touched(handle, tenant, before, most);
            return handle.createQuery("""
                            select %s from rules_version where tenant_id = :tenant and number < :before
                            order by number desc limit :most""".formatted(COLUMNS))
                    .bind("tenant", tenant.value())
                    .bind("before", before)
                    .bind("most", most)
                    .map((row, context) -> version(row, touched))
                    .list();
        });
    }

    private static Map<Long, List<Version.Touched>> touched(Handle handle, TenantId tenant, long before, int most) {
        return handle
                .createQuery("""
                        select number, thing, thing_id, name, change from rules_change
                        where tenant_id = :tenant and number < :before and number >= (
                            select coalesce(min(number), 0) from (
                                select number from rules_version where tenant_id = :tenant and number < :before
                                order by number desc limit :most) shown)
                        order by number, thing, name, thing_id""")
                .bind("tenant", tenant.value())
                .bind("before", before)
                .bind("most", most)
                .map((row, context) -> Map.entry(
                        row.getLong("number"),
                        new Version.Touched(
                                row.getString("thing"),
                                row.getObject("thing_id", UUID.class),
                                row.getString("name"),
                                row.getString("change"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** @throws Refusal {@link Fault#VERSION_UNKNOWN} */
    Version find(TenantId tenant, long number) {
        return page(tenant, number < Long.MAX_VALUE ? number + 1 : number, 1).stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(() -> new Refusal(Fault.VERSION_UNKNOWN));
    }

    long newest(TenantId tenant) {
        return database.in(tenant, handle -> newest(handle, tenant));
    }

    static long newest(Handle handle, TenantId tenant) {
        return handle.createQuery("select number from tenant_rules where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
    }

    /** @throws Refusal {@link Fault#VERSION_UNKNOWN} */
    List<Version.Standing> at(TenantId tenant, long number) {
        return database.in(tenant, handle -> at(handle, tenant, number));
    }

    /**
     * Everything that stood at a version: of each thing the last word up to it.
     *
     * @throws Refusal {@link Fault#VERSION_UNKNOWN}
     */
    static List<Version.Standing> at(Handle handle, TenantId tenant, long number) {
        if (number < 1 || number > newest(handle, tenant)) {
            throw new Refusal(Fault.VERSION_UNKNOWN);
        }
        return handle.createQuery("""
                        select thing, thing_id, name, after::text as after from (
                            select distinct on (thing, thing_id) thing, thing_id, name, after from rules_change
                            where tenant_id = :tenant and number <= :number
                            order by thing, thing_id, number desc) last
                        where after is not null
                        order by thing, name, thing_id""")
                .bind("tenant", tenant.value())
                .bind("number", number)
                .map((row, context) -> new Version.Standing(
                        row.getString("thing"),
                        row.getObject("thing_id", UUID.class),
                        row.getString("name"),
                        json(row.getString("after"))))
                .list();
    }

    private static Version version(ResultSet row, Map<Long, List<Version.Touched>> touched) throws SQLException {
        long number = row.getLong("number");
        return new Version(
                number,
                row.getTimestamp("at").toInstant(),
                new Version.By(
                        row.getString("author_kind"),
                        row.getObject("author_id", UUID.class),
                        row.getObject("author_home", UUID.class)),
                row.getString("reason"),
                row.getObject("restores") == null ? null : row.getLong("restores"),
                touched.getOrDefault(number, List.of()));
    }

    private static JsonNode json(@Nullable String text) {
        try {
            return FeedJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database returned what is no JSON", e);
        }
    }
}
