package io.homeward.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.testsupport.RealDatabase;
import io.homeward.testsupport.TableFence;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself refuses. */
@RunningService
class FencesTest {
    @Inject
    House house;

    @Test
    void every_table_is_fenced() throws SQLException {
        try (Connection superuser = DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/risk".formatted(RealDatabase.port()), "postgres", "postgres")) {
            TableFence.around("risk")
                    .exempt("flyway_schema_history", "Flyway's own, no tenant's data")
                    .exempt("feed_head", "one row a feed, which carries all tenants")
                    .exempt("replica_cursor", "one row a feed, which carries all tenants")
                    .feedMay(
                            "select on outbox",
                            "update(pos) on outbox",
                            "select on feed_head",
                            "insert on feed_head",
                            "update(epoch) on feed_head",
                            "update(pos) on feed_head",
                            "select on replica_row",
                            "select(tenant_id) on user_risk",
                            "select(person_id) on user_risk",
                            "select(version) on user_risk",
                            "select(body) on user_risk")
                    .check(superuser);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update user_risk_history set why = 'otherwise'",
                "delete from user_risk_history",
                "delete from sign_in",
                "update sign_in_feedback set by_actor = 'nobody'",
                "delete from sign_in_feedback",
                "update sign_in set ts = now()",
                "update detection set level = 'none'",
                "delete from user_risk",
                "update applied_remediation set kind = 'none'",
                "delete from applied_remediation",
                "truncate sign_in",
                "delete from decision",
                "update decision set rule = 'D2'",
                "delete from decision_facts",
                "update decision_gap set decisions = 1",
                "select * from decision_refused",
                "update detection set simulated = true",
                "delete from risk_simulation",
                "update risk_simulation set by_actor = 'somebody'",
                "create table anything (id int)"
            })
    void the_past_cannot_be_edited(String statement) {
        assertThatThrownBy(() -> house.database().in(house.tenant(), handle -> handle.execute(statement)))
                .hasMessageContaining("permission denied");
    }

    @Test
    void months_are_made_within_bounds_and_cannot_be_reached_directly() {
        assertThat(month(LocalDate.now(ZoneOffset.UTC).minusMonths(30))).isIn(true, false);
        assertThatThrownBy(() -> month(LocalDate.of(1999, 1, 1))).hasMessageContaining("No partition");
        assertThatThrownBy(() -> month(LocalDate.of(2999, 1, 1))).hasMessageContaining("No partition");
        String part = "sign_in_"
                + LocalDate.now(ZoneOffset.UTC)
                        .minusMonths(30)
                        .toString()
                        .replace("-", "")
                        .substring(0, 6);
        assertThatThrownBy(() -> house.database().in(house.tenant(), handle -> handle.execute("select * from " + part)))
                .hasMessageContaining("permission denied");
    }

    @Test
    void a_statement_that_forgot_its_tenant_sees_nothing_of_others() {
        var mine = house.tenant();
        var person = house.person(mine, "fence-" + UUID.randomUUID() + "@x.example");

        long seen = house.database().in(house.tenant(), handle -> handle.createQuery(
                        "select count(*) from known_person where person_id = :id")
                .bind("id", person.value())
                .mapTo(Long.class)
                .one());

        assertThat(seen).isZero();
    }

    private boolean month(LocalDate month) {
        return house.database().in(house.tenant(), handle -> handle.createQuery("select sign_in_month(:month)")
                .bind("month", month)
                .mapTo(Boolean.class)
                .one());
    }
}
