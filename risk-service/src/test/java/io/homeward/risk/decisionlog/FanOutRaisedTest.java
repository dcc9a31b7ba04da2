package io.homeward.risk.decisionlog;

import static io.homeward.risk.House.as;
import static io.homeward.risk.decisionlog.DecisionLogTest.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.decisions.DecisionLine;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From the decision log to a technician's risk at home. */
@RunningService
class FanOutRaisedTest {
    private static final int DAYS = 20;

    @Inject
    House house;

    private final TenantId home = new TenantId(UUID.randomUUID());
    private final List<TenantId> portfolio = tenants(6);
    private final Instant now = Instant.now().minusSeconds(120);

    @Test
    void who_suddenly_enters_forty_strange_customers_is_at_high_risk_at_home_and_nowhere_else() throws IOException {
        PersonId person = technician();
        List<TenantId> strange = tenants(40);
        List<DecisionLine> attack = entries(person, strange, now);

        tell(attack.toArray(DecisionLine[]::new)).body("taken", equalTo(40));
        tell(attack.toArray(DecisionLine[]::new)).body("known", equalTo(40));

        assertThat(house.risk(home, person).level()).isEqualTo(RiskLevel.HIGH);
        String detections = "/v1.0/identityProtection/riskDetections";
        String told = as(House.reader(home))
                .get(detections)
                .then()
                .statusCode(200)
                .body("value.riskEventType", contains("delegatedFanOut"))
                .body("value[0].riskLevel", equalTo("high"), "value[0].userId", equalTo(person.toString()))
                .body("value[0].additionalInfo", containsString("40 customers within 24 hours"))
                .extract()
                .asString();
        assertThat(strange).noneMatch(each -> told.contains(each.toString()));
        as(House.reader(strange.getFirst())).get(detections).then().body("value", empty());
    }

    @Test
    void his_ordinary_day_and_customers_who_have_just_come_raise_nobody() throws IOException {
        PersonId person = technician();
        List<TenantId> wave = tenants(40);
        for (TenantId each : wave) {
            publish(each);
        }

        tell(entries(person, wave, now).toArray(DecisionLine[]::new));
        tell(entries(person, portfolio, now).toArray(DecisionLine[]::new));

        assertThat(house.risk(home, person).open()).isFalse();
    }

    /** Somebody who has entered three customers a day for a month. */
    private PersonId technician() throws IOException {
        PersonId person = house.person(home, "tech-" + UUID.randomUUID() + "@x.example");
        var days = new ArrayList<DecisionLine>();
        for (int day = 0; day < DAYS; day++) {
            Instant at = now.minus(Duration.ofDays(DAYS + 2L - day));
            days.addAll(entries(person, portfolio.subList(day % 4, day % 4 + 3), at));
        }
        tell(days.toArray(DecisionLine[]::new)).body("taken", equalTo(days.size()));
        assertThat(house.risk(home, person).open()).isFalse();
        return person;
    }

    private List<DecisionLine> entries(PersonId person, List<TenantId> customers, Instant at) {
        return customers.stream()
                .<DecisionLine>map(customer -> new DecisionLine.Decided(
                        Visitor.of(home, person, customer).at(at)))
                .toList();
    }

    private void publish(TenantId customer) {
        var body = io.homeward.feed.FeedJson.mapper().createObjectNode();
        String id = UUID.randomUUID() + "-" + home;
        body.put("id", id)
                .put("partner", home.toString())
                .put("customer", customer.toString())
                .put("status", "active")
                .putArray("assignments");
        house.publish("relationships", home, id, body);
    }

    private static List<TenantId> tenants(int many) {
        return IntStream.range(0, many)
                .mapToObj(each -> new TenantId(UUID.randomUUID()))
                .toList();
    }
}
