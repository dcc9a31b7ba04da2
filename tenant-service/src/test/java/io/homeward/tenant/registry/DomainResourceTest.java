package io.homeward.tenant.registry;

import static io.homeward.tenant.Organisation.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.tenant.DnsStandIn;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class DomainResourceTest {
    private static final String DOMAINS = "/v1.0/domains";

    private Organisation here;
    private String domain;

    @BeforeEach
    void begin() {
        here = Organisation.made();
        domain = "d" + UUID.randomUUID().toString().substring(0, 13) + ".example";
    }

    @AfterEach
    void the_resolver_speaks() {
        DnsStandIn.silent(false);
    }

    private void name(Organisation organisation, String name) {
        organisation
                .administration()
                .body(Map.of("id", name))
                .post(DOMAINS)
                .then()
                .statusCode(201);
    }

    private String proof(Organisation organisation) {
        return organisation
                .administration()
                .get(DOMAINS + "/" + domain + "/verificationDnsRecords")
                .then()
                .statusCode(200)
                .body("value", hasSize(1))
                .body("value[0].'@odata.type'", equalTo("#microsoft.graph.domainDnsTxtRecord"))
                .body("value[0].label", equalTo(domain), "value[0].recordType", equalTo("Txt"))
                .extract()
                .path("value[0].text");
    }

    @Test
    void a_domain_is_named_proven_by_dns_made_the_default_and_removed() {
        name(here, domain.toUpperCase(java.util.Locale.ROOT));
        here.administration()
                .get(DOMAINS + "/" + domain)
                .then()
                .statusCode(200)
                .body("isVerified", equalTo(false), "isDefault", equalTo(false), "id", equalTo(domain));
        here.administration()
                .post(DOMAINS + "/" + domain + "/verify")
                .then()
                .statusCode(400)
                .body("error.message", containsString("TXT record"));

        DnsStandIn.says(domain, proof(here));
        here.administration()
                .post(DOMAINS + "/" + domain + "/verify")
                .then()
                .statusCode(200)
                .body("isVerified", equalTo(true), "id", equalTo(domain));
        here.administration()
                .body(Map.of("isDefault", true))
                .patch(DOMAINS + "/" + domain)
                .then()
                .statusCode(204);
        here.administration()
                .get("/v1/tenant")
                .then()
                .body("defaultDomain", equalTo(domain))
                .body("domains", equalTo(List.of(domain, here.domain())));
        here.administration()
                .delete(DOMAINS + "/" + domain)
                .then()
                .statusCode(400)
                .body("error.message", containsString("default"));
        here.administration()
                .body(Map.of("isDefault", true))
                .patch(DOMAINS + "/" + here.domain())
                .then()
                .statusCode(204);
        here.administration().delete(DOMAINS + "/" + domain).then().statusCode(204);
        here.administration().get(DOMAINS + "/" + domain).then().statusCode(404);
    }

    @Test
    void an_unverified_domain_gives_nobody_a_name_and_is_no_default() {
        name(here, domain);

        here.administration()
                .body(Map.of("displayName", "Rui", "userPrincipalName", "rui@" + domain))
                .post(Organisation.USERS)
                .then()
                .statusCode(400)
                .body("error.message", containsString("not a domain of this tenant"));
        here.administration()
                .body(Map.of("isDefault", true))
                .patch(DOMAINS + "/" + domain)
                .then()
                .statusCode(400);
        here.administration().get("/v1/tenant").then().body("domains", equalTo(List.of(here.domain())));
    }

    @Test
    void a_domain_people_are_named_in_stays() {
        name(here, domain);
        operator()
                .post("/v1/tenants/" + here.id() + "/domains/" + domain + "/verify")
                .then()
                .statusCode(200);
        String rui = here.administration()
                .body(Map.of("displayName", "Rui", "userPrincipalName", "Rui@" + domain))
                .post(Organisation.USERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        here.administration()
                .delete(DOMAINS + "/" + domain)
                .then()
                .statusCode(409)
                .body("error.message", containsString("named in the domain"));
        here.administration().delete(Organisation.USERS + "/" + rui).then().statusCode(204);
        here.administration().delete(DOMAINS + "/" + domain).then().statusCode(204);
        here.administration().delete(DOMAINS + "/" + here.domain()).then().statusCode(400);
    }

    @Test
    void the_operator_vouches_where_no_resolver_is_asked_and_nobody_else_does() {
        name(here, domain);
        String verify = "/v1/tenants/" + here.id() + "/domains/" + domain + "/verify";

        here.administration().post(verify).then().statusCode(403);
        here.member(DirectoryRole.GLOBAL_ADMINISTRATOR).post(verify).then().statusCode(403);
        operator()
                .post(verify)
                .then()
                .statusCode(200)
                .body("isVerified", equalTo(true), "verifiedBy", equalTo("operator"));
        operator().post(verify).then().statusCode(200);
        operator()
                .post("/v1/tenants/" + here.id() + "/domains/nobody-named.example/verify")
                .then()
                .statusCode(404);
        operator()
                .post("/v1/tenants/" + UUID.randomUUID() + "/domains/" + domain + "/verify")
                .then()
                .statusCode(404);
    }

    @Test
    void of_two_tenants_that_prove_one_domain_at_once_one_wins() throws Exception {
        Organisation other = Organisation.made();
        name(here, domain);
        name(other, domain);
        assertThat(proof(here)).isNotEqualTo(proof(other)).startsWith("homeward-verification=");
        var together = new CyclicBarrier(2);

        List<Integer> statuses = Stream.of(here, other)
                .map(each -> CompletableFuture.supplyAsync(() -> {
                    await(together);
                    return operator()
                            .post("/v1/tenants/" + each.id() + "/domains/" + domain + "/verify")
                            .statusCode();
                }))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        assertThat(Stream.of(here, other).filter(each -> each.administration()
                        .get(DOMAINS + "/" + domain)
                        .<Boolean>path("isVerified")))
                .hasSize(1);
    }

    @Test
    void another_tenants_record_proves_nothing_and_naming_its_domain_says_nothing() {
        Organisation other = Organisation.made();
        name(here, domain);
        operator()
                .post("/v1/tenants/" + here.id() + "/domains/" + domain + "/verify")
                .then()
                .statusCode(200);

        name(other, domain);
        DnsStandIn.says(domain, proof(here));
        other.administration().post(DOMAINS + "/" + domain + "/verify").then().statusCode(400);
        DnsStandIn.says(domain, proof(other));
        other.administration()
                .post(DOMAINS + "/" + domain + "/verify")
                .then()
                .statusCode(409)
                .body("error.code", equalTo("nameAlreadyExists"));
    }

    @Test
    void a_silent_resolver_is_said_to_be_away() {
        name(here, domain);
        DnsStandIn.silent(true);

        here.administration()
                .post(DOMAINS + "/" + domain + "/verify")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("error.code", equalTo("serviceNotAvailable"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nodot",
                "with space.example",
                "-x.example",
                "x..example",
                "ex\u0000.example",
                "ö.example"
            })
    void what_is_no_domain_is_refused(String name) {
        here.administration().body(Map.of("id", name)).post(DOMAINS).then().statusCode(400);
    }

    @Test
    void bad_requests_and_callers_without_the_right_are_refused() {
        here.administration().body(Map.of("id", 7.5)).post(DOMAINS).then().statusCode(400);
        here.administration().body("{}").post(DOMAINS).then().statusCode(400);
        here.administration()
                .body(Map.of("id", here.domain()))
                .post(DOMAINS)
                .then()
                .statusCode(409);
        here.administration().get(DOMAINS + "/nonsense").then().statusCode(404);
        here.administration()
                .body(Map.of("isDefault", false))
                .patch(DOMAINS + "/" + here.domain())
                .then()
                .statusCode(400);
        here.application("Domain.Read.All")
                .body(Map.of("id", domain))
                .post(DOMAINS)
                .then()
                .statusCode(403);
        here.application("Domain.Read.All")
                .get(DOMAINS)
                .then()
                .statusCode(200)
                .body("value.id", hasItem(here.domain()));
        here.member().get(DOMAINS).then().statusCode(403);
        here.technicianOf(Organisation.made(), DirectoryRole.GLOBAL_ADMINISTRATOR)
                .body(Map.of("id", domain))
                .post(DOMAINS)
                .then()
                .statusCode(403);
        here.administration()
                .queryParam("$filter", "isVerified eq true and startswith(id, 't')")
                .get(DOMAINS)
                .then()
                .statusCode(200)
                .body("'@odata.context'", startsWith("http"), "value", hasSize(1));
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
