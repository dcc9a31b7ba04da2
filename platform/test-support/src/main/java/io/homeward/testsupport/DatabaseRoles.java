package io.homeward.testsupport;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;

/** Creates a service's database and its three roles on an empty server, as an operator would. */
public final class DatabaseRoles {
    private static final List<String> SUFFIXES = List.of("_owner", "_app", "_feed");

    private DatabaseRoles() {}

    /**
     * @param service the name of the database, and the beginning of the roles' names ({@code _owner}, {@code _app}, {@code _feed})
     * @param password what password a role gets
     */
    public static void create(Connection superuser, String service, UnaryOperator<String> password)
            throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            for (String suffix : SUFFIXES) {
                String role = service + suffix;
                statement.execute("create role %s login nosuperuser nobypassrls password '%s'"
                        .formatted(role, password.apply(role)));
            }
            statement.execute("create database %s owner %s_owner".formatted(service, service));
        }
    }

    /** The same where an earlier test may have left them: afterwards the database is empty and nobody else is connected to it. */
    static void recreate(Connection superuser, String service, UnaryOperator<String> password) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            boolean there;
            try (ResultSet database =
                    statement.executeQuery("select 1 from pg_database where datname = '%s'".formatted(service))) {
                there = database.next();
            }
            if (there) {
                statement.execute("drop database %s with (force)".formatted(service));
                for (String suffix : SUFFIXES) {
                    statement.execute("drop role " + service + suffix);
                }
            }
        }
        create(superuser, service, password);
    }
}
