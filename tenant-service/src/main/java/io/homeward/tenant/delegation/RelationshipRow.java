package io.homeward.tenant.delegation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.tenant.delegation.Relationship.Activating;
import io.homeward.tenant.delegation.Relationship.Active;
import io.homeward.tenant.delegation.Relationship.ApprovalPending;
import io.homeward.tenant.delegation.Relationship.Approved;
import io.homeward.tenant.delegation.Relationship.Created;
import io.homeward.tenant.delegation.Relationship.Expired;
import io.homeward.tenant.delegation.Relationship.Expiring;
import io.homeward.tenant.delegation.Relationship.Terminated;
import io.homeward.tenant.delegation.Relationship.Terminating;
import io.homeward.tenant.delegation.Relationship.TerminationRequested;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;

/** How a relationship stands in its table. */
final class RelationshipRow {
    static final String COLUMNS =
            "r.tenant_id, r.relationship_id, r.customer_tenant_id, r.partner_name, r.customer_name, r.display_name, "
                    + "r.duration, r.auto_extend, r.roles, r.status, r.created_at, r.modified_at, r.locked_at, r.activated_at, r.ends_at, "
                    + "r.revision, r.suspensions::text as suspensions, r.sub_delegates, r.provider_tenant_id";

    private RelationshipRow() {}

    static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                state(terms(row), row),
                row.getString("partner_name"),
                Optional.ofNullable(row.getString("customer_name")),
                suspensions(row.getString("suspensions")),
                uuids(row, "sub_delegates").map(TenantId::new).collect(Collectors.toUnmodifiableSet()),
                row.getTimestamp("modified_at").toInstant(),
                row.getLong("revision"));
    }

    private static Terms terms(ResultSet row) throws SQLException {
        var partner = new TenantId(row.getObject("tenant_id", UUID.class));
        return new Terms(
                new RelationshipId(row.getObject("relationship_id", UUID.class), partner),
                Optional.ofNullable(row.getObject("customer_tenant_id", UUID.class))
                        .map(TenantId::new),
                row.getString("display_name"),
                Lifetime.of(row.getString("duration")),
                AutoExtend.of(row.getString("auto_extend")),
                roles(row),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getObject("provider_tenant_id", UUID.class))
                        .map(TenantId::new));
    }

    static Set<RoleId> roles(ResultSet row) throws SQLException {
        return uuids(row, "roles").map(RoleId::new).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<UUID> uuids(ResultSet row, String column) throws SQLException {
        return Arrays.stream((UUID[]) row.getArray(column).getArray());
    }

    private static Suspensions suspensions(String json) {
        try {
            return new Suspensions(List.of(FeedJson.mapper().readValue(json, Suspensions.Suspension[].class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is stored as suspensions cannot be read", e);
        }
    }

    private static String text(Suspensions suspensions) {
        try {
            return FeedJson.mapper().writeValueAsString(suspensions.all());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Suspensions cannot be written", e);
        }
    }

    private static Relationship state(Terms terms, ResultSet row) throws SQLException {
        Status status = Status.of(row.getString("status")).orElseThrow();
        Optional<Instant> began = instant(row, "activated_at");
        Optional<Instant> end = instant(row, "ends_at");
        return switch (status) {
            case CREATED -> new Created(terms);
            case APPROVAL_PENDING ->
                new ApprovalPending(terms, instant(row, "locked_at").orElseThrow());
            case APPROVED -> new Approved(terms);
            case ACTIVATING -> new Activating(terms);
            case ACTIVE -> new Active(terms, began.orElseThrow(), end.orElseThrow());
            case EXPIRING -> new Expiring(terms, began.orElseThrow(), end.orElseThrow());
            case EXPIRED -> new Expired(terms, began, end.orElseThrow());
            case TERMINATION_REQUESTED -> new TerminationRequested(terms, began.orElseThrow(), end.orElseThrow());
            case TERMINATING -> new Terminating(terms, began.orElseThrow(), end.orElseThrow());
            case TERMINATED -> new Terminated(terms, began, end.orElseThrow());
        };
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    /** Binds everything that changes. */
    static <T extends SqlStatement<T>> T bind(T statement, Kept kept) {
        Relationship relationship = kept.relationship();
        Terms terms = relationship.terms();
        Optional<Instant> locked =
                relationship instanceof ApprovalPending pending ? Optional.of(pending.lockedAt()) : Optional.empty();
        return statement
                .bind("tenant", terms.partner().value())
                .bind("id", terms.id().own())
                .bind("customer", terms.customer().map(TenantId::value).orElse(null))
                .bind("customerName", kept.customerName().orElse(null))
                .bind("name", terms.displayName())
                .bind("duration", terms.lifetime().toString())
                .bind("extend", terms.autoExtend().wire())
                .bindArray(
                        "roles",
                        UUID.class,
                        terms.roles().stream().map(RoleId::value).toList())
                .bind("status", relationship.status().wire())
                .bind("modified", kept.modifiedAt().atOffset(ZoneOffset.UTC))
                .bind("locked", locked.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .bind(
                        "activated",
                        relationship
                                .activatedAt()
                                .map(at -> at.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .bind(
                        "ends",
                        relationship
                                .endsAt()
                                .map(at -> at.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .bind("suspensions", text(kept.suspensions()))
                .bindArray(
                        "subDelegates",
                        UUID.class,
                        kept.subDelegates().stream().map(TenantId::value).toList())
                .bind("provider", terms.provider().map(TenantId::value).orElse(null))
                .bind("revision", kept.revision());
    }
}
