package io.homeward.tenant.trial;

import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static io.homeward.tenant.Organisation.POLICIES;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RunningService
class EvaluateResourceTest {
    private static final String EVALUATE = "/v1.0/identity/conditionalAccess/evaluate";
    private Organisation here;
    private PersonId ana;
    private String risky;
    private String disabled;

    @BeforeEach
    void begin() {
        here = Organisation.made();
        ana = here.person("ana");
        ObjectNode policy = (ObjectNode) Feeds.example("conditional-access-policy-request.json");
        risky = added(policy);
        disabled = added(policy.deepCopy().put("displayName", "Off").put("state", "disabled"));
    }

    private String added(ObjectNode policy) {
        return here.administration()
                .body(policy.toString())
                .post(POLICIES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ObjectNode question(Object user, String conditions) {
        return (ObjectNode) Feeds.read("""
                {"signInIdentity":{"@odata.type":"#microsoft.graph.userSignIn","userId":"%s"},
                 "signInContext":{"@odata.type":"#microsoft.graph.applicationContext","includeApplications":["%s"]},
                 "signInConditions":%s,"appliedPoliciesOnly":false}""".formatted(user, UUID.randomUUID(), conditions));
    }

    @Test
    void each_policy_says_whether_it_applies_and_why_not_and_all_together_what_would_happen() {
        here.member(SECURITY_READER)
                .body(question(
                                ana,
                                "{\"userRiskLevel\":\"high\",\"signInRiskLevel\":\"none\",\"deviceInfo\":{\"isCompliant\":true}}")
                        .toString())
                .post(EVALUATE)
                .then()
                .statusCode(200)
                .body("'@odata.context'", containsString("$metadata#Collection(microsoft.graph.whatIfAnalysisResult)"))
                .body("value", hasSize(2))
                .body("value.find { it.id == '%s' }.policyApplies".formatted(risky), equalTo(true))
                .body("value.find { it.id == '%s' }.analysisReasons".formatted(risky), equalTo("notSet"))
                .body("value.find { it.id == '%s' }.policyApplies".formatted(disabled), equalTo(false))
                .body("value.find { it.id == '%s' }.analysisReasons".formatted(disabled), equalTo("policyNotEnabled"))
                .body("'@homeward.outcome'.rule", equalTo("H8"))
                .body("'@homeward.outcome'.code", equalTo(50135))
                .body("'@homeward.outcome'.asks", equalTo(List.of("mfa", "passwordChange")))
                .body("'@homeward.outcome'.controls", equalTo(List.of("mfa", "passwordChange")))
                .body("'@homeward.outcome'.assumed", hasItem("capability"));
    }

    @Test
    void only_what_applies_is_shown_where_only_that_is_asked_for() {
        here.administration()
                .body(question(ana, "{\"userRiskLevel\":\"none\",\"signInRiskLevel\":\"none\"}")
                        .put("appliedPoliciesOnly", true)
                        .toString())
                .post("/beta/identity/conditionalAccess/evaluate")
                .then()
                .statusCode(200)
                .body("value", hasSize(0))
                .body("'@homeward.outcome'.rule", equalTo("H1"));
    }

    @Test
    void what_is_not_said_is_not_enough_information() {
        here.administration()
                .body(question(ana, "{}").toString())
                .post(EVALUATE)
                .then()
                .statusCode(200)
                .body("value.find { it.id == '%s' }.policyApplies".formatted(risky), equalTo(false))
                .body(
                        "value.find { it.id == '%s' }.analysisReasons".formatted(risky),
                        containsString("notEnoughInformation"));
    }

    @Test
    void a_technician_is_asked_about_by_his_kind() {
        ObjectNode question = question(ana, "{\"userRiskLevel\":\"high\",\"signInRiskLevel\":\"none\"}");
        question.withObject("/signInIdentity")
                .put("externalUserType", "serviceProvider")
                .put("externalTenantId", UUID.randomUUID().toString())
                .remove("userId");
        here.administration()
                .body(question.toString())
                .post(EVALUATE)
                .then()
                .statusCode(200)
                .body("'@homeward.outcome'.decision", equalTo("refused"))
                .body("'@homeward.outcome'.code", equalTo(530034));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /signInIdentity/@odata.type | "#microsoft.graph.servicePrincipalSignIn" | 'servicePrincipalSignIn' is not evaluated
                    /signInIdentity/userId | "me" | 'me' is not a value of 'userId'
                    /signInIdentity/userId | "9a1b2c3d-0000-4000-8000-00000000b9c1" | is not the id of a user
                    /signInIdentity/userId | null | names a 'userId'
                    /signInIdentity/externalUserType | "martian" | 'martian' is not a value
                    /signInContext/@odata.type | "#microsoft.graph.authContext" | 'authContext' is not evaluated
                    /signInContext/includeApplications | ["mail"] | 'mail' is not a value
                    /signInConditions/userRiskLevel | "severe" | 'severe' is not a value
                    /signInConditions/ipAddress | "here" | 'here' is not a value of 'ipAddress'
                    /signInConditions/country | "Portugal" | 'Portugal' is not a value
                    /signInConditions/devicePlatform | "amiga" | 'amiga' is not a value
                    /signInContext | null | 'signInContext' is required
                    /surprise | 1 | 'surprise' does not exist
                    """)
    void what_is_not_understood_is_named(String pointer, String value, String reason) {
        ObjectNode body = question(ana, "{}");
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = slash == 0 ? body : body.withObject(pointer.substring(0, slash));
        parent.set(pointer.substring(slash + 1), Feeds.read(value));
        here.administration()
                .body(body.toString())
                .post(EVALUATE)
                .then()
                .statusCode(400)
                .body("error.message", containsString(reason));
    }
}
