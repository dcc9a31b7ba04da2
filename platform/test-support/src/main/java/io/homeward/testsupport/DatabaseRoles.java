package io.homeward.testsupport;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;

/** Creates a service's database and its three roles on an empty server, as an operator would. */
public final class DatabaseRoles {
    private DatabaseRoles() {}

    /**
     * @param service the name of the database, and the beginning of the roles' names ({@code _owner}, {@code _app}, {@code _feed})
     * @param password what password a role gets
     */
    public static void create(Connection superuser, String service, UnaryOperator<String> password)
            throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            for (String suffix : new String[] {"_owner", "_app", "_feed"}) {
                String role = service + suffix;
                statement.execute("create role %s login nosuperuser nobypassrls password '%s'"
                        .formatted(role, password.apply(role)));
            }
            statement.execute("create database %s owner %s_owner".formatted(service, service));
        }
    }
}
