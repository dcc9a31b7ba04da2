package io.homeward.auditcheck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks the trails of a database, as any role that may read them; a row at a time. */
final class StoredTrails {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FETCH = 500;

    private final Connection connection;
    private final Optional<SealKey> key;
    private final List<SignedCheckpoint> kept;

    StoredTrails(Connection connection, Optional<SealKey> key, List<SignedCheckpoint> kept) throws SQLException {
        this.connection = connection;
        this.key = key;
        this.kept = kept;
        connection.setAutoCommit(false);
    }

    /** The tenants that the platform's tenant lists, and those that have a trail as far as this role sees it. */
    List<UUID> tenants(UUID platform) throws SQLException {
        see(platform);
        var all = new ArrayList<UUID>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "select tenant_id from tenant union select tenant_id from audit_head order by tenant_id");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                all.add(rows.getObject(1, UUID.class));
            }
        }
        connection.commit();
        return all;
    }

    /**
     * @return a sentence about an unbroken trail
     * @throws Broken where it is not
     */
    String check(UUID tenant) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        see(tenant);
        try {
            List<SignedCheckpoint> own = checkpoints(tenant);
            var trail = new Trail(Chain.empty(tenant), key, kept);
            Map<Long, String> wanted = new HashMap<>();
            own.forEach(one -> wanted.put(one.checkpoint().number(), ""));
            follow(tenant, trail, wanted);
            wanted.values().removeIf(String::isEmpty);
            trail.check(own, wanted);
            end(tenant, trail);
            return trail.report();
        } finally {
            connection.rollback();
        }
    }

    /** Row-level security shows whoever is not above it one tenant. */
    private void see(UUID tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config('app.tenants', ?, true)")) {
            statement.setString(1, "{" + tenant + "}");
            statement.execute();
        }
    }

    private void follow(UUID tenant, Trail trail, Map<Long, String> wanted) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select number, encode(hash, 'hex') as hash, entry, entry_id, at, activity, category, operation, correlation,
                       by_person, by_application
                from audit_entry where tenant_id = ? order by number""")) {
            statement.setObject(1, tenant);
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    trail.follow(row.getLong("number"), row.getString("hash"), row.getString("entry"));
                    compare(row);
                    wanted.computeIfPresent(row.getLong("number"), (number, hash) -> trail.chain()
                            .hash());
                }
            }
        }
    }

    /** What is searched by has to say what the entry says, or searching would show another history than reading. */
    private static void compare(ResultSet row) throws SQLException {
        JsonNode entry = entry(row);
        Map<String, @Nullable String> columns = new HashMap<>();
        columns.put("/id", row.getString("entry_id"));
        columns.put("/activity", row.getString("activity"));
        columns.put("/category", row.getString("category"));
        columns.put("/operation", row.getString("operation"));
        columns.put("/correlation", row.getString("correlation"));
        String kind = entry.at("/by/kind").asText();
        JsonNode by = entry.at("/by/id");
        @Nullable String actor = by.isMissingNode() ? null : by.asText();
        @Nullable String person = row.getString("by_person");
        @Nullable String application = row.getString("by_application");
        boolean same = columns.entrySet().stream()
                .allMatch(column -> entry.at(column.getKey()).asText().equals(column.getValue()));
        same &= Instant.parse(entry.path("at").asText())
                .equals(row.getObject("at", OffsetDateTime.class).toInstant());
        same &= Objects.equals(kind.equals("person") ? actor : null, person);
        same &= Objects.equals(kind.equals("application") ? actor : null, application);
        if (!same) {
            throw new Broken(row.getLong("number"), "its columns say something else than its text");
        }
    }

    private static JsonNode entry(ResultSet row) throws SQLException {
        try {
            return JSON.readTree(row.getString("entry"));
        } catch (JsonProcessingException e) {
            throw new Broken(row.getLong("number"), "its text is no JSON");
        }
    }

    private List<SignedCheckpoint> checkpoints(UUID tenant) throws SQLException {
        var all = new ArrayList<SignedCheckpoint>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select number, hash, at, key_id, signature from audit_checkpoint where tenant_id = ? order by number")) {
            statement.setObject(1, tenant);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(SignedCheckpoint.of(
                            new Checkpoint(
                                    tenant,
                                    row.getLong("number"),
                                    HexFormat.of().formatHex(row.getBytes("hash")),
                                    row.getObject("at", OffsetDateTime.class).toInstant()),
                            row.getString("key_id"),
                            row.getBytes("signature")));
                }
            }
        }
        return all;
    }

    private void end(UUID tenant, Trail trail) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select number, encode(hash, 'hex') as hash from audit_head where tenant_id = ?")) {
            statement.setObject(1, tenant);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    trail.end(row.getLong("number"), row.getString("hash"));
                } else {
                    trail.end(0, Chain.NOTHING);
                }
            }
        }
    }
}
