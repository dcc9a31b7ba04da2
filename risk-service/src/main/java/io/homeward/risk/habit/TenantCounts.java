package io.homeward.risk.habit;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.familiarity.InMemoryPopulation.Row;
import io.homeward.risk.familiarity.Novelty;
import io.homeward.risk.familiarity.Tuning;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What tenants' people do, as it is kept: a statement adds to the counts of all tenants that gain something, and everybody locks in the order of the keys. */
final class TenantCounts {
    private record Of<T>(TenantId tenant, T what) {}

    private TenantCounts() {}

    static void add(Handle handle, Map<TenantId, Gains> gains) {
        counts(handle, all(gains, Gains::rows));
        novelty(handle, all(gains, Gains::cells));
        scores(handle, all(gains, each -> each.bins().entrySet()));
    }

    private static <T> List<Of<T>> all(Map<TenantId, Gains> gains, Function<Gains, Collection<T>> part) {
        return gains.entrySet().stream()
                .flatMap(each -> stream(each.getKey(), part.apply(each.getValue())))
                .toList();
    }

    private static <T> Stream<Of<T>> stream(TenantId tenant, Collection<T> all) {
        return all.stream().map(what -> new Of<>(tenant, what));
    }

    private static void counts(Handle handle, List<Of<Row>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into tenant_count (tenant_id, level, value, parent, weight, day)
                        select n.tenant, n.level, n.value, n.parent, n.weight, n.day
                        from unnest(:tenants, :levels, :values, :parents, :weights, :days)
                          as n(tenant, level, value, parent, weight, day)
                        order by n.tenant, n.level, n.value
                        on conflict (tenant_id, level, value) do update set
                            weight = greatest(0,
                                tenant_count.weight * power(0.5, greatest(0, excluded.day - tenant_count.day) / :halfLife)
                                + excluded.weight * power(0.5, greatest(0, tenant_count.day - excluded.day) / :halfLife)),
                            day = greatest(tenant_count.day, excluded.day), changed_at = clock_timestamp()""")
                .bind("tenants", tenants(rows))
                .bind("halfLife", Tuning.SHIPPED.hazards().tenantHalfLife())
                .bind("levels", array(rows, Integer[]::new, row -> row.level().place()))
                .bind("values", array(rows, Long[]::new, Row::value))
                .bind("parents", array(rows, Long[]::new, Row::parent))
                .bind("weights", array(rows, Double[]::new, Row::weight))
                .bind("days", array(rows, Integer[]::new, Row::day))
                .execute();
    }

    private static void novelty(Handle handle, List<Of<Novelty.Cell>> cells) {
        if (cells.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into tenant_novelty as t (tenant_id, level, gap, history, fresh, occasions)
                        select n.tenant, n.level, n.gap, n.history, n.fresh, n.occasions
                        from unnest(:tenants, :levels, :gaps, :histories, :fresh, :occasions)
                          as n(tenant, level, gap, history, fresh, occasions)
                        order by n.tenant, n.level, n.gap, n.history
                        on conflict (tenant_id, level, gap, history) do update set
                            fresh = greatest(0, t.fresh + excluded.fresh), occasions = greatest(0, t.occasions + excluded.occasions)""")
                .bind("tenants", tenants(cells))
                .bind("levels", array(cells, Integer[]::new, cell -> cell.level()
                        .place()))
                .bind("gaps", array(cells, Integer[]::new, Novelty.Cell::gap))
                .bind("histories", array(cells, Integer[]::new, Novelty.Cell::history))
                .bind("fresh", array(cells, Double[]::new, Novelty.Cell::fresh))
                .bind("occasions", array(cells, Double[]::new, Novelty.Cell::occasions))
                .execute();
    }

    private static void scores(Handle handle, List<Of<Map.Entry<Gains.Bin, Long>>> bins) {
        if (bins.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into tenant_score as t (tenant_id, model, day, bin, sign_ins)
                        select n.tenant, n.model, n.day, n.bin, n.sign_ins
                        from unnest(:tenants, :models, :days, :bins, :signIns) as n(tenant, model, day, bin, sign_ins)
                        order by n.tenant, n.model, n.day, n.bin
                        on conflict (tenant_id, model, day, bin) do update set sign_ins = t.sign_ins + excluded.sign_ins""")
                .bind("tenants", tenants(bins))
                .bind("models", array(bins, String[]::new, each -> each.getKey().model()))
                .bind("days", array(bins, Integer[]::new, each -> each.getKey().day()))
                .bind("bins", array(bins, Integer[]::new, each -> each.getKey().bin()))
                .bind("signIns", array(bins, Long[]::new, Map.Entry::getValue))
                .execute();
    }

    private static <T> UUID[] tenants(List<Of<T>> all) {
        return all.stream().map(each -> each.tenant.value()).toArray(UUID[]::new);
    }

    private static <T, C> C[] array(List<Of<T>> all, IntFunction<C[]> made, Function<T, C> of) {
        return all.stream().map(each -> of.apply(each.what)).toArray(made);
    }
}
