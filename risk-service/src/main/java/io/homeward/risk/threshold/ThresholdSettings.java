package io.homeward.risk.threshold;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Listing;
import io.homeward.graph.query.Order;
import io.homeward.graph.query.Property;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.budget.Budgets;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What tenants have set, and every change of it. */
@Singleton
public class ThresholdSettings {
    private static final Property VERSION = Property.integer("id", "c.version").neverNull();

    static final GraphSet CHANGES = GraphSet.of(
                    "riskThresholds/history",
                    GraphType.of(
                            "riskThresholdChange",
                            VERSION,
                            Property.instant("at", "c.at").neverNull(),
                            Property.shown("low"),
                            Property.shown("medium"),
                            Property.shown("high"),
                            Property.shown("targeted"),
                            Property.text("reason", "c.reason"),
                            Property.text("by", "c.changed_by")),
                    100,
                    500)
            .orderedBy(Order.newestFirst(VERSION));

    private static final Listing<ThresholdChange> LISTING = new Listing<>(
            "c.version, c.at, c.low, c.medium, c.high, c.targeted, c.reason, c.changed_by",
            "risk_threshold_change c",
            "c.tenant_id = :tenant",
            ThresholdSettings::change);

    /** @param lock how the statement ends: empty, or {@code for update} by whoever is about to change them */
    Settings of(Handle handle, TenantId tenant, String lock) {
        return handle.createQuery(
                        "select version, targeted, low, medium, high from tenant_model where tenant_id = :tenant "
                                + lock)
                .bind("tenant", tenant.value())
                .map((row, context) -> settings(row))
                .findOne()
                .orElse(new Settings(0, Optional.empty(), Optional.empty()));
    }

    Optional<ThresholdChange> last(Handle handle, TenantId tenant) {
        return LISTING.find(
                handle,
                "c.version = (select max(version) from risk_threshold_change where tenant_id = :tenant)",
                sql -> sql.bind("tenant", tenant.value()));
    }

    GraphPage<ThresholdChange> history(Handle handle, TenantId tenant, GraphQuery query) {
        return LISTING.page(handle, query, sql -> sql.bind("tenant", tenant.value()));
    }

    /** Every share of targeted attackers that ever held: scores of those days were given with it. */
    public List<Double> targetedShares(Handle handle, TenantId tenant) {
        return handle.createQuery("select distinct targeted from risk_threshold_change where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Double.class)
                .list();
    }

    /** @param wanted the caller has locked those before them */
    void keep(Handle handle, TenantId tenant, Settings wanted, String by, String reason, Instant now) {
        handle.createUpdate("""
                        with changed as (
                            update tenant_model set version = :version, targeted = :ownTargeted, low = :ownLow, medium = :ownMedium,
                                high = :ownHigh
                            where tenant_id = :tenant)
                        insert into risk_threshold_change (tenant_id, version, at, low, medium, high, targeted, reason, changed_by)
                        values (:tenant, :version, :now, :low, :medium, :high, :targeted, :reason, :by)""")
                .bind("tenant", tenant.value())
                .bind("version", wanted.version())
                .bind("ownTargeted", wanted.targeted().orElse(null))
                .bind("ownLow", wanted.budgets().map(Budgets::low).orElse(null))
                .bind("ownMedium", wanted.budgets().map(Budgets::medium).orElse(null))
                .bind("ownHigh", wanted.budgets().map(Budgets::high).orElse(null))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("low", wanted.effective().low())
                .bind("medium", wanted.effective().medium())
                .bind("high", wanted.effective().high())
                .bind("targeted", wanted.effectiveTargeted())
                .bind("reason", reason)
                .bind("by", by)
                .execute();
    }

    private static Settings settings(ResultSet row) throws SQLException {
        @Nullable Double low = row.getObject("low", Double.class);
        return new Settings(
                row.getLong("version"),
                low == null
                        ? Optional.empty()
                        : Optional.of(new Budgets(low, row.getDouble("medium"), row.getDouble("high"))),
                Optional.ofNullable(row.getObject("targeted", Double.class))
                        .filter(each -> each != Tuning.SHIPPED.attackers().targeted()));
    }

    private static ThresholdChange change(ResultSet row) throws SQLException {
        return new ThresholdChange(
                row.getLong("version"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getDouble("low"),
                row.getDouble("medium"),
                row.getDouble("high"),
                row.getDouble("targeted"),
                row.getString("reason"),
                row.getString("changed_by"));
    }
}
