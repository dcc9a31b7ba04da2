package io.homeward.risk.health;

import static io.homeward.risk.House.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.risk.detection.Input;
import io.homeward.risk.score.Detectors;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class DetectorHealthTest {
    @Inject
    House house;

    private TenantId tenant;
    private String name;

    @BeforeEach
    void a_tenant_with_a_person() {
        tenant = house.tenant();
        name = "rui-" + UUID.randomUUID() + "@x.example";
        house.person(tenant, name);
    }

    private ValidatableResponse health(TenantId of) {
        return as(House.reader(of)).get("/v1/detectors").then().statusCode(200);
    }

    private void send(String signIn) {
        as(House.sender(tenant)).body(signIn).post("/v1/signIns").then().statusCode(200);
    }

    private static String of(String detector, String what) {
        return "value.find { it.name == '%s' }.%s".formatted(detector, what);
    }

    @Test
    void without_sign_ins_most_are_silent_for_want_of_data_and_say_of_which() {
        health(tenant)
                .body("engine", equalTo("chain-2"))
                .body("signIns", equalTo(0))
                .body("limits.fatigue.within", equalTo("PT10M"))
                .body("value.name", hasItems("passwordSpray", "listedAddress", "delegatedFanOut", "commonPassword"))
                .body(of("suspiciousBrowser", "state"), equalTo("missingData"))
                .body(of("suspiciousBrowser", "needs[0].met"), equalTo(false))
                .body(of("suspiciousBrowser", "needs[0].anyOf[0].input"), equalTo("browserId"))
                .body(of("suspiciousBrowser", "needs[0].anyOf[0].presence"), equalTo("missing"))
                .body(of("anonymizedIPAddress", "needs[1].met"), equalTo(true))
                .body(of("anonymizedIPAddress", "lastFired"), nullValue())
                .body(of("leakedCredentials", "state"), equalTo("unknown"))
                .body(of("adminConfirmedUserCompromised", "state"), equalTo("working"))
                .body(of("adminConfirmedUserCompromised", "fireRate"), nullValue());
    }

    @Test
    void what_sign_ins_bring_sets_detectors_to_work_and_their_findings_are_counted() {
        for (int i = 0; i < 3; i++) {
            send(SignInText.of(name).at(Instant.now().minusSeconds(100 - i)).json());
        }
        send(SignInText.of(name)
                .at(Instant.now().minusSeconds(50))
                .from(PublishedFeeds.ANONYMOUS)
                .json());
        send(SignInText.of(name)
                .at(Instant.now().minusSeconds(40))
                .wrongPassword()
                .json());

        health(tenant)
                .body("signIns", equalTo(4))
                .body(of("passwordSpray", "state"), equalTo("working"))
                .body(of("passwordSpray", "detections"), equalTo(0))
                .body(of("mfaFatigue", "state"), equalTo("missingData"))
                .body(of("anonymizedIPAddress", "state"), equalTo("working"))
                .body(of("anonymizedIPAddress", "detections"), equalTo(1))
                .body(of("anonymizedIPAddress", "fireRate"), equalTo(.25f))
                .body(of("anonymizedIPAddress", "lastFired"), notNullValue());
        health(house.tenant()).body(of("anonymizedIPAddress", "detections"), equalTo(0));
    }

    @Test
    void the_three_that_find_bad_addresses_are_told_apart() {
        send(SignInText.of(name)
                .at(Instant.now().minusSeconds(50))
                .from(PublishedFeeds.THREAT)
                .json());

        health(tenant)
                .body(of("listedAddress", "detections"), equalTo(1))
                .body(of("guessedPassword", "detections"), equalTo(0))
                .body(of("confirmedAddress", "detections"), equalTo(0));
    }

    @Test
    void only_who_may_read_detections_is_told() {
        as(Callers.application(tenant, "IdentityRiskyUser.Read.All"))
                .get("/v1/detectors")
                .then()
                .statusCode(403);
        as(House.administrator(tenant)).get("/v1/detectors").then().statusCode(200);
    }

    @Test
    void of_every_need_one_input_is_enough_and_what_cannot_be_seen_is_neither() {
        var spray = Detectors.SHIPPED.all().getFirst();
        Map<Input, Presence> inputs = new EnumMap<>(Input.class);
        assertThat(state(spray, inputs)).isEqualTo("unknown");
        inputs.put(Input.ADDRESS, Presence.YES);
        inputs.put(Input.FAILURES, Presence.NO);
        assertThat(state(spray, inputs)).isEqualTo("missingData");
        inputs.put(Input.FAILURES, Presence.YES);
        assertThat(state(spray, inputs)).isEqualTo("working");

        var anonymized = Detectors.SHIPPED.all().stream()
                .filter(each -> each.name().equals("anonymizedIPAddress"))
                .findFirst()
                .orElseThrow();
        inputs.put(Input.TOR_LIST, Presence.NO);
        inputs.put(Input.VPN_LIST, Presence.YES);
        assertThat(state(anonymized, inputs)).isEqualTo("working");
    }

    private static String state(Detectors.Registered detector, Map<Input, Presence> inputs) {
        return DetectorHealth.of(detector, inputs, Optional.empty(), 0).state();
    }

    @Test
    void every_detector_has_a_name_of_its_own_and_needs_something() {
        List<Detectors.Registered> all = Detectors.SHIPPED.all();

        assertThat(all).extracting(Detectors.Registered::name).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(each -> assertThat(each.needs()).isNotEmpty());
        assertThat(all).allSatisfy(each -> assertThat(each.type().known()).isTrue());
    }
}
