package io.homeward.tenant.location;

import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static io.homeward.tenant.Organisation.POLICIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.feed.FeedJson;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RunningService
class LocationResourceTest {
    private static final String LOCATIONS = "/v1.0/identity/conditionalAccess/namedLocations";
    private static final String OFFICE = """
            {"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"Office","isTrusted":true,
             "ipRanges":[{"@odata.type":"#microsoft.graph.iPv6CidrRange","cidrAddress":"2001:db8:77::/48"},
                         {"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"198.51.100.7/24"}]}""";
    private static final String COUNTRIES = """
            {"@odata.type":"#microsoft.graph.countryNamedLocation","displayName":"Where we work",
             "countriesAndRegions":["NO","pt"],"includeUnknownCountriesAndRegions":true}""";
    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    private String added(String body) {
        return here.administration()
                .body(body)
                .post(LOCATIONS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private TenantRules published() throws Exception {
        return FeedJson.mapper().treeToValue(Feeds.snapshot("rules", here.id()).orElseThrow(), TenantRules.class);
    }

    @Test
    void places_come_back_as_they_were_sent_with_their_type_and_are_published() throws Exception {
        String office = added(OFFICE);
        String countries = added(COUNTRIES);

        here.member(SECURITY_READER)
                .get(LOCATIONS + "/" + office)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("W/\"1\""))
                .body(
                        "'@odata.type'", equalTo("#microsoft.graph.ipNamedLocation"),
                        "isTrusted", equalTo(true),
                        "ipRanges.cidrAddress", equalTo(List.of("2001:db8:77::/48", "198.51.100.7/24")),
                        "ipRanges[0].'@odata.type'", equalTo("#microsoft.graph.iPv6CidrRange"));
        here.administration()
                .queryParam("$filter", "displayName eq 'Where we work'")
                .queryParam("$count", true)
                .get(LOCATIONS)
                .then()
                .statusCode(200)
                .body(
                        "value.id", equalTo(List.of(countries)),
                        "value[0].countriesAndRegions", equalTo(List.of("NO", "PT")),
                        "value[0].countryLookupMethod", equalTo("clientIpAddress"),
                        "'@odata.count'", equalTo(1));
        here.administration().get(LOCATIONS + "/$count").then().statusCode(200).body(equalTo("2"));

        List<NamedLocation> known = published().namedLocations();
        assertThat(known).hasSize(2);
        assertThat(((NamedLocation.Ip) known.getFirst()).contains(IpAddress.of("198.51.100.250")))
                .isTrue();
        assertThat(((NamedLocation.Country) known.get(1)).unknownToo()).isTrue();
    }

    @Test
    void a_change_names_the_type_again_and_keeps_it() throws Exception {
        String office = added(OFFICE);

        here.administration()
                .body("{\"displayName\":\"HQ\"}")
                .patch(LOCATIONS + "/" + office)
                .then()
                .statusCode(400)
                .body("error.message", containsString("@odata.type"));
        here.administration()
                .body(COUNTRIES)
                .patch(LOCATIONS + "/" + office)
                .then()
                .statusCode(400)
                .body("error.message", containsString("stays one"));
        here.administration()
                .header("If-Match", "W/\"9\"")
                .body("{\"@odata.type\":\"#microsoft.graph.ipNamedLocation\",\"displayName\":\"HQ\"}")
                .patch(LOCATIONS + "/" + office)
                .then()
                .statusCode(412);
        here.administration()
                .header("If-Match", "W/\"1\"")
                .body("{\"@odata.type\":\"#microsoft.graph.ipNamedLocation\",\"displayName\":\"HQ\"}")
                .patch(LOCATIONS + "/" + office)
                .then()
                .statusCode(204);
        here.administration()
                .get(LOCATIONS + "/" + office)
                .then()
                .body("displayName", equalTo("HQ"), "ipRanges", hasSize(2), "'@odata.etag'", equalTo("W/\"2\""));
        assertThat(published().namedLocations().getFirst().name()).isEqualTo("HQ");
    }

    @Test
    void a_place_is_not_deleted_while_it_is_trusted_or_a_policy_names_it() throws Exception {
        String office = added(OFFICE);
        ObjectNode policy = (ObjectNode) Feeds.example("conditional-access-policy-request.json");
        policy.put("displayName", "Only from the office").putNull("sessionControls");
        policy.withObject("/conditions").putArray("userRiskLevels");
        policy.withObject("/conditions/locations").putArray("includeLocations").add("All");
        policy.withObject("/conditions/locations").putArray("excludeLocations").add(office);
        policy.withObject("/grantControls").putArray("builtInControls").add("block");
        String id = here.administration()
                .body(policy.toString())
                .post(POLICIES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        here.administration()
                .delete(LOCATIONS + "/" + office)
                .then()
                .statusCode(400)
                .body("error.message", containsString("isTrusted"));
        here.administration()
                .body("{\"@odata.type\":\"#microsoft.graph.ipNamedLocation\",\"isTrusted\":false}")
                .patch(LOCATIONS + "/" + office)
                .then()
                .statusCode(204);
        here.administration()
                .delete(LOCATIONS + "/" + office)
                .then()
                .statusCode(400)
                .body("error.message", containsString("Only from the office"));
        here.administration().delete(POLICIES + "/" + id).then().statusCode(204);
        here.administration().delete(LOCATIONS + "/" + office).then().statusCode(204);
        here.administration().get(LOCATIONS + "/" + office).then().statusCode(404);
        assertThat(published().namedLocations()).isEmpty();
        here.administration()
                .post("/v1.0/identity/conditionalAccess/deletedItems/policies/" + id + "/restore")
                .then()
                .statusCode(400)
                .body("error.message", containsString(office));
    }

    @Test
    void a_policy_names_no_place_that_is_not_this_tenants() {
        String theirs = Organisation.made()
                .administration()
                .body(OFFICE)
                .post(LOCATIONS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (String id : List.of(theirs, UUID.randomUUID().toString())) {
            ObjectNode policy = (ObjectNode) Feeds.example("conditional-access-policy-request.json");
            policy.withObject("/conditions").putArray("userRiskLevels");
            policy.withObject("/grantControls").putArray("builtInControls").add("mfa");
            policy.withObject("/conditions/locations")
                    .putArray("includeLocations")
                    .add(id);
            here.administration()
                    .body(policy.toString())
                    .post(POLICIES)
                    .then()
                    .statusCode(400)
                    .body(
                            "error.innerError.message",
                            startsWith("'" + id + "' in 'includeLocations' is not the id of"));
        }
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /@odata.type | null | '@odata.type' says which it is
                    /@odata.type | "#microsoft.graph.moonLocation" | is not a type of named location
                    /displayName | "" | displayName has 1 to 256
                    /displayName | 7 | 'displayName' is a text
                    /displayName | "a\\u0000b" | control characters
                    /isTrusted | "yes" | 'isTrusted' is true or false
                    /ipRanges | [] | 1 to 2000 ranges
                    /ipRanges | "198.51.100.0/24" | 1 to 2000 ranges
                    /ipRanges | [{"cidrAddress":"198.51.100.0/24"}] | '@odata.type' of a range
                    /ipRanges | [{"@odata.type":"#microsoft.graph.iPv6CidrRange","cidrAddress":"198.51.100.0/24"}] | no IPv6 range
                    /ipRanges | [{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"2001:db8::/32"}] | no IPv4 range
                    /ipRanges | [{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"198.51.100.1"}] | no IPv4 range
                    /ipRanges | [{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"198.51.100.0/33"}] | no IPv4 range
                    /ipRanges | [{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"300.0.0.0/24"}] | no IPv4 range
                    /ipRanges | [{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"10.0.0.0/7"}] | too large
                    /ipRanges | [{"@odata.type":"#microsoft.graph.iPv6CidrRange","cidrAddress":"::/0"}] | too large
                    /moonPhase | "full" | 'moonPhase' does not exist
                    /countriesAndRegions | ["NO"] | 'countriesAndRegions' does not exist
                    """)
    void a_place_that_makes_no_sense_is_refused_by_name(String pointer, String value, String reason) {
        ObjectNode body = (ObjectNode) Feeds.read(OFFICE);
        body.set(pointer.substring(1), Feeds.read(value));

        here.administration()
                .body(body.toString())
                .post(LOCATIONS)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("BadRequest"))
                .body("error.message", containsString(reason));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /countriesAndRegions | ["ZZ"] | 'ZZ' is not a country
                    /countriesAndRegions | ["NOR"] | 'NOR' is not a country
                    /countriesAndRegions | [7] | is not a country
                    /countriesAndRegions | "NO" | 'countriesAndRegions' is a list
                    /countryLookupMethod | "authenticatorAppGps" | is not evaluated by this installation
                    /countryLookupMethod | "stars" | 'stars' is not a value
                    /isTrusted | true | 'isTrusted' does not exist
                    """)
    void a_country_that_makes_no_sense_is_refused_by_name(String pointer, String value, String reason) {
        ObjectNode body = (ObjectNode) Feeds.read(COUNTRIES);
        body.set(pointer.substring(1), Feeds.read(value));

        here.administration()
                .body(body.toString())
                .post(LOCATIONS)
                .then()
                .statusCode(400)
                .body("error.message", containsString(reason));
    }

    @Test
    void a_filter_asks_for_the_type_of_place() {
        String office = added(OFFICE);
        String countries = added(COUNTRIES);

        for (var asked : List.of(
                Map.entry("isof('microsoft.graph.ipNamedLocation')", office),
                Map.entry("isof('microsoft.graph.countryNamedLocation') and displayName ne 'x'", countries),
                Map.entry("not isof($it,'#microsoft.graph.countryNamedLocation')", office),
                Map.entry("microsoft.graph.ipNamedLocation/isTrusted eq true", office))) {
            here.administration()
                    .queryParam("$filter", asked.getKey())
                    .get(LOCATIONS)
                    .then()
                    .statusCode(200)
                    .body("value.id", equalTo(List.of(asked.getValue())));
        }
        here.administration()
                .queryParam(
                        "$filter",
                        "microsoft.graph.countryNamedLocation/isTrusted eq false or isof('microsoft.graph.namedLocation')")
                .get(LOCATIONS)
                .then()
                .body("value.id", equalTo(List.of(office, countries)));
        for (String bad : List.of(
                "isof('microsoft.graph.moonLocation')", "isof()", "isof(7", "microsoft.graph.moon/isTrusted eq true")) {
            here.administration()
                    .queryParam("$filter", bad)
                    .get(LOCATIONS)
                    .then()
                    .statusCode(400)
                    .body("error.message", containsString("Invalid filter clause"));
        }
        here.administration()
                .queryParam("$filter", "isof('microsoft.graph.user')")
                .get("/v1.0/users")
                .then()
                .statusCode(400)
                .body("error.message", containsString("'isof' is not supported"));
    }

    @Test
    void at_most_two_thousand_ranges() {
        ObjectNode body = (ObjectNode) Feeds.read(OFFICE);
        var ranges = body.putArray("ipRanges");
        for (int i = 0; i < 2000; i++) {
            ranges.addObject()
                    .put("@odata.type", "#microsoft.graph.iPv4CidrRange")
                    .put("cidrAddress", "10.%d.%d.0/24".formatted(i / 256, i % 256));
        }
        added(body.toString());
        ranges.addObject().put("@odata.type", "#microsoft.graph.iPv4CidrRange").put("cidrAddress", "192.0.2.0/24");
        here.administration().body(body.toString()).post(LOCATIONS).then().statusCode(400);
    }
}
