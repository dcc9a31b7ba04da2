package io.homeward.risk.habit;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.risk.habit.AttackCounts.Kind;
import io.homeward.risk.habit.AttackCounts.Value;
import io.homeward.risk.signin.SignIn;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Keeps a tenant's {@link AttackCounts}. What is counted here raises nobody by itself; it is evidence for {@code maliciousIPAddress} and for nothing else. */
@Singleton
public class Attacks {
    /** Values of a tenant; the lightest make room. */
    private static final int BOUND = 1_000;

    /** A sign-in was confirmed to be compromised. The caller sees to it that it counts once. */
    public void confirmed(Handle handle, TenantId tenant, SignIn signIn, Instant now) {
        add(handle, tenant, signIn, 1, now);
        handle.createUpdate("""
                        delete from tenant_attack where tenant_id = :tenant and (kind, value) in (
                            select kind, value from tenant_attack where tenant_id = :tenant
                            order by weight * power(0.5, greatest(0, :today - day) / :halfLife) desc, kind, value offset :bound)""")
                .bind("tenant", tenant.value())
                .bind("today", day(now))
                .bind("halfLife", AttackCounts.HALF_LIFE)
                .bind("bound", BOUND)
                .execute();
    }

    /** It was not, after all. */
    public void takenBack(Handle handle, TenantId tenant, SignIn signIn, Instant now) {
        add(handle, tenant, signIn, -1, now);
        handle.createUpdate("delete from tenant_attack where tenant_id = :tenant and weight <= 0")
                .bind("tenant", tenant.value())
                .execute();
    }

    private static void add(Handle handle, TenantId tenant, SignIn signIn, int sign, Instant now) {
        List<Value> values = values(signIn);
        handle.createUpdate("""
                        insert into tenant_attack as a (tenant_id, kind, value, weight, day)
                        select :tenant, n.kind, n.value, greatest(0, :sign), :today from unnest(:kinds, :values) as n(kind, value)
                        order by n.kind, n.value
                        on conflict (tenant_id, kind, value) do update set
                            weight = least(:most, greatest(0,
                                a.weight * power(0.5, greatest(0, :today - a.day) / :halfLife) + :sign)),
                            day = greatest(a.day, :today)""")
                .bind("tenant", tenant.value())
                .bind("sign", (double) sign)
                .bind("today", day(now))
                .bind("most", AttackCounts.MOST)
                .bind("halfLife", AttackCounts.HALF_LIFE)
                .bind("kinds", values.stream().map(Value::kind).toArray(String[]::new))
                .bind("values", values.stream().map(Value::value).toArray(String[]::new))
                .execute();
    }

    private static List<Value> values(SignIn signIn) {
        Optional<Value> address =
                signIn.address().map(IpAddress::toString).map(ip -> new Value(Kind.ADDRESS.wireName(), ip));
        Optional<Value> network = signIn.enrichment()
                .network()
                .map(each -> new Value(Kind.NETWORK.wireName(), Long.toString(each.asn())));
        Optional<Value> agent = Optional.of(signIn.device().userAgent())
                .filter(text -> !text.isEmpty())
                .map(text -> new Value(Kind.AGENT.wireName(), AttackCounts.brief(text)));
        return Stream.of(address, network, agent).flatMap(Optional::stream).toList();
    }

    static AttackCounts read(Handle handle, TenantId tenant) {
        List<AttackCounts.Row> rows = handle.createQuery(
                        "select kind, value, weight, day from tenant_attack where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, context) -> new AttackCounts.Row(
                        new Value(row.getString("kind"), row.getString("value")),
                        row.getDouble("weight"),
                        row.getInt("day")))
                .list();
        return rows.isEmpty() ? AttackCounts.NONE : new AttackCounts(rows);
    }

    private static int day(Instant now) {
        return (int) Math.floorDiv(now.getEpochSecond(), 86_400L);
    }
}
