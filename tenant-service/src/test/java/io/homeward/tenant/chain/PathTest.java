package io.homeward.tenant.chain;

import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static io.homeward.accessrules.DirectoryRole.USER_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.agreed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Distributor -> reseller -> customer. */
@RunningService
class PathTest {
    private static final String OWN = "/v1/delegatedAdminRelationships/";

    @Inject
    FindWays find;

    private Organisation distributor;
    private Organisation reseller;
    private Organisation customer;
    private String served;
    private String supplied;

    @BeforeEach
    void begin() {
        distributor = Organisation.made();
        reseller = Organisation.made();
        customer = Organisation.made();
        served = agreed(reseller, customer, HELPDESK_ADMINISTRATOR, SECURITY_READER);
        supplied = agreed(distributor, reseller, HELPDESK_ADMINISTRATOR, USER_ADMINISTRATOR);
    }

    private void name(Organisation... tenants) {
        customer.administration()
                .body(Map.of(
                        "tenants",
                        List.of(tenants).stream()
                                .map(one -> Map.of("tenantId", one.id().toString()))
                                .toList()))
                .put(OWN + served + "/subDelegates")
                .then()
                .statusCode(200);
    }

    private static JsonNode homes(Organisation asker, Organisation entered) {
        return Feeds.read(asker.administration()
                        .queryParam("customer", entered.id().toString())
                        .get(OWN + "paths")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .path("value");
    }

    private Optional<JsonNode> home(Organisation asker, Organisation home) {
        return StreamSupport.stream(homes(asker, customer).spliterator(), false)
                .filter(one -> one.path("home").asText().equals(home.id().toString()))
                .findFirst();
    }

    @Test
    void without_a_name_there_is_no_way_and_only_the_reseller_sees_why() {
        assertThat(homes(distributor, customer)).isEmpty();
        assertThat(home(customer, distributor)).isEmpty();
        JsonNode seen = home(reseller, distributor).orElseThrow();
        assertThat(seen.path("open").asBoolean()).isFalse();
        assertThat(seen.at("/ways/0/why").asText()).isEqualTo("notNamed");
        assertThat(home(customer, reseller).orElseThrow().path("open").asBoolean())
                .isTrue();
    }

    @Test
    void named_it_is_open_with_the_roles_both_have_and_each_sees_its_own_relationships() {
        name(distributor);

        for (Organisation asker : List.of(distributor, reseller, customer)) {
            JsonNode seen = home(asker, distributor).orElseThrow();
            assertThat(seen.path("open").asBoolean()).isTrue();
            assertThat(seen.at("/ways/0/rolesAtMost")).hasSize(1);
            assertThat(seen.at("/ways/0/rolesAtMost/0").asText())
                    .isEqualTo(HELPDESK_ADMINISTRATOR.id().toString());
            assertThat(seen.at("/ways/0/steps")).hasSize(2);
        }
        String ofDistributor = home(distributor, distributor).orElseThrow().toString();
        assertThat(ofDistributor).contains(supplied).doesNotContain(served);
        String ofCustomer = home(customer, distributor).orElseThrow().toString();
        assertThat(ofCustomer).contains(served).doesNotContain(supplied);
        assertThat(home(reseller, distributor).orElseThrow().toString()).contains(served, supplied);
    }

    @Test
    void more_ways_than_are_told_at_once_are_cut_and_it_is_said() {
        name(distributor);

        FindWays.Ways all = find.into(customer.id(), customer.id(), Instant.now());
        FindWays.Ways some = find.into(customer.id(), customer.id(), Instant.now(), 1);

        assertThat(all.all()).hasSize(2);
        assertThat(all.cut()).isFalse();
        assertThat(some.all()).hasSize(1);
        assertThat(some.cut()).isTrue();
    }

    @Test
    void a_suspension_anywhere_along_it_closes_it() {
        name(distributor);
        reseller.administration()
                .body(Map.of("reason", "Under review"))
                .post(OWN + supplied + "/suspend")
                .then()
                .statusCode(200);
        for (Organisation asker : List.of(distributor, reseller, customer)) {
            JsonNode seen = home(asker, distributor).orElseThrow();
            assertThat(seen.path("open").asBoolean()).isFalse();
            assertThat(seen.at("/ways/0/why").asText()).isEqualTo("suspended");
        }
        assertThat(home(customer, distributor).orElseThrow().toString()).doesNotContain("Under review");
        assertThat(home(customer, reseller).orElseThrow().path("open").asBoolean())
                .isTrue();
    }

    @Test
    void three_hops_are_a_way_and_four_are_none() {
        Organisation third = Organisation.made();
        Organisation fourth = Organisation.made();
        agreed(third, distributor, HELPDESK_ADMINISTRATOR);
        agreed(fourth, third, HELPDESK_ADMINISTRATOR);
        name(distributor, third, fourth);

        assertThat(home(third, third).orElseThrow().path("open").asBoolean()).isTrue();
        assertThat(home(third, third).orElseThrow().at("/ways/0/steps")).hasSize(3);
        assertThat(homes(fourth, customer)).isEmpty();
        assertThat(home(customer, fourth)).isEmpty();
    }

    @Test
    void a_circle_is_no_way() {
        Organisation other = Organisation.made();
        agreed(reseller, distributor, HELPDESK_ADMINISTRATOR);
        agreed(customer, reseller, HELPDESK_ADMINISTRATOR);
        name(distributor, other);

        homes(reseller, customer).forEach(home -> home.path("ways").forEach(way -> {
            if (way.path("counts").asBoolean()) {
                assertThat(way.path("steps").size()).isLessThanOrEqualTo(2);
            }
        }));
        JsonNode itself = home(reseller, customer).orElseThrow();
        assertThat(itself.at("/ways/0/why").asText()).isEqualTo("cycle");
        assertThat(itself.path("open").asBoolean()).isFalse();
    }

    @Test
    void what_has_ended_is_told_as_ended_and_constraints_cut_the_roles() {
        name(distributor);
        customer.administration()
                .body(Map.of(
                        "tenantId",
                        reseller.id().toString(),
                        "serviceProviderConstraints",
                        Map.of(
                                "allowedRoleTemplateIds",
                                List.of(SECURITY_READER.id().toString()))))
                .post("/v1.0/policies/crossTenantAccessPolicy/partners")
                .then()
                .statusCode(201);
        assertThat(home(distributor, distributor)
                        .orElseThrow()
                        .at("/ways/0/why")
                        .asText())
                .isEqualTo("noCommonRole");
        reseller.ask(supplied, "terminate");
        assertThat(home(distributor, distributor)
                        .orElseThrow()
                        .at("/ways/0/why")
                        .asText())
                .isEqualTo("ended");
    }

    @Test
    void a_stranger_and_an_id_of_nobody_look_alike() {
        Organisation stranger = Organisation.made();
        stranger.administration()
                .queryParam("customer", customer.id().toString())
                .get(OWN + "paths")
                .then()
                .statusCode(200)
                .body("value", hasSize(0));
        stranger.administration()
                .queryParam("customer", UUID.randomUUID().toString())
                .get(OWN + "paths")
                .then()
                .statusCode(200)
                .body("value", hasSize(0));
        stranger.administration()
                .queryParam("customer", "nonsense")
                .get(OWN + "paths")
                .then()
                .statusCode(400);
        stranger.administration()
                .get(OWN + "paths")
                .then()
                .body("customer", equalTo(stranger.id().toString()), "value", hasSize(0));
    }
}
