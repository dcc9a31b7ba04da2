package io.homeward.remediation.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What risk-service has still to be told, in the order in which it happened to one sign-in. Written in the transaction of what happened,
 * removed when it has it; telling twice does no harm, since its endpoints are idempotent. What it refuses for good is set aside with the reason and
 * forgotten after {@link #ASIDE}.
 */
@Singleton
public class SignInReports {
    private static final int MOST_AT_ONCE = 100;

    /** Between two tries of one report: two seconds, doubling up to this. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** After so long nobody waits for it any more, and what it tells of is old. */
    private static final Duration GIVEN_UP = Duration.ofDays(7);

    private static final Duration ASIDE = Duration.ofDays(30);

    private final TenantDatabase database;

    SignInReports(TenantDatabase database) {
        this.database = database;
    }

    enum Kind {
        SIGN_IN("sign-in"),
        OUTCOME("outcome"),
        LEAK("leak"),
        COMMON("common"),
        OWN("own");

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

    /**
     * What a person says.
     *
     * @param answer {@code notMe} or {@code wasMe}
     */
    public record OwnReport(
            UUID reportId,
            PersonId person,
            String answer,
            @Nullable String signInId,
            @Nullable String changeId) {}

    /** @param attempts how often it has failed */
    record Report(long number, UUID signIn, Kind kind, JsonNode body, int attempts, Instant createdAt) {
        boolean givesUp(Instant now) {
            return !now.isBefore(createdAt.plus(GIVEN_UP));
        }

        Duration nextWait() {
            Duration wait = Duration.ofSeconds(2L << Math.min(attempts, 10));
            return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        }
    }

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

    /** A person's password that is a common one. */
    public void common(Handle handle, TenantId tenant, PersonId person, Instant passwordSetAt, Instant now) {
        add(handle, tenant, UUID.randomUUID(), Kind.COMMON, new Leak(person, passwordSetAt), now);
    }

    /** What a person says of a sign-in or a change of his. */
    public void own(Handle handle, TenantId tenant, OwnReport report, Instant now) {
        add(handle, tenant, report.reportId(), Kind.OWN, report, now);
    }

    /** The tenants of which something waits. The one look across tenants there is, and it shows nothing else. */
    List<TenantId> tenants() {
        return database.inEach(List.of(), handle -> handle.createQuery("select tenants_with_reports()")
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list());
    }

    /** Those that may be told now. Of one sign-in the later wait for the earlier. */
    List<Report> waiting(TenantId tenant, Instant now) {
        return database.in(tenant, handle -> handle.createQuery("""
                        select r.number, r.sign_in_id, r.kind, r.body, r.attempts, r.created_at from sign_in_report r
                        where r.tenant_id = :tenant and r.set_aside_at is null and (r.not_before is null or r.not_before <= :now)
                          and not exists (select from sign_in_report before
                              where before.tenant_id = :tenant and before.sign_in_id = r.sign_in_id and before.number < r.number
                                and before.set_aside_at is null and before.not_before > :now)
                        order by r.number limit :most
                        """)
                .bind("tenant", tenant.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("most", MOST_AT_ONCE)
                .map((row, context) -> new Report(
                        row.getLong("number"),
                        row.getObject("sign_in_id", UUID.class),
                        Kind.of(row.getString("kind")),
                        json(row.getString("body")),
                        row.getInt("attempts"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list());
    }

    void done(Handle handle, TenantId tenant, Report report) {
        handle.createUpdate("delete from sign_in_report where tenant_id = :tenant and number = :number")
                .bind("tenant", tenant.value())
                .bind("number", report.number())
                .execute();
    }

    /** It failed once more. */
    int later(Handle handle, TenantId tenant, Report report, Instant now) {
        return handle.createUpdate("""
                        update sign_in_report set attempts = attempts + 1, not_before = :then
                        where tenant_id = :tenant and number = :number
                        """)
                .bind("then", now.plus(report.nextWait()).atOffset(ZoneOffset.UTC))
                .bind("tenant", tenant.value())
                .bind("number", report.number())
                .execute();
    }

    int setAside(Handle handle, TenantId tenant, Report report, String because, Instant now) {
        handle.createUpdate("delete from sign_in_report where tenant_id = :tenant and set_aside_at < :before")
                .bind("tenant", tenant.value())
                .bind("before", now.minus(ASIDE).atOffset(ZoneOffset.UTC))
                .execute();
        return handle.createUpdate("""
                        update sign_in_report set set_aside_at = :now, set_aside_because = :because
                        where tenant_id = :tenant and number = :number
                        """)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("because", because.replace("\0", ""))
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
