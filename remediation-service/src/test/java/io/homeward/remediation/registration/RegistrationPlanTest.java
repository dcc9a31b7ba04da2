package io.homeward.remediation.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.graph.query.ClearTokens;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.Places;
import io.homeward.graph.query.QueryHeaders;
import io.homeward.graph.query.QueryOptions;
import io.homeward.graph.query.Statement;
import io.homeward.remediation.fixture.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of a tenant of ten thousand go along an index that ends where the answer ends. Everything happens in one transaction that is undone. */
@QuarkusTest
@WithTestResource(World.class)
class RegistrationPlanTest {
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-zA-Z]\\w*)");
    private static final Pattern WAY = Pattern.compile("(?:using|Bitmap Index Scan on) (\\w+)|Seq Scan on (\\w+)");
    private static final String LARGE = "md5('large')::uuid";

    @ConfigProperty(name = "quarkus.flyway.jdbc-url")
    String url;

    private Connection connection;

    /** Ten thousand in the large one, ten in each of two hundred others; one in forty is forced, one in fifty an administrator. */
    @BeforeEach
    void many_people() throws SQLException {
        String simple = url + (url.contains("?") ? "&" : "?") + "preferQueryMode=simple";
        connection = DriverManager.getConnection(simple, "postgres", "postgres");
        connection.setAutoCommit(false);
        execute("""
                insert into registration_detail (tenant_id, person_id, by_revision, weighed_at, user_principal_name, display_name, user_type,
                    is_admin, standing, started_at, mfa_registered, mfa_capable, if_unusual_sign_in, if_leaked_password,
                    abroad_if_unusual_sign_in)
                select case when n <= 10000 then md5('large')::uuid else md5('small' || n % 200)::uuid end, md5('p' || n)::uuid, 7,
                    now() - n * interval '1 second', 'person' || n || '@many.example', md5('n' || n),
                    case when n % 60 = 0 then 'guest' else 'member' end, n % 50 = 0,
                    case when n % 4 = 0 then 'unregistered' else 'registered' end,
                    case when n % 4 = 0 then now() - (n % 40) * interval '12 hours' end, n % 20 <> 0, n % 30 <> 0,
                    case when n % 100 = 0 then 'H6' end, case when n % 90 = 0 then 'H9' end, case when n % 200 = 0 then 'D4' end
                from generate_series(1, 12000) n""");
        execute("analyze registration_detail");
        execute("select set_config('app.tenants', '{' || " + LARGE + " || '}', true)");
        execute("set local role remediation_app");
    }

    @AfterEach
    void undone() throws SQLException {
        try (Connection open = connection) {
            open.rollback();
        }
    }

    private void execute(String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "$top=50                                                              | registration_detail_pkey",
                "$filter=IsAdmin eq true and isMfaRegistered eq false&$top=100        | registration_detail_by_admin",
                "$filter=isMfaRegistered eq false&$top=100                            | registration_detail_by_mfa",
                "$filter=isMfaCapable eq false&$top=100                               | registration_detail_by_capable",
                "$filter=userType eq 'guest'&$top=20                                  | registration_detail_by_type",
                "$filter=userPrincipalName eq 'person5@many.example'                  | registration_detail_by_name",
                "$filter=startswith(userPrincipalName,'person5')&$top=20              | registration_detail_by_name",
                "$orderby=userDisplayName&$top=20                                     | registration_detail_by_display_name",
                "$orderby=lastUpdatedDateTime desc&$top=20                            | registration_detail_by_weighing"
            })
    void the_report_goes_along_the_index_that_is_made_for_it(String options, String index) throws SQLException {
        var listing = UserRegistrationDetails.EVERYBODY;
        var sql = asked(UserRegistrationDetails.SET, options).sql(listing.columns(), listing.from(), listing.where());

        assertThat(ways(sql.page())).isEqualTo(index);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "all, registration_detail_pkey",
        "registered, registration_detail_pkey",
        "pending, registration_detail_pending",
        "inGrace, registration_detail_by_clock",
        "forced, registration_detail_by_clock",
        "outOfScope, registration_detail_by_standing",
        "blockedIfUnusualSignIn, registration_detail_unusual",
        "blockedIfLeakedPassword, registration_detail_leaked"
    })
    void so_do_the_lists_of_the_campaign(String in, String index) throws SQLException {
        Campaign.Some some = Campaign.Some.ofWire(in).orElseThrow();
        var listing = some.listing();
        var sql = asked(some.set(), "$top=50").sql(listing.columns(), listing.from(), listing.where());

        assertThat(ways(sql.page())).isEqualTo(index);
    }

    private static io.homeward.graph.query.GraphQuery asked(GraphSet set, String options) {
        Map<String, List<String>> parameters = Arrays.stream(options.split("&"))
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> List.of(option[1])));
        return QueryOptions.of(parameters, QueryHeaders.of(List.of(), List.of()), new Places(new ClearTokens(), ""))
                .parse(set);
    }

    private String ways(Statement statement) throws SQLException {
        var values = new ArrayList<Object>();
        String sql = PARAMETER.matcher(statement.sql()).replaceAll(found -> switch (found.group(1)) {
            case "tenant" -> LARGE;
            case "over" -> "(now() - interval '14 days')";
            default -> {
                values.add(statement.bindings().get(found.group(1)));
                yield "?";
            }
        });
        try (var asked = connection.prepareStatement("explain " + sql)) {
            for (int i = 0; i < values.size(); i++) {
                asked.setObject(i + 1, values.get(i));
            }
            var plan = new StringBuilder();
            try (var lines = asked.executeQuery()) {
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
}
