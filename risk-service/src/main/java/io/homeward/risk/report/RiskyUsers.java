package io.homeward.risk.report;

import static io.homeward.graph.query.Order.newestFirst;
import static io.homeward.graph.query.Property.bool;
import static io.homeward.graph.query.Property.caselessText;
import static io.homeward.graph.query.Property.enumeration;
import static io.homeward.graph.query.Property.guid;
import static io.homeward.graph.query.Property.instant;
import static io.homeward.graph.query.Property.shown;
import static io.homeward.graph.query.Property.text;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Listing;
import io.homeward.graph.query.Property;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Everybody who was ever flagged, and what happened to them. Whoever is not in the directory any more is shown as deleted, and stays. */
@Singleton
public class RiskyUsers {
    private static final Property UPDATED =
            instant("riskLastUpdatedDateTime", "r.updated_at").neverNull();
    private static final Property HAPPENED =
            instant("riskLastUpdatedDateTime", "r.at").neverNull();

    static final GraphSet SET = GraphSet.of(
                    "identityProtection/riskyUsers",
                    GraphType.of(
                            "riskyUser",
                            guid("id", "r.person_id"),
                            bool("isDeleted", "coalesce(p.deleted, true)"),
                            bool("isProcessing", "false"),
                            enumeration("riskLevel", "r.level", Vocabulary.RISK_LEVEL),
                            enumeration("riskState", "r.state", Vocabulary.RISK_STATE),
                            enumeration("riskDetail", "r.detail", Vocabulary.RISK_DETAIL),
                            UPDATED,
                            text("userDisplayName", "p.display_name"),
                            caselessText("userPrincipalName", "p.user_principal_name")),
                    100,
                    500)
            .orderedBy(newestFirst(UPDATED));

    private static final GraphSet HISTORY = GraphSet.of(
                    "identityProtection/riskyUsers/history",
                    GraphType.of(
                            "riskyUserHistoryItem",
                            guid("id", "r.item_id"),
                            bool("isDeleted", "coalesce(p.deleted, true)"),
                            bool("isProcessing", "false"),
                            enumeration("riskLevel", "r.level", Vocabulary.RISK_LEVEL),
                            enumeration("riskState", "r.state", Vocabulary.RISK_STATE),
                            enumeration("riskDetail", "r.detail", Vocabulary.RISK_DETAIL),
                            HAPPENED,
                            text("userDisplayName", "p.display_name"),
                            caselessText("userPrincipalName", "p.user_principal_name"),
                            guid("userId", "r.person_id"),
                            text("initiatedBy", "r.by_actor"),
                            shown("activity")),
                    100,
                    500)
            .orderedBy(newestFirst(HAPPENED));

    private static final Listing<RiskyUser> USERS = new Listing<>(
            """
            r.person_id, r.level, r.state, r.detail, r.updated_at, p.display_name, p.user_principal_name,
            coalesce(p.deleted, true) as deleted""",
            "user_risk r left join known_person p using (tenant_id, person_id)",
            "r.tenant_id = :tenant",
            RiskyUsers::user);

    private static final Listing<RiskyUserHistoryItem> ITEMS = new Listing<>(
            """
            r.item_id, r.person_id, r.level, r.state, r.detail, r.at, r.event_types, r.by_actor, p.display_name,
            p.user_principal_name, coalesce(p.deleted, true) as deleted""",
            "user_risk_history r left join known_person p using (tenant_id, person_id)",
            "r.tenant_id = :tenant and r.person_id = :person",
            RiskyUsers::item);

    private final TenantDatabase database;

    RiskyUsers(TenantDatabase database) {
        this.database = database;
    }

    static GraphSet history(PersonId person) {
        return HISTORY.at("identityProtection/riskyUsers('%s')/history".formatted(person));
    }

    GraphPage<RiskyUser> page(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> USERS.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    Optional<RiskyUser> find(TenantId tenant, PersonId person) {
        return database.in(
                tenant,
                handle -> USERS.find(handle, "r.person_id = :person", sql -> sql.bind("tenant", tenant.value())
                        .bind("person", person.value())));
    }

    GraphPage<RiskyUserHistoryItem> history(TenantId tenant, PersonId person, GraphQuery query) {
        return database.in(
                tenant,
                handle -> ITEMS.page(
                        handle, query, sql -> sql.bind("tenant", tenant.value()).bind("person", person.value())));
    }

    Optional<RiskyUserHistoryItem> item(TenantId tenant, PersonId person, UUID item) {
        return database.in(
                tenant,
                handle -> ITEMS.find(handle, "r.item_id = :item", sql -> sql.bind("tenant", tenant.value())
                        .bind("person", person.value())
                        .bind("item", item)));
    }

    private static RiskyUser user(ResultSet row) throws SQLException {
        return new RiskyUser(
                row.getString("person_id"),
                row.getBoolean("deleted"),
                false,
                row.getString("level"),
                row.getString("state"),
                row.getString("detail"),
                at(row, "updated_at"),
                row.getString("display_name"),
                row.getString("user_principal_name"));
    }

    private static RiskyUserHistoryItem item(ResultSet row) throws SQLException {
        return new RiskyUserHistoryItem(
                row.getString("item_id"),
                row.getBoolean("deleted"),
                false,
                row.getString("level"),
                row.getString("state"),
                row.getString("detail"),
                at(row, "at"),
                row.getString("display_name"),
                row.getString("user_principal_name"),
                row.getString("person_id"),
                row.getString("by_actor"),
                new RiskyUserHistoryItem.Activity(row.getString("detail"), List.of((String[])
                        row.getArray("event_types").getArray())));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
