package io.homeward.risk.intake;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.reader;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.risk.profile.ColleagueNetworks;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guessing from many networks, of which none is conspicuous: HTTP in, the tenant's alert and people's detections out. */
@RunningService
class CampaignTest {
    private static final String HOME = "185.199.1.5";
    private static final int PEOPLE = 24;

    @Inject
    House house;

    @Inject
    ColleagueNetworks networks;

    @Inject
    WatchCampaigns campaigns;

    private TenantId tenant;
    private final List<String> names = new ArrayList<>();
    private final List<PersonId> people = new ArrayList<>();
    private final Instant begun = Instant.now().minus(Duration.ofMinutes(30));

    @BeforeEach
    void a_tenant_whose_people_sign_in_at_home() {
        tenant = house.tenant();
        house.offersPasswordChange(tenant);
        for (int i = 0; i < PEOPLE; i++) {
            names.add("p" + i + "-" + UUID.randomUUID() + "@x.example");
            people.add(house.person(tenant, names.get(i)));
            score(SignInText.of(names.get(i))
                            .from(HOME)
                            .at(begun.minus(Duration.ofDays(3)).plusSeconds(i)))
                    .body("level", equalTo("none"));
        }
        watched();
    }

    private void watched() {
        networks.write();
        campaigns.watch();
    }

    private static String address(int network, int host) {
        return "20.%d.7.%d".formatted(network, host);
    }

    /** One wrong password each, each from a network of its own. */
    private void sprayed() {
        for (int i = 0; i < PEOPLE; i++) {
            score(SignInText.of(names.get(i))
                    .from(address(i, 9))
                    .at(begun.plusSeconds(20L * i))
                    .wrongPassword());
        }
    }

    @Test
    void a_campaign_is_the_tenants_alert_and_touches_whose_password_was_right_before_or_after() {
        score(SignInText.of(names.getFirst()).from(address(3, 77)).at(begun.plusSeconds(70)));
        sprayed();
        watched();

        shown().body("value.keyClass", hasItems("cluster"))
                .body("value.find { it.keyClass == 'cluster' }.failing", equalTo(PEOPLE))
                .body("value.find { it.keyClass == 'cluster' }.errorCode", equalTo(50126))
                .body("value.find { it.keyClass == 'cluster' }.members", hasItems(names.get(1), names.getLast()))
                .body("value.find { it.keyClass == 'cluster' }.accuses", equalTo(true))
                .body("value.find { it.keyClass == 'cluster' }.neighbourhoods", hasItems("20.3.7.0/24"));
        assertThat(house.risk(tenant, people.getFirst()).level()).isEqualTo(RiskLevel.HIGH);
        detections(0)
                .body("value.riskEventType", contains("passwordSpray"))
                .body("value[0].riskLevel", equalTo("high"));
        assertThat(evidence(0))
                .contains("\"keyClass\": \"")
                .contains("\"failing\": ")
                .contains("\"networks\": ");
        assertThat(house.risk(tenant, people.get(1)))
                .as("tried, and not found out")
                .isEqualTo(UserRisk.CLEAR);

        score(SignInText.of(names.get(1)).from(address(5, 78)))
                .body("level", equalTo("high"))
                .body("detections.type", contains("passwordSpray"))
                .body("reasons[0]", containsString("names failed from"));
        score(SignInText.of(names.get(2)).from(HOME)).body("level", equalTo("none"));
        assertThat(house.risk(tenant, people.get(2))).isEqualTo(UserRisk.CLEAR);
        as(reader(tenant))
                .get("/v1/detectors")
                .then()
                .statusCode(200)
                .body("value.find { it.name == 'wideSpray' }.detections", equalTo(2))
                .body("value.find { it.name == 'passwordSpray' }.detections", equalTo(0))
                .body("limits.campaign.members", equalTo(10));

        watched();
        detections(1).body("value", hasSize(1));
        detections(0).body("value", hasSize(1));
    }

    @Test
    void an_application_that_fails_for_everybody_at_home_is_none() {
        for (int i = 0; i < PEOPLE; i++) {
            score(SignInText.of(names.get(i))
                    .from(i < PEOPLE / 4 ? address(i, 9) : HOME)
                    .at(begun.plusSeconds(20L * i))
                    .wrongPassword());
        }
        score(SignInText.of(names.getFirst()).from(address(3, 77)).at(begun.plusSeconds(600)));
        watched();

        shown().body("value", empty());
        assertThat(house.risk(tenant, people.getFirst()).level()).isNotEqualTo(RiskLevel.HIGH);
    }

    @Test
    void an_outage_of_the_identity_provider_is_none() {
        for (int i = 0; i < PEOPLE; i++) {
            score(SignInText.of(names.get(i))
                    .from(address(i, 9))
                    .at(begun.plusSeconds(i))
                    .code(90033));
        }
        watched();

        shown().body("value", empty());
    }

    @Test
    void people_nobody_knows_anything_of_say_nothing() {
        for (int i = 0; i < PEOPLE; i++) {
            String name = "new" + i + "-" + UUID.randomUUID() + "@x.example";
            house.person(tenant, name);
            score(SignInText.of(name)
                    .from(address(i, 9))
                    .at(begun.plusSeconds(20L * i))
                    .wrongPassword());
        }
        watched();

        shown().body("value", empty());
    }

    @Test
    void another_tenant_sees_nothing_of_it() {
        sprayed();
        watched();

        shown().body("value", not(empty()));
        as(reader(house.tenant()))
                .get("/v1/sprayCampaigns")
                .then()
                .statusCode(200)
                .body("value", empty());
        as(Callers.application(tenant, "User.Read.All"))
                .get("/v1/sprayCampaigns")
                .then()
                .statusCode(403);
    }

    private ValidatableResponse score(SignInText signIn) {
        return as(sender(tenant)).body(signIn.json()).post("/v1/signIns").then().statusCode(200);
    }

    private ValidatableResponse shown() {
        return as(reader(tenant)).get("/v1/sprayCampaigns").then().statusCode(200);
    }

    private ValidatableResponse detections(int person) {
        return as(reader(tenant))
                .queryParam("$filter", "userId eq '" + people.get(person) + "' and riskEventType eq 'passwordSpray'")
                .get("/v1.0/identityProtection/riskDetections")
                .then()
                .statusCode(200);
    }

    private String evidence(int person) {
        return house.database().in(tenant, handle -> handle.createQuery(
                        "select evidence::text from detection where person_id = :person and type = 'passwordSpray'")
                .bind("person", people.get(person).value())
                .mapTo(String.class)
                .one());
    }
}
