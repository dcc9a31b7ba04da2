package io.homeward.systemtest.graph;

import static io.homeward.systemtest.graph.GraphClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.identity.conditionalaccess.evaluate.EvaluatePostRequestBody;
import com.microsoft.graph.models.ApplicationContext;
import com.microsoft.graph.models.ConditionalAccessApplications;
import com.microsoft.graph.models.ConditionalAccessClientApp;
import com.microsoft.graph.models.ConditionalAccessConditionSet;
import com.microsoft.graph.models.ConditionalAccessGrantControl;
import com.microsoft.graph.models.ConditionalAccessGrantControls;
import com.microsoft.graph.models.ConditionalAccessLocations;
import com.microsoft.graph.models.ConditionalAccessPolicy;
import com.microsoft.graph.models.ConditionalAccessPolicyState;
import com.microsoft.graph.models.ConditionalAccessUsers;
import com.microsoft.graph.models.CountryNamedLocation;
import com.microsoft.graph.models.IPv4CidrRange;
import com.microsoft.graph.models.IPv6CidrRange;
import com.microsoft.graph.models.IpNamedLocation;
import com.microsoft.graph.models.NamedLocation;
import com.microsoft.graph.models.RiskLevel;
import com.microsoft.graph.models.SignInConditions;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserSignIn;
import com.microsoft.graph.models.WhatIfAnalysisResult;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.homeward.local.sample.Organisation;
import io.homeward.systemtest.RunningSuite;
import io.homeward.systemtest.RunningSuite.Installation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Conditional access through the official SDK: policies, named locations, templates, what-if. */
@ExtendWith(RunningSuite.class)
class ConditionalAccessSdkTest {

    @Test
    void a_policy_lives_from_post_to_delete(Installation installation) {
        GraphServiceClient graph = graph(installation, "sdkpolicy");

        ConditionalAccessPolicy made =
                graph.identity().conditionalAccess().policies().post(userRisk("Risk: MFA and a new password"));
        assertThat(made.getId()).isNotEmpty();
        assertThat(made.getConditions().getUserRiskLevels()).containsExactly(RiskLevel.High);
        assertThat(made.getConditions().getUsers().getExcludeGroups())
                .as("absent lists come back empty")
                .isEmpty();
        assertThat(made.getSessionControls())
                .as("absent sections come back null")
                .isNull();

        var change = new ConditionalAccessPolicy();
        change.setState(ConditionalAccessPolicyState.Disabled);
        graph.identity()
                .conditionalAccess()
                .policies()
                .byConditionalAccessPolicyId(made.getId())
                .patch(change);
        assertThat(graph.identity()
                        .conditionalAccess()
                        .policies()
                        .get(asked -> {
                            asked.queryParameters.filter = "state eq 'disabled'";
                            asked.queryParameters.top = 999;
                        })
                        .getValue())
                .extracting(ConditionalAccessPolicy::getId)
                .containsExactly(made.getId());

        graph.identity()
                .conditionalAccess()
                .policies()
                .byConditionalAccessPolicyId(made.getId())
                .delete();
        assertThat(refused(() -> graph.identity()
                                .conditionalAccess()
                                .policies()
                                .byConditionalAccessPolicyId(made.getId())
                                .get())
                        .getResponseStatusCode())
                .isEqualTo(404);
    }

    @Test
    void a_password_change_that_could_never_work_is_refused_by_its_number(Installation installation) {
        GraphServiceClient graph = graph(installation, "sdkinvalid");
        ConditionalAccessPolicy wrong = userRisk("Password change alone");
        wrong.getGrantControls().setBuiltInControls(List.of(ConditionalAccessGrantControl.PasswordChange));

        var refusal =
                refused(() -> graph.identity().conditionalAccess().policies().post(wrong));

        assertThat(refusal.getResponseStatusCode()).isEqualTo(400);
        assertThat(refusal.getError()
                        .getInnerError()
                        .getAdditionalData()
                        .get("message")
                        .toString())
                .startsWith("1032");
    }

