package io.homeward.tenant;

import io.homeward.graph.query.ClearTokens;
import io.homeward.graph.query.Places;
import io.homeward.graph.query.QueryHeaders;
import io.homeward.graph.query.QueryOptions;
import io.homeward.graph.query.Statement;
import io.homeward.testsupport.RealDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the server answers the service's statements in an installation with a large tenant among small ones, as the application whom row-level
 * security holds. Everything happens in one transaction that is undone.
 */
public final class Planned implements AutoCloseable {
    /** The large tenant, as SQL. Of the small ones there are {@code md5('small' || n)::uuid}. */
    public static final String LARGE = "md5('large')::uuid";

    private static final String SMALL = "md5('small1')::uuid";
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-zA-Z]\\w*)");
    private static final Pattern WAY = Pattern.compile("(?:using|Bitmap Index Scan on) (\\w+)|Seq Scan on (\\w+)");

    /** Nobody follows a page that is only planned. */
    private static final Places NOWHERE = new Places(new ClearTokens(), "");

    private final Connection connection;

    private Planned(Connection connection) {
        this.connection = connection;
    }

    /** @param filling statements that write rows of these tenants, and look at them as autovacuum would */
    public static Planned with(String... filling) throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/tenant?preferQueryMode=simple".formatted(RealDatabase.port()),
                "postgres",
                "postgres");
        connection.setAutoCommit(false);
        var planned = new Planned(connection);
        // Without triggers, and so without foreign keys: nobody needs the tenants themselves.
        planned.execute("set local session_replication_role = replica");
        for (String statement : filling) {
            planned.execute(statement);
        }
        planned.execute("set local role tenant_app");
        return planned;
    }

    /** What is asked for by these options; with the header that directory objects need. */
    public static QueryOptions asked(Map<String, String> options) {
        Map<String, List<String>> parameters = options.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue())));
        return QueryOptions.of(parameters, QueryHeaders.of(List.of("eventual"), List.of()), NOWHERE);
    }

    /** The ways of a prepared statement that is planned once for all tenants, at a time when a small one is bound. */
    public String onceForAll(String sql) throws SQLException {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        bind(SMALL);
        return ways(
                "explain (generic_plan) "
                        + replaced(sql, name -> "$" + numbers.computeIfAbsent(name, first -> numbers.size() + 1)),
                List.of());
    }

    /** The ways of a list that is planned for its values, of the large tenant. */
    public String forItsValues(Statement statement) throws SQLException {
        var values = new ArrayList<Object>();
        bind(LARGE);
        return ways(
                "explain "
                        + replaced(statement.sql(), name -> {
                            if (name.equals("tenant")) {
                                return LARGE;
                            }
                            values.add(statement.bindings().get(name));
                            return "?";
                        }),
                values);
    }

    /** The indexes that are gone along, in the order of the plan. */
    private String ways(String explain, List<Object> values) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement(explain)) {
            for (int i = 0; i < values.size(); i++) {
                asked.setObject(i + 1, values.get(i));
            }
            var plan = new StringBuilder();
            try (ResultSet lines = asked.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return WAY.matcher(plan)
                    .results()
                    .map(found -> found.group(1) == null ? "all of " + found.group(2) : found.group(1))
                    .collect(Collectors.joining(" "));
        }
    }

    private static String replaced(String sql, Function<String, String> parameter) {
        return PARAMETER
                .matcher(sql)
                .replaceAll(found -> parameter.apply(found.group(1)).replace("$", "\\$"));
    }

    private void bind(String tenant) throws SQLException {
        execute("select set_config('app.tenants', '{' || %s || '}', true)".formatted(tenant));
    }

    private void execute(String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
        }
    }
}
