package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Wrong user codes (RFC 8628 section 5.1): a neighbourhood of addresses has ten in ten minutes, a tenant's page a thousand from wherever. With a
 * hundred devices waiting, the thousand find one of them once in 26,000 such spans.
 */
@Singleton
class DeviceGuesses {
    private static final Duration SPAN = Duration.ofMinutes(10);
    private static final int MOST_FROM_ONE = 10;
    private static final int MOST_OF_ALL = 1_000;
    private static final int REMOVED_AT_ONCE = 50;
    private static final String EVERYBODY = "";

    /** A neighbourhood; whoever has no address that can be read shares one. */
    static String source(Optional<String> address) {
        return address.flatMap(IpAddress::parse)
                .map(each -> IpRange.around(each).toString())
                .orElse("unknown");
    }

    /**
     * Counts a guess before it is looked at, so that many at once are many.
     *
     * @return whether it may be looked at
     */
    boolean mayLook(Handle handle, TenantId tenant, String source, Instant now) {
        forgetOld(handle, tenant, now);
        boolean here = count(handle, tenant, source, 1, now) <= MOST_FROM_ONE;
        return here && count(handle, tenant, EVERYBODY, 1, now) <= MOST_OF_ALL;
    }

    /** It was no guess. */
    void right(Handle handle, TenantId tenant, String source, Instant now) {
        count(handle, tenant, source, -1, now);
        count(handle, tenant, EVERYBODY, -1, now);
    }

    private static int count(Handle handle, TenantId tenant, String source, int more, Instant now) {
        return handle.createQuery("""
                        insert into device_guess as g (tenant_id, source, began_at, wrong) values (:tenant, :source, :now, greatest(:more, 0))
                        on conflict (tenant_id, source) do update set
                            wrong = case when g.began_at > :before then greatest(g.wrong + :more, 0) else greatest(:more, 0) end,
                            began_at = case when g.began_at > :before then g.began_at else :now end
                        returning wrong
                        """)
                .bind("tenant", tenant.value())
                .bind("source", source)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("before", now.minus(SPAN).atOffset(ZoneOffset.UTC))
                .bind("more", more)
                .mapTo(Integer.class)
                .one();
    }

    private static void forgetOld(Handle handle, TenantId tenant, Instant now) {
        handle.createUpdate("""
                        delete from device_guess where tenant_id = :tenant and source in (
                            select source from device_guess where tenant_id = :tenant and began_at < :before
                            order by began_at limit :most for update skip locked)
                        """)
                .bind("tenant", tenant.value())
                .bind("before", now.minus(SPAN).atOffset(ZoneOffset.UTC))
                .bind("most", REMOVED_AT_ONCE)
                .execute();
    }
}