    @Test
    void named_locations_are_of_two_kinds_and_a_policy_names_them(Installation installation) {
        GraphServiceClient graph = graph(installation, "sdkplaces");
        var offices = new IpNamedLocation();
        offices.setDisplayName("Offices");
        offices.setIsTrusted(true);
        var range = new IPv4CidrRange();
        range.setCidrAddress("198.51.100.0/24");
        var range6 = new IPv6CidrRange();
        range6.setCidrAddress("2001:db8:77::/48");
        offices.setIpRanges(List.of(range, range6));
        NamedLocation made =
                graph.identity().conditionalAccess().namedLocations().post(offices);
        assertThat(made).isInstanceOf(IpNamedLocation.class);

        var countries = new CountryNamedLocation();
        countries.setDisplayName("Where we work");
        countries.setCountriesAndRegions(List.of("NO", "SE"));
        countries.setIncludeUnknownCountriesAndRegions(false);
        NamedLocation countriesMade =
                graph.identity().conditionalAccess().namedLocations().post(countries);
        assertThat(graph.identity().conditionalAccess().namedLocations().get().getValue())
                .extracting(each -> each.getClass().getSimpleName())
                .containsExactlyInAnyOrder("IpNamedLocation", "CountryNamedLocation");

        ConditionalAccessPolicy policy = userRisk("Nowhere else");
        policy.getConditions().setUserRiskLevels(null);
        policy.getGrantControls().setBuiltInControls(List.of(ConditionalAccessGrantControl.Block));
        policy.getConditions().setLocations(new ConditionalAccessLocations());
        policy.getConditions().getLocations().setIncludeLocations(List.of("All"));
        policy.getConditions().getLocations().setExcludeLocations(List.of(countriesMade.getId(), "AllTrusted"));
        policy.setState(ConditionalAccessPolicyState.EnabledForReportingButNotEnforced);
        graph.identity().conditionalAccess().policies().post(policy);
        var inUse = refused(() -> graph.identity()
                .conditionalAccess()
                .namedLocations()
                .byNamedLocationId(countriesMade.getId())
                .delete());
        assertThat(inUse.getResponseStatusCode()).as("a policy names it").isIn(400, 409);
        var trusted = refused(() -> graph.identity()
                .conditionalAccess()
                .namedLocations()
                .byNamedLocationId(made.getId())
                .delete());
        assertThat(trusted.getResponseStatusCode()).as("it is trusted").isIn(400, 409);
    }

    @Test
    void what_if_says_which_policies_would_apply_and_why_others_would_not(Installation installation) {
        Organisation organisation = installation.organisation("sdkwhatif");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);
        User ada = graph.users().post(DirectorySdkTest.user(organisation, "ada"));
        graph.identity().conditionalAccess().policies().post(userRisk("High user risk"));

        List<WhatIfAnalysisResult> high = graph.identity()
                .conditionalAccess()
                .evaluate()
                .post(question(ada, RiskLevel.High))
                .getValue();
        List<WhatIfAnalysisResult> low = graph.identity()
                .conditionalAccess()
                .evaluate()
                .post(question(ada, RiskLevel.Low))
                .getValue();

        assertThat(high).singleElement().satisfies(result -> {
            assertThat(result.getDisplayName()).isEqualTo("High user risk");
            assertThat(result.getPolicyApplies()).isTrue();
        });
        assertThat(low).singleElement().satisfies(result -> {
            assertThat(result.getPolicyApplies()).isFalse();
            assertThat(result.getAnalysisReasons()).isNotEmpty();
        });
    }

    private static EvaluatePostRequestBody question(User user, RiskLevel userRisk) {
        var question = new EvaluatePostRequestBody();
        var identity = new UserSignIn();
        identity.setUserId(user.getId());
        question.setSignInIdentity(identity);
        var context = new ApplicationContext();
        context.setIncludeApplications(List.of("All"));
        question.setSignInContext(context);
        var conditions = new SignInConditions();
        conditions.setClientAppType(ConditionalAccessClientApp.Browser);
        conditions.setUserRiskLevel(userRisk);
        question.setSignInConditions(conditions);
        question.setAppliedPoliciesOnly(false);
        return question;
    }

    @Test
    void templates_are_read_with_all_they_say(Installation installation) {
        GraphServiceClient graph = graph(installation, "sdktemplates");

        var templates = graph.identity().conditionalAccess().templates().get().getValue();

        assertThat(templates).isNotEmpty().allSatisfy(template -> {
            assertThat(template.getName()).isNotEmpty();
            assertThat(template.getDetails().getConditions().getUsers()).isNotNull();
        });
    }

    private static GraphServiceClient graph(Installation installation, String name) {
        return GraphClient.of(installation.door().edge(), installation.organisation(name));
    }

    static ConditionalAccessPolicy userRisk(String name) {
        var policy = new ConditionalAccessPolicy();
        policy.setDisplayName(name);
        policy.setState(ConditionalAccessPolicyState.Enabled);
        var conditions = new ConditionalAccessConditionSet();
        conditions.setUserRiskLevels(List.of(RiskLevel.High));
        conditions.setClientAppTypes(List.of(ConditionalAccessClientApp.All));
        conditions.setApplications(new ConditionalAccessApplications());
        conditions.getApplications().setIncludeApplications(List.of("All"));
        conditions.setUsers(new ConditionalAccessUsers());
        conditions.getUsers().setIncludeUsers(List.of("All"));
        policy.setConditions(conditions);
        var grant = new ConditionalAccessGrantControls();
        grant.setOperator("AND");
        grant.setBuiltInControls(
                List.of(ConditionalAccessGrantControl.Mfa, ConditionalAccessGrantControl.PasswordChange));
        policy.setGrantControls(grant);
        return policy;
    }
}
