package io.homeward.streamtest;

import io.homeward.testsupport.DatabaseRoles;
import io.homeward.testsupport.RealDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** risk-service's database, seen as the superuser, whom row-level security does not hold. */
final class Database implements AutoCloseable {
    private static final String SERVICE = "risk";

    private final String server;
    private final String url;
    private final Connection superuser;

    private Database(String server, Connection superuser) {
        this.server = server;
        this.url = server + SERVICE;
        this.superuser = superuser;
    }

    static Database start() throws SQLException {
        String server = "jdbc:postgresql://localhost:%d/".formatted(RealDatabase.port());
        try (Connection connection = connect(server + "postgres")) {
            DatabaseRoles.create(connection, SERVICE, role -> role);
        }
        return new Database(server, connect(server + SERVICE));
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "postgres", "postgres");
    }

    Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        for (String each : List.of("QUARKUS_DATASOURCE", "QUARKUS_DATASOURCE_FEED", "QUARKUS_FLYWAY")) {
            String role = SERVICE + (each.endsWith("FEED") ? "_feed" : each.endsWith("FLYWAY") ? "_owner" : "_app");
            environment.put(each + "_JDBC_URL", url);
            environment.put(each + "_USERNAME", role);
            environment.put(each + "_PASSWORD", role);
        }
        return environment;
    }

    /** The people as tenant-service's feed would have brought them; a twin's values get the numbers its original's get. */
    void know(World.Person person) throws SQLException {
        for (UUID tenant : List.of(
                World.tenant(person.organisation()).value(),
                World.twin(person.organisation()).value())) {
            try (Statement statement = superuser.createStatement()) {
                statement.execute("""
                        insert into known_person (tenant_id, person_id, user_principal_name, display_name, account_enabled, deleted, roles, groups)
                        values ('%s', '%s', '%s', 'Person', true, false, '{}', '{}')""".formatted(tenant, person.id(), person.name()));
                statement.execute("""
                        insert into tenant_model (tenant_id, value_key) values ('%s', decode('%s', 'hex')) on conflict do nothing""".formatted(tenant, "000102030405060708090a0b0c0d0e0f"));
            }
        }
    }

    /** Rows as text, sorted; {@code ?} stands for a tenant. */
    SortedSet<String> rows(String query, UUID tenant) throws SQLException {
        var rows = new TreeSet<String>();
        try (Statement statement = superuser.createStatement();
                ResultSet found = statement.executeQuery(query.replace("?", "'" + tenant + "'"))) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= columns; column++) {
                    row.add(found.getString(column));
                }
                rows.add(String.join(" | ", row.stream().map(String::valueOf).toList()));
            }
        }
        return rows;
    }

    /** Ends every connection of the service in the middle of whatever it does, and lets nobody connect until {@link #comeBack}. */
    void goAway() throws SQLException {
        allowConnections(false);
        try (Statement statement = superuser.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()""");
        }
    }

    void comeBack() throws SQLException {
        allowConnections(true);
    }

    private void allowConnections(boolean allowed) throws SQLException {
        try (Connection connection = connect(server + "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter database %s with allow_connections %s".formatted(SERVICE, allowed));
        }
    }

    double number(String query) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getDouble(1);
        }
    }

    @Override
    public void close() throws SQLException {
        superuser.close();
    }
}
