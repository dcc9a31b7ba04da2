package io.homeward.risk.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.graph.query.ClearTokens;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.graph.query.Places;
import io.homeward.graph.query.QueryHeaders;
import io.homeward.graph.query.QueryOptions;
import io.homeward.graph.query.Statement;
import io.homeward.risk.RunningService;
import io.homeward.testsupport.RealDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the server answers the usual questions about the sign-ins of a large tenant, as the application whom row-level security holds. Everything
 * happens in one transaction that is undone.
 */
@RunningService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInLogPlansTest {
    private static final String LARGE = "md5('large')::uuid";
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-zA-Z]\\w*)");
    private static final Pattern READ =
            Pattern.compile("(?:Index Scan Backward|Index Scan|Index Only Scan) using (\\w+) on sign_in_|"
                    + "Bitmap Index Scan on (sign_in_\\w+)");

    private final String month =
            "sign_in_" + YearMonth.now(ZoneOffset.UTC).toString().replace("-", "");

    private Connection connection;

    @BeforeAll
    void a_large_tenant() throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/risk?preferQueryMode=simple".formatted(RealDatabase.port()),
                "postgres",
                "postgres");
        connection.setAutoCommit(false);
        for (String statement : List.of(
                """
                insert into sign_in (tenant_id, ts, event_id, received_at, person_id, user_name, application_id, application_name, client_app,
                    interactive, correlation_id, ip, city, state, country, device_id, operating_system, browser, user_agent, error_code,
                    failure_reason, by_password, attempts, level, engine)
                select case when n %% 10 = 0 then md5('small' || n %% 50)::uuid else %s end, date_trunc('month', now()) + n * interval '25 seconds', 'e' || n, now(),
                    md5('p' || n %% 500)::uuid, 'p' || n %% 500 || '@x.example', 'app', 'Mail', 'Browser', true, 'flow-' || n,
                    '10.0.0.0'::inet + n %% 3000, '', '', '', '', '', '', '', case n %% 7 when 0 then 50126 else 0 end, '', true, 1,
                    case n %% 200 when 1 then 'medium' else 'none' end, 'test'
                from generate_series(1, 60000) n""".formatted(LARGE),
                "analyze sign_in",
                "set local role risk_app",
                "set local plan_cache_mode = force_custom_plan",
                "select set_config('app.tenants', '{' || %s || '}', true)".formatted(LARGE))) {
            try (java.sql.Statement sql = connection.createStatement()) {
                sql.execute(statement);
            }
        }
    }

    @AfterAll
    void undone() throws SQLException {
        connection.rollback();
        connection.close();
    }

    /** The last column says what the names of the indexes have in common; none sorts the whole tenant. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            status/errorCode ge 0                                        | pkey
            status/errorCode ne 0                                        | pkey
            createdDateTime ge 2026-01-01T00:00:00Z                      | pkey
            userId eq '%s'                                               | person_id
            userPrincipalName eq 'P7@x.example'                          | user_name
            ipAddress eq '10.0.0.77'                                     | _ip_
            correlationId eq 'flow-77'                                   | correlation_id
            id eq 'e77'                                                  | event_id
            riskLevelDuringSignIn eq 'medium'                            | ts_event_id_idx
            riskState eq 'atRisk'                                        | ts_event_id_idx
            riskEventTypes_v2/any(t:t eq 'anonymizedIPAddress')          | ts_event_id_idx
            """)
    void an_index_answers(String filter, String index) throws SQLException {
        String plan = plan(filter.replace("%s", "3c59dc04-8e88-5024-3be8-079a5c74d079"));

        assertThat(plan).doesNotContain("Seq Scan on " + month);
        assertThat(READ.matcher(plan)
                        .results()
                        .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                        // The other months are empty.
                        .filter(name -> name.startsWith(month)))
                .as(plan)
                .isNotEmpty()
                .allMatch(name -> name.contains(index));
    }

    private String plan(String filter) throws SQLException {
        GraphQuery query = QueryOptions.of(
                        Map.of("$filter", List.of(filter), "$top", List.of("50")),
                        QueryHeaders.NONE,
                        new Places(new ClearTokens(), ""))
                .parse(SignInLog.SET);
        Listing<LoggedSignIn> listing = SignInLog.listing(query);
        Statement statement =
                query.sql(listing.columns(), listing.from(), listing.where()).page();
        var values = new ArrayList<Object>();
        String sql = PARAMETER.matcher(statement.sql()).replaceAll(found -> {
            if (found.group(1).equals("tenant")) {
                return LARGE;
            }
            values.add(statement.bindings().get(found.group(1)));
            return "?";
        });
        try (PreparedStatement asked = connection.prepareStatement("explain " + sql)) {
            for (int i = 0; i < values.size(); i++) {
                asked.setObject(i + 1, values.get(i));
            }
            var plan = new StringBuilder();
            try (ResultSet lines = asked.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
