package io.homeward.bench.stage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the server's statements cost, as it counts them itself; the counting costs something, too. */
public final class Statements {
    private static final int SHOWN = 24;

    private Statements() {}

    /** How the server has to be started. */
    public static Map<String, String> settings() {
        return Map.of(
                "shared_preload_libraries", "pg_stat_statements",
                "pg_stat_statements.track_planning", "on",
                "track_io_timing", "on");
    }

    /** From now on, in a database of {@link #settings}. */
    public static void count(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            statement.execute("select pg_stat_statements_reset()");
        }
    }

    /** Since then, the dearest first: milliseconds in all, calls, microseconds of planning and of doing it a call, rows a call. */
    public static List<String> dearest(Connection superuser) throws SQLException {
        var lines = new ArrayList<String>();
        lines.add("%10s%10s%10s%10s%10s".formatted("ms", "calls", "plan us", "do us", "rows"));
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery("""
                        select total_plan_time + total_exec_time as ms, calls, total_plan_time * 1000 / greatest(plans, 1) as plan,
                            mean_exec_time * 1000 as done, rows::float / greatest(calls, 1) as rows,
                            left(regexp_replace(query, '\\s+', ' ', 'g'), 110) as query
                        from pg_stat_statements order by 1 desc limit %d""".formatted(SHOWN))) {
            while (row.next()) {
                lines.add("%10.0f%10d%10.0f%10.0f%10.1f  %s"
                        .formatted(
                                row.getDouble("ms"),
                                row.getLong("calls"),
                                row.getDouble("plan"),
                                row.getDouble("done"),
                                row.getDouble("rows"),
                                row.getString("query")));
            }
        }
        return lines;
    }
}
