package io.homeward.risk.campaign;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpRange;
import io.homeward.risk.detection.Campaign;
import io.homeward.risk.detection.CampaignKey;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The alerts about campaigns: one a key and day, with the strongest evidence of the day. */
@Singleton
public class Alerts {
    /** Of a campaign's names so many are told. */
    public static final int MOST_MEMBERS = 200;

    /** As long as an administrator may ask back. */
    private static final int KEPT_DAYS = 180;

    private static final int MOST = 5_000;

    /**
     * An alert as it is kept.
     *
     * @param agent what the client calls itself; empty where there are many, or it does not say
     * @param members names that were tried, at most {@link #MOST_MEMBERS}
     */
    public record Alert(TenantId tenant, LocalDate day, Campaign campaign, String agent, List<String> members) {}

    /** Keeps it: the strongest evidence of the day, and when it was last seen. */
    public void keep(
            Handle handle, TenantId tenant, Campaign campaign, String agent, List<String> members, String engine) {
        handle.createUpdate("""
                        insert into spray_campaign as c (tenant_id, kind, key, day, first_at, last_at, names, others, attempts, surprise, sum,
                            code, agent, agent_text, accuses, networks, sources, members, engine)
                        values (:tenant, :kind, :key, :day, :first, :last, :names, :others, :attempts, :surprise, :sum, :code, :agent,
                            :agentText, :accuses, cast(:networks as bigint[]), cast(:sources as text[]), cast(:members as text[]), :engine)
                        on conflict (tenant_id, kind, key, day) do update
                        set first_at = least(c.first_at, excluded.first_at), last_at = greatest(c.last_at, excluded.last_at),
                            names = greatest(c.names, excluded.names), others = excluded.others,
                            attempts = greatest(c.attempts, excluded.attempts), surprise = greatest(c.surprise, excluded.surprise),
                            sum = greatest(c.sum, excluded.sum), accuses = excluded.accuses, engine = excluded.engine,
                            networks = case when excluded.names >= c.names then excluded.networks else c.networks end,
                            sources = case when excluded.names >= c.names then excluded.sources else c.sources end,
                            members = case when excluded.names >= c.names then excluded.members else c.members end""")
                .bind("tenant", tenant.value())
                .bind("kind", campaign.key().kind().wireName())
                .bind("key", campaign.key().value())
                .bind("day", Tries.day(campaign.at()))
                .bind("first", Tries.utc(campaign.since()))
                .bind("last", Tries.utc(campaign.at()))
                .bind("names", campaign.names())
                .bind("others", campaign.others())
                .bind("attempts", campaign.attempts())
                .bind("surprise", campaign.surprise())
                .bind("sum", campaign.sum())
                .bind("code", campaign.code())
                .bind("agent", campaign.agent())
                .bind("agentText", agent)
                .bind("accuses", campaign.accuses())
                .bind("networks", campaign.networks().stream().sorted().toArray(Long[]::new))
                .bind(
                        "sources",
                        campaign.sources().stream()
                                .map(IpRange::toString)
                                .sorted()
                                .toArray(String[]::new))
                .bind("members", members.toArray(String[]::new))
                .bind("engine", engine)
                .execute();
    }

    /** Those of these tenants that had tries after one time, and had begun by another; the largest first. */
    public List<Alert> of(Handle handle, Collection<TenantId> tenants, Instant after, Instant before) {
        return handle.createQuery("""
                        select * from spray_campaign where tenant_id = any(:tenants) and last_at >= :after and first_at <= :before
                        order by last_at desc, names desc, kind, key limit :most""")
                .bind("tenants", tenants.stream().map(TenantId::value).toArray(UUID[]::new))
                .bind("after", Tries.utc(after))
                .bind("before", Tries.utc(before))
                .bind("most", MOST)
                .map((row, context) -> alert(row))
                .list();
    }

    private static Alert alert(ResultSet row) throws SQLException {
        var kind = row.getString("kind");
        CampaignKey.Kind of = Stream.of(CampaignKey.Kind.values())
                .filter(each -> each.wireName().equals(kind))
                .findFirst()
                .orElseThrow();
        return new Alert(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getObject("day", LocalDate.class),
                new Campaign(
                        new CampaignKey(of, row.getLong("key")),
                        row.getObject("first_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_at", OffsetDateTime.class).toInstant(),
                        row.getInt("names"),
                        row.getInt("others"),
                        row.getInt("attempts"),
                        row.getDouble("surprise"),
                        row.getDouble("sum"),
                        row.getInt("code"),
                        row.getLong("agent"),
                        row.getBoolean("accuses"),
                        Set.of((Long[]) row.getArray("networks").getArray()),
                        texts(row, "sources").stream()
                                .flatMap(text -> IpRange.parse(text).stream())
                                .collect(Collectors.toSet()),
                        Set.of()),
                row.getString("agent_text"),
                texts(row, "members"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    /** @return how many went */
    public int forgetOld(Handle handle, TenantId tenant, Instant now) {
        return handle.createUpdate("delete from spray_campaign where tenant_id = :tenant and day < :before")
                .bind("tenant", tenant.value())
                .bind("before", Tries.day(now).minusDays(KEPT_DAYS))
                .execute();
    }
}
