package io.homeward.remediation.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What risk-service has still to be told, in the order in which it happened within a tenant. Written in the transaction of what happened,
 * removed when it has it; telling twice does no harm, since both its endpoints are idempotent by the sign-in's id.
 */
@Singleton
public class SignInReports {
    private static final int MOST_AT_ONCE = 100;

    private final TenantDatabase database;

    SignInReports(TenantDatabase database) {
        this.database = database;
    }

    enum Kind {
        SIGN_IN("sign-in"),
        OUTCOME("outcome"),
        LEAK("leak");

        private final String column;

        Kind(String column) {
            this.column = column;
        }

        static Kind of(String column) {
            return Stream.of(values())
                    .filter(kind -> kind.column.equals(column))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No kind of report: " + column));
        }
    }

    /** @param passwordSetAt tells the password from the person's others */
    record Leak(PersonId person, Instant passwordSetAt) {}

    record Report(long number, UUID signIn, Kind kind, JsonNode body) {}

    /** A failed one, or one that could not be scored. */
    public void signIn(Handle handle, TenantId tenant, SignIn signIn, Instant now) {
        add(handle, tenant, signIn.id(), Kind.SIGN_IN, signIn, now);
    }

    /** How a sign-in that was scored, or will be, went on. */
    public void outcome(Handle handle, TenantId tenant, UUID signIn, SignIn.Outcome outcome, Instant now) {
        add(handle, tenant, signIn, Kind.OUTCOME, outcome, now);
    }

    /** A person's password that has leaked, which risk-service could not be told at once. */
    public void leak(Handle handle, TenantId tenant, PersonId person, Instant passwordSetAt, Instant now) {
        add(handle, tenant, UUID.randomUUID(), Kind.LEAK, new Leak(person, passwordSetAt), now);
    }

    /** The tenants of which something waits. The one look across tenants there is, and it shows nothing else. */
    List<TenantId> tenants() {
        return database.inEach(List.of(), handle -> handle.createQuery("select tenants_with_reports()")
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list());
    }

    List<Report> waiting(TenantId tenant) {
        return database.in(tenant, handle -> handle.createQuery("""
                        select number, sign_in_id, kind, body from sign_in_report where tenant_id = :tenant
                        order by number limit :most
                        """)
                .bind("tenant", tenant.value())
                .bind("most", MOST_AT_ONCE)
                .map((row, context) -> new Report(
                        row.getLong("number"),
                        row.getObject("sign_in_id", UUID.class),
                        Kind.of(row.getString("kind")),
                        json(row.getString("body"))))
                .list());
    }

    void done(Handle handle, TenantId tenant, Report report) {
        handle.createUpdate("delete from sign_in_report where tenant_id = :tenant and number = :number")
                .bind("tenant", tenant.value())
                .bind("number", report.number())
                .execute();
    }

    private static void add(Handle handle, TenantId tenant, UUID signIn, Kind kind, Object body, Instant now) {
        handle.createUpdate("""
                        insert into sign_in_report (tenant_id, sign_in_id, kind, body, created_at)
                        values (:tenant, :signIn, :kind, cast(:body as jsonb), :now)
                        """)
                .bind("tenant", tenant.value())
                .bind("signIn", signIn)
                .bind("kind", kind.column)
                .bind("body", FeedJson.mapper().valueToTree(body).toString())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static JsonNode json(String text) {
        try {
            return FeedJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept report cannot be read", e);
        }
    }
}
