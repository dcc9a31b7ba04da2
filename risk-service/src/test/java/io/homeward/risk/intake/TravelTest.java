package io.homeward.risk.intake;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Journeys nobody can make, and why some of them are none, through the API. */
@RunningService
class TravelTest {
    private static final String CABLE = "185.199.2.10";
    private static final String VPN_EXIT = "185.199.1.20";

    @Inject
    House house;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
    private TenantId tenant;
    private String name;

    @BeforeEach
    void somebody_who_is_known_at_home() {
        tenant = house.tenant();
        name = "rui-" + UUID.randomUUID() + "@x.example";
        house.person(tenant, name);
        for (int i = 10; i > 0; i--) {
            sent(bergen(now.minus(Duration.ofDays(5)).minusSeconds(i)));
        }
        sent(bergen(now.minusSeconds(3600)));
    }

    private SignInText bergen(Instant at) {
        return SignInText.of(name).at(at).from(CABLE).in(60.39, 5.32);
    }

    private SignInText tokyo(Instant at) {
        return SignInText.of(name).at(at).from(VPN_EXIT).in(35.68, 139.69);
    }

    private ValidatableResponse sent(SignInText signIn) {
        return as(sender(tenant)).body(signIn.json()).post("/v1/signIns").then().statusCode(200);
    }

    @Test
    void nobody_is_in_tokyo_an_hour_after_bergen() {
        sent(tokyo(now)).body("level", equalTo("medium")).body("detections.type", contains("impossibleTravel"));
    }

    /** Databases say how sure they are of a place. */
    @ParameterizedTest(name = "{0} km wide: {1}")
    @CsvSource({"10, impossibleTravel", "800, ''"})
    void a_place_is_only_as_far_as_its_database_is_sure(int radius, String found) {
        SignInText away = SignInText.of(name).at(now).from(radius == 10 ? PublishedFeeds.SURE : PublishedFeeds.VAGUE);

        sent(away).body("detections.type", found.isEmpty() ? empty() : contains(found));
    }

    /** He did so in his first days, when nothing is said of journeys yet. */
    @Test
    void a_vpn_that_is_switched_on_and_off_is_no_journey() {
        name = colleague();
        for (int i = 0; i < 10; i++) {
            Instant at = now.minus(Duration.ofDays(6)).plusSeconds(i * 60L);
            sent(i % 2 == 0 ? bergen(at) : tokyo(at));
        }
        sent(bergen(now.minusSeconds(3600)));

        sent(tokyo(now)).body("detections", empty());
        sent(SignInText.of(name).at(now.plusSeconds(1)).from("203.0.113.50").in(-33.9, 151.2))
                .body("detections.type", contains("impossibleTravel"));
    }

    @Test
    void where_three_colleagues_came_from_on_days_before_is_the_tenants_own_exit() {
        colleaguesThroughTheExit(3);

        sent(tokyo(now)).body("detections", empty());
    }

    @Test
    void two_colleagues_are_no_exit() {
        colleaguesThroughTheExit(2);

        sent(tokyo(now)).body("detections.type", contains("impossibleTravel"));
    }

    /** A file of days: whoever stands in it late is judged by all that stands before. */
    @Test
    void a_file_knows_the_exits_that_stand_in_it() {
        var lines = new ArrayList<String>();
        for (int day = 3; day > 1; day--) {
            for (int other = 0; other < 3; other++) {
                lines.add(SignInText.of(colleague())
                        .at(now.minus(Duration.ofDays(day)).plusSeconds(other))
                        .from(VPN_EXIT)
                        .json());
            }
        }
        // One batch later.
        for (int i = 0; i < 1_000; i++) {
            lines.add(SignInText.of("nobody" + i + "@x.example")
                    .at(now.minus(Duration.ofDays(1)).plusSeconds(i))
                    .json());
        }
        lines.add(tokyo(now).json());

        imported(lines).body("detections", equalTo(0)).body("imported", equalTo(lines.size()));
    }

    private void colleaguesThroughTheExit(int people) {
        List<String> lines = new ArrayList<>();
        for (int other = 0; other < people; other++) {
            lines.add(SignInText.of(colleague())
                    .at(now.minus(Duration.ofDays(2)))
                    .from(VPN_EXIT)
                    .json());
        }
        imported(lines);
    }

    private String colleague() {
        String friend = "friend-" + UUID.randomUUID() + "@x.example";
        house.person(tenant, friend);
        return friend;
    }

    private ValidatableResponse imported(List<String> lines) {
        return as(sender(tenant))
                .contentType("application/x-ndjson")
                .body(lines.stream().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8))
                .post("/v1/signIns/import?live=true")
                .then()
                .statusCode(200);
    }
}
