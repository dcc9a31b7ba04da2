package io.homeward.tenant.strength;

import static io.homeward.tenant.Organisation.POLICIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.feed.FeedJson;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class StrengthResourceTest {
    private static final String STRENGTHS = "/v1.0/identity/conditionalAccess/authenticationStrength/policies";
    private static final String ALIAS = "/beta/policies/authenticationStrengthPolicies";
    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    private String added(String name, String... combinations) {
        return here.administration()
                .body(Map.of("displayName", name, "allowedCombinations", List.of(combinations)))
                .post(STRENGTHS)
                .then()
                .statusCode(201)
                .body("policyType", equalTo("custom"), "requirementsSatisfied", equalTo("mfa"))
                .extract()
                .path("id");
    }

    private Set<FactorKind> accepted() throws Exception {
        return FeedJson.mapper()
                .treeToValue(Feeds.snapshot("rules", here.id()).orElseThrow(), TenantRules.class)
                .policies()
                .getFirst()
                .grant()
                .accepted()
                .orElseThrow();
    }

    @Test
    void three_strengths_are_there_for_everybody_and_cannot_be_changed() {
        here.administration()
                .queryParam("$filter", "policyType eq 'builtIn'")
                .get(ALIAS)
                .then()
                .statusCode(200)
                .body("value", hasSize(3))
                .body("value.id", hasItem("00000000-0000-0000-0000-000000000004"));
        String mfa = STRENGTHS + "/00000000-0000-0000-0000-000000000002";
        here.administration()
                .get(mfa)
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Multifactor authentication"));
        here.administration().body(Map.of("displayName", "x")).patch(mfa).then().statusCode(400);
        here.administration().delete(mfa).then().statusCode(400);
    }

    @Test
    void a_strength_of_ones_own_is_demanded_by_policies_and_changed_with_them() throws Exception {
        String id = added("Passkey or app", "fido2", "softwareOath, password");
        ObjectNode policy = (ObjectNode) Feeds.example("conditional-access-policy-request.json");
        policy.withObject("/conditions").putArray("userRiskLevels");
        policy.withObject("/grantControls").putArray("builtInControls");
        policy.withObject("/grantControls").putObject("authenticationStrength").put("id", id);
        here.administration().body(policy.toString()).post(POLICIES).then().statusCode(201);
        assertThat(accepted()).containsExactlyInAnyOrder(FactorKind.PASSKEY, FactorKind.SECURITY_KEY, FactorKind.TOTP);

        here.administration()
                .body(Map.of("allowedCombinations", List.of("fido2")))
                .post(STRENGTHS + "/" + id + "/updateAllowedCombinations")
                .then()
                .statusCode(200)
                .body("previousCombinations", hasSize(2), "currentCombinations", equalTo(List.of("fido2")));
        assertThat(accepted()).containsExactlyInAnyOrder(FactorKind.PASSKEY, FactorKind.SECURITY_KEY);
        here.administration()
                .body(Map.of("displayName", "Passkey", "description", "Nothing else"))
                .patch(ALIAS + "/" + id)
                .then()
                .statusCode(204);
        here.administration()
                .get(STRENGTHS + "/" + id)
                .then()
                .body("displayName", equalTo("Passkey"), "description", equalTo("Nothing else"));
        here.administration()
                .delete(STRENGTHS + "/" + id)
                .then()
                .statusCode(400)
                .body("error.message", containsString("R-01"));
    }

    @Test
    void a_strength_that_makes_no_sense_is_refused_by_name() {
        added("Taken", "fido2");
        here.administration()
                .body(Map.of("displayName", "taken", "allowedCombinations", List.of("fido2")))
                .post(STRENGTHS)
                .then()
                .statusCode(409);
        for (var one : Map.of(
                        "smoke,mirrors", "'smoke,mirrors' is not a combination",
                        "password", "'password' is not a combination",
                        "windowsHelloForBusiness", "nobody could pass")
                .entrySet()) {
            here.administration()
                    .body(Map.of("displayName", "x", "allowedCombinations", List.of(one.getKey())))
                    .post(STRENGTHS)
                    .then()
                    .statusCode(400)
                    .body("error.message", containsString(one.getValue()));
        }
        here.administration()
                .body(Map.of("displayName", "x", "allowedCombinations", List.of()))
                .post(STRENGTHS)
                .then()
                .statusCode(400);
        for (String property : List.of("displayName", "description")) {
            var body = new HashMap<String, Object>(Map.of("displayName", "x", "allowedCombinations", List.of("fido2")));
            body.put(property, "a\u0000b");
            here.administration()
                    .body(body)
                    .post(STRENGTHS)
                    .then()
                    .statusCode(400)
                    .body("error.message", containsString("control characters"));
        }
        here.administration().get(STRENGTHS + "/nonsense").then().statusCode(404);
    }

    @Test
    void a_policy_names_no_strength_of_another_tenant() {
        String theirs = added("Theirs", "fido2");
        Organisation other = Organisation.made();
        ObjectNode policy = (ObjectNode) Feeds.example("conditional-access-policy-request.json");
        policy.withObject("/conditions").putArray("userRiskLevels");
        policy.withObject("/grantControls").putArray("builtInControls");
        policy.withObject("/grantControls").putObject("authenticationStrength").put("id", theirs);

        other.administration()
                .body(policy.toString())
                .post(POLICIES)
                .then()
                .statusCode(400)
                .body("error.innerError.message", containsString("authentication strength"));
        other.administration().get(STRENGTHS).then().body("value", hasSize(3));
    }
}
