package io.homeward.risk.intake;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.risk.habit.Habits;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an administrator calls compromised speaks against its address afterwards, in this tenant. */
@RunningService
class ConfirmedAddressTest {
    /** Of an operator whom the table of networks of this test knows, as are those beside it. */
    private static final String INTRUDERS = "185.199.1.40";

    private static final String BESIDE = "185.199.1.41";
    private static final String AGENT =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @Inject
    House house;

    @Inject
    Habits habits;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);
    private TenantId tenant;
    private String victim;
    private String colleague;

    @BeforeEach
    void an_intrusion_that_was_confirmed() {
        tenant = house.tenant();
        victim = person(tenant);
        colleague = person(tenant);
        sent(tenant, at(0, victim, INTRUDERS).id("intrusion")).body("detections", empty());
        confirmed(tenant);
    }

    /** A node hears of it within seconds; this one at once. */
    private void confirmed(TenantId whose) {
        as(House.administrator(whose))
                .body("{\"requestIds\":[\"intrusion\"]}")
                .post("/v1.0/auditLogs/signIns/confirmCompromised")
                .then()
                .statusCode(204);
        habits.outdated(whose);
    }

    private String person(TenantId whose) {
        String name = "p-" + UUID.randomUUID() + "@x.example";
        house.person(whose, name);
        return name;
    }

    private SignInText at(int seconds, String name, String address) {
        return SignInText.of(name).at(now.plusSeconds(seconds)).from(address);
    }

    private static ValidatableResponse sent(TenantId whose, SignInText signIn) {
        return as(sender(whose))
                .body(signIn.json().replace("\"appId\":", "\"userAgent\":\"%s\",\"appId\":".formatted(AGENT)))
                .post("/v1/signIns")
                .then()
                .statusCode(200);
    }

    @Test
    void whoever_comes_from_that_address_is_at_risk_and_the_reason_says_why() {
        sent(tenant, at(60, colleague, INTRUDERS))
                .body("level", equalTo("medium"))
                .body("detections.type", hasItem("maliciousIPAddress"))
                .body("reasons", hasItem(containsString("its address, " + INTRUDERS + ", compromised before")));

        as(House.reader(tenant))
                .get("/v1.0/identityProtection/riskDetections?$filter=riskEventType eq 'maliciousIPAddress'")
                .then()
                .statusCode(200)
                .body("value[0].additionalInfo", containsString("confirmed"));
    }

    @Test
    void its_network_and_its_user_agent_together_are_a_low_risk() {
        sent(tenant, at(60, colleague, BESIDE))
                .body("level", equalTo("low"))
                .body("detections.type", hasItem("maliciousIPAddress"))
                .body("reasons", hasItem(containsString("its network and its user agent")));
    }

    @Test
    void whose_own_sign_ins_came_from_there_before_is_not_suspected() {
        String local = person(tenant);
        TenantId other = house.tenant();
        String there = person(other);
        sent(other, at(-300, there, INTRUDERS)).body("detections", empty());
        String second = person(other);
        sent(other, at(0, second, INTRUDERS).id("intrusion"));
        confirmed(other);

        sent(other, at(60, there, INTRUDERS)).body("detections.type", not(hasItem("maliciousIPAddress")));
        sent(other, at(60, person(other), INTRUDERS)).body("detections.type", hasItem("maliciousIPAddress"));
        sent(tenant, at(60, local, "185.199.2.40")).body("detections.type", not(hasItem("maliciousIPAddress")));
    }

    @Test
    void what_one_tenant_confirms_is_nothing_to_another() {
        TenantId other = house.tenant();

        sent(other, at(60, person(other), INTRUDERS)).body("detections", empty());
    }
}
