package io.homeward.tenant.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.Callers;
import io.homeward.vault.Sealed;
import io.homeward.vault.Vault;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class ProviderResourceTest {
    private static final String PROVIDERS = "/v1.0/identity/identityProviders";
    private static final String SECRET = "what only the two of us know";

    @Inject
    TenantDatabase database;

    @Inject
    Vault vault;

    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    private Map<String, Object> wanted() {
        return new HashMap<>(Map.of(
                "@odata.type",
                "#microsoft.graph.openIdConnectIdentityProvider",
                "displayName",
                "Staff",
                "issuer",
                "https://login." + here.domain() + "/realms/staff",
                "clientId",
                "homeward",
                "clientSecret",
                SECRET,
                "inboundClaimMapping",
                Map.of("email", "mail"),
                "homewardDomainHints",
                List.of(here.domain())));
    }

    private String added(Object wanted) {
        return here.administration()
                .body(wanted)
                .post(PROVIDERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void a_provider_is_added_and_its_secret_goes_in_and_never_comes_out() {
        String id = added(wanted());

        String shown = here.administration()
                .get(PROVIDERS + "/" + id)
                .then()
                .statusCode(200)
                .body("'@odata.type'", equalTo("#microsoft.graph.openIdConnectIdentityProvider"))
                .body("wellKnownEndpoint", containsString("/realms/staff/.well-known/openid-configuration"))
                .body("inboundClaimMapping.email", equalTo("mail"), "inboundClaimMapping.sub", equalTo("sub"))
                .body("homewardSecretKept", equalTo(true), "responseType", equalTo("code"))
                .extract()
                .asString();
        var told = Feeds.snapshot("identity-providers", id).orElseThrow();
        var example = Feeds.example("feed-identity-providers.json").get(0);
        assertThat(told.properties().stream().map(Map.Entry::getKey).toList())
                .containsExactlyInAnyOrderElementsOf(
                        example.properties().stream().map(Map.Entry::getKey).toList());
        String kept = database.in(here.id(), handle -> handle.createQuery(
                        "select client_secret from identity_provider where tenant_id = :tenant")
                .bind("tenant", here.id().value())
                .mapTo(String.class)
                .one());
        assertThat(List.of(shown, told.toString(), kept))
                .allSatisfy(text -> assertThat(text).doesNotContain(SECRET));
        assertThat(new String(
                        vault.open("identity-provider/%s/%s".formatted(here.id(), id), new Sealed(kept)),
                        StandardCharsets.UTF_8))
                .isEqualTo(SECRET);
    }

    @Test
    void people_of_its_domains_are_told_to_sign_in_there() {
        String id = added(wanted());
        var realm = Organisation.as(Callers.anonymous()).queryParam("userPrincipalName", "rui@" + here.domain());

        realm.get("/v1/homeRealm")
                .then()
                .statusCode(200)
                .body(
                        "kind",
                        equalTo("federated"),
                        "provider.id",
                        equalTo(id),
                        "provider.displayName",
                        equalTo("Staff"));
        here.administration()
                .body(Map.of("homewardDomainHints", List.of()))
                .patch(PROVIDERS + "/" + id)
                .then()
                .statusCode(204);
        realm.get("/v1/homeRealm").then().body("kind", equalTo("managed"));
    }

    @Test
    void a_change_keeps_what_it_does_not_name_and_a_removal_takes_it_out_of_the_feed() {
        String id = added(wanted());

        here.administration()
                .body(Map.of("displayName", "Everybody", "issuer", "https://other.example", "clientSecret", "another"))
                .patch(PROVIDERS + "/" + id)
                .then()
                .statusCode(204);
        here.administration()
                .get(PROVIDERS + "/" + id)
                .then()
                .body("displayName", equalTo("Everybody"), "clientId", equalTo("homeward"))
                .body("wellKnownEndpoint", equalTo("https://other.example/.well-known/openid-configuration"))
                .body("homewardSecretKept", equalTo(true), "homewardDomainHints", equalTo(List.of(here.domain())));
        here.administration().get(PROVIDERS).then().body("value", hasSize(1));
        here.administration().delete(PROVIDERS + "/" + id).then().statusCode(204);
        here.administration().get(PROVIDERS + "/" + id).then().statusCode(404);
        assertThat(Feeds.lastChange("identity-providers", id).has("body")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, https://other.example",
        "wellKnownEndpoint, https://other.example/.well-known/openid-configuration",
        "clientId, somebody-else"
    })
    void a_kept_secret_is_never_sent_to_another_party(String property, String value) {
        String id = added(wanted());
        String before = here.administration().get(PROVIDERS + "/" + id).asString();

        here.administration()
                .body(Map.of(property, value))
                .patch(PROVIDERS + "/" + id)
                .then()
                .statusCode(400)
                .body("error.message", containsString("clientSecret"));
        assertThat(here.administration().get(PROVIDERS + "/" + id).asString()).isEqualTo(before);
        here.administration()
                .body(Map.of(property, value, "clientSecret", "another"))
                .patch(PROVIDERS + "/" + id)
                .then()
                .statusCode(204);
    }

    @Test
    void a_domain_is_hinted_at_by_its_owner_and_by_one_provider() {
        var foreign = wanted();
        foreign.put("homewardDomainHints", List.of(Organisation.made().domain()));
        here.administration().body(foreign).post(PROVIDERS).then().statusCode(400);
        added(wanted());
        here.administration().body(wanted()).post(PROVIDERS).then().statusCode(400);
        var same = wanted();
        same.put("homewardDomainHints", List.of());
        here.administration().body(same).post(PROVIDERS).then().statusCode(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{}",
                "{\"displayName\": \"A\", \"clientId\": \"c\"}",
                "{\"displayName\": \"A\", \"clientId\": \"c\", \"issuer\": \"http://plain.example\"}",
                "{\"displayName\": \"A\", \"clientId\": \"c\", \"issuer\": \"https://a.example?x=1\"}",
                "{\"displayName\": \"A\", \"clientId\": \"c\", \"issuer\": \"https://u:p@a.example\"}",
                "{\"displayName\": \"A\", \"clientId\": \"c\", \"issuer\": \"file:///etc/passwd\"}",
                "{\"displayName\": \"A\", \"clientId\": 7, \"issuer\": \"https://a.example\"}",
                "{\"displayName\": \"A\\u0000\", \"clientId\": \"c\", \"issuer\": \"https://a.example\"}",
                "{\"displayName\": \"A\", \"clientId\": \"c\", \"issuer\": \"https://a.example\", \"scope\": \"email\"}",
                "{\"displayName\": \"A\", \"clientId\": \"c\", \"issuer\": \"https://a.example\", \"responseType\": \"token\"}",
                "{\"displayName\": \"A\", \"clientId\": \"c\", \"issuer\": \"https://a.example\", \"inboundClaimMapping\": {\"sub\": \"email\"}}",
                "{\"displayName\": \"A\", \"clientId\": \"c\", \"issuer\": \"https://a.example\", \"inboundClaimMapping\": {\"shoe\": \"size\"}}",
                "{\"displayName\": \"A\", \"clientId\": \"c\", \"issuer\": \"https://a.example\", \"certificate\": \"x\"}",
                "{\"@odata.type\": \"#microsoft.graph.samlOrWsFedProvider\", \"displayName\": \"A\"}"
            })
    void what_is_no_provider_is_refused(String body) {
        here.administration().body(body).post(PROVIDERS).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://10.0.0.7/realms/x",
                "https://172.16.3.4/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://100.100.100.200/",
                "https://[fd00:ec2::254]/",
                "https://[fe80::1]/",
                "https://0.0.0.0/",
                "https://metadata.google.internal/",
                "https://keycloak/",
                "https://keycloak.default.svc.cluster.local/",
                "http://localhost:8181/"
            })
    void an_address_inside_is_refused_wherever_it_is_named(String inside) {
        String id = added(Map.of(
                "displayName", "Outside", "clientId", "c", "issuer", "https://login.example/", "clientSecret", "s"));

        for (String property : List.of("issuer", "wellKnownEndpoint")) {
            var wanted = wanted();
            wanted.put(property, inside);
            here.administration()
                    .body(wanted)
                    .post(PROVIDERS)
                    .then()
                    .statusCode(400)
                    .body("error.message", containsString(property));
            here.administration()
                    .body(Map.of(property, inside, "clientSecret", "s"))
                    .patch(PROVIDERS + "/" + id)
                    .then()
                    .statusCode(400)
                    .body("error.message", containsString(property));
        }
    }

    @Test
    void what_the_operator_allows_inside_is_named_on_its_port_alone() {
        added(Map.of("displayName", "Trial", "clientId", "c", "issuer", "http://localhost:8180/realms/trial"));
    }

    @Test
    void it_needs_the_right_and_is_never_delegated() {
        here.application("IdentityProvider.Read.All")
                .body(wanted())
                .post(PROVIDERS)
                .then()
                .statusCode(403);
        here.application("IdentityProvider.Read.All").get(PROVIDERS).then().statusCode(200);
        here.member(DirectoryRole.SECURITY_ADMINISTRATOR)
                .body(wanted())
                .post(PROVIDERS)
                .then()
                .statusCode(403);
        here.technicianOf(Organisation.made(), DirectoryRole.GLOBAL_ADMINISTRATOR)
                .body(wanted())
                .post(PROVIDERS)
                .then()
                .statusCode(403);
        here.administration().get(PROVIDERS + "/nonsense").then().statusCode(404);
        here.administration().delete(PROVIDERS + "/" + UUID.randomUUID()).then().statusCode(404);
    }
}
