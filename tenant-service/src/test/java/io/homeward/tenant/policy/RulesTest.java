package io.homeward.tenant.policy;

import static io.homeward.accessrules.DirectoryRole.CONDITIONAL_ACCESS_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static io.homeward.tenant.Organisation.POLICIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.feed.FeedJson;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class RulesTest {
    private Organisation here;

    @Inject
    Policies policies;

    @Inject
    Registrations registrations;

    @Inject
    Clock clock;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    private static JsonNode policy() {
        return Feeds.example("conditional-access-policy-request.json");
    }

    private Author author() {
        return Author.system("a test", clock.instant());
    }

    /** Another one each time. */
    private RegistrationPolicy registration() {
        return new RegistrationPolicy(
                !registrations.find(here.id()).value().enabled(), RegistrationPolicy.NONE.people());
    }

    private TenantRules published() throws Exception {
        return FeedJson.mapper()
                .treeToValue(Feeds.lastChange("rules", here.id()).path("body"), TenantRules.class);
    }

    @Test
    void a_policy_is_added_shown_changed_and_removed_and_the_feed_says_so() throws Exception {
        var added = here.administration()
                .body(policy().toString())
                .post(POLICIES)
                .then()
                .statusCode(201)
                .header("Location", containsString(POLICIES))
                .body(
                        "state", equalTo("enabled"),
                        "modifiedDateTime", nullValue(),
                        "createdDateTime", notNullValue(),
                        "conditions.locations", nullValue(),
                        "conditions.signInRiskLevels", hasSize(0),
                        "grantControls.builtInControls", equalTo(List.of("mfa", "passwordChange")),
                        "'@homeward.lint'", hasSize(0))
                .extract();
        String id = added.path("id");
        assertThat(published().policies()).hasSize(1);

        here.administration()
                .body(Map.of("state", "enabledForReportingButNotEnforced"))
                .patch(POLICIES + "/" + id)
                .then()
                .statusCode(204);
        here.administration()
                .get(POLICIES + "/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("enabledForReportingButNotEnforced"), "modifiedDateTime", notNullValue());
        here.administration()
                .queryParam("$filter", "state eq 'enabledForReportingButNotEnforced'")
                .queryParam("$top", 999)
                .get(POLICIES)
                .then()
                .statusCode(200)
                .body("value.id", equalTo(List.of(id)));

        here.administration().delete(POLICIES + "/" + id).then().statusCode(204);
        here.administration().delete(POLICIES + "/" + id).then().statusCode(404);
        here.administration().get(POLICIES + "/" + id).then().statusCode(404);
        assertThat(published().policies()).isEmpty();
    }

    @Test
    void a_policy_that_breaks_a_rule_is_refused_with_the_number_scripts_know() {
        ObjectNode policy = policy().deepCopy();
        policy.withObject("/grantControls").putArray("builtInControls").add("passwordChange");

        here.administration()
                .body(policy.toString())
                .post(POLICIES)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("BadRequest"))
                .body(
                        "error.innerError.message",
                        containsString(
                                "1032: ConditionalActionPolicy validation failed due to InvalidPasswordResetControl."));
        policy.withObject("/conditions").putArray("clientAppTypes");
        here.administration()
                .body(policy.toString())
                .post(POLICIES)
                .then()
                .statusCode(400)
                .body(
                        "error.innerError.message",
                        containsString("1064: 'clientAppTypes' condition does not support []"));
    }

    @Test
    void mfa_alone_for_user_risk_is_remarked_upon() {
        ObjectNode policy = policy().deepCopy();
        policy.withObject("/grantControls").putArray("builtInControls").add("mfa");

        here.administration()
                .body(policy.toString())
                .post(POLICIES)
                .then()
                .statusCode(201)
                .body("'@homeward.lint'.kind", hasItem("mfaAloneClosesNoUserRisk"));
    }

    @Test
    void rules_are_written_by_those_who_may_and_read_by_more() {
        here.member(CONDITIONAL_ACCESS_ADMINISTRATOR)
                .body(policy().toString())
                .post(POLICIES)
                .then()
                .statusCode(201);
        here.member(SECURITY_READER)
                .body(policy().toString())
                .post(POLICIES)
                .then()
                .statusCode(403);
        here.member(SECURITY_READER).get(POLICIES).then().statusCode(200);
        here.member().get(POLICIES).then().statusCode(403);
        here.application("Policy.Read.All")
                .body(policy().toString())
                .post(POLICIES)
                .then()
                .statusCode(403);
        here.member(CONDITIONAL_ACCESS_ADMINISTRATOR)
                .body(Map.of("enabled", true))
                .put("/v1/registrationPolicy")
                .then()
                .statusCode(403);
        here.member(SECURITY_ADMINISTRATOR)
                .body(Map.of("enabled", true))
                .put("/v1/registrationPolicy")
                .then()
                .statusCode(200);
    }

    @Test
    void the_registration_policy_is_replaced_and_published() throws Exception {
        String group = here.group("spared");
        String etag = here.administration()
                .get("/v1/registrationPolicy")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false))
                .extract()
                .header("ETag");

        here.administration()
                .header("If-Match", etag)
                .body(Map.of("enabled", true, "includeUsers", List.of("All"), "excludeGroups", List.of(group)))
                .put("/v1/registrationPolicy")
                .then()
                .statusCode(200)
                .body("includeUsers", equalTo(List.of("All")), "excludeGroups", equalTo(List.of(group)));

        RegistrationPolicy now = published().registration();
        assertThat(now.enabled()).isTrue();
        assertThat(now.people().include().everyone()).isTrue();
        assertThat(now.people().exclude().groups()).hasSize(1);
        here.administration()
                .header("If-Match", etag)
                .body(Map.of("enabled", false))
                .put("/v1/registrationPolicy")
                .then()
                .statusCode(412)
                .contentType("application/problem+json");
        assertThat(published().registration().enabled()).isTrue();
    }

    @Test
    void what_is_asked_of_outsiders_can_be_stricter_and_never_looser() throws Exception {
        here.administration()
                .get("/v1/externalAccess")
                .then()
                .statusCode(200)
                .body("threshold", equalTo("high"), "mfaAccepted", equalTo(false));
        here.administration()
                .body(Map.of("threshold", "low", "mfaAccepted", true, "requireRemediated", true))
                .put("/v1/externalAccess")
                .then()
                .statusCode(200)
                .body("threshold", equalTo("low"));
        assertThat(published().externalAccess().requireRemediated()).isTrue();
        assertThat(published().externalAccess().mfaTrust().byDefault()).isTrue();

        here.administration()
                .body(Map.of("threshold", "none"))
                .put("/v1/externalAccess")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("D13"));
        here.administration()
                .body(Map.of("threshold", "whatever"))
                .put("/v1/externalAccess")
                .then()
                .statusCode(400)
                .body("detail", containsString("whatever"));
        here.administration()
                .body(Map.of("distrustedHomes", List.of("nonsense")))
                .put("/v1/externalAccess")
                .then()
                .statusCode(400)
                .body("detail", containsString("nonsense"));
        assertThat(published().externalAccess().threshold().wireName()).isEqualTo("low");
    }

    @Test
    void two_writers_of_one_tenants_rules_never_lose_each_others_change() throws Exception {
        int writers = 4;
        int each = 5;
        var together = new CyclicBarrier(writers);
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var running = new ArrayList<Future<?>>();
            for (int writer = 0; writer < writers; writer++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        together.await();
                        policies.add(here.id(), GraphPolicy.of(policy()), author());
                        registrations.replace(here.id(), registration(), number -> {}, author());
                    }
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }

        var last = published();
        assertThat(last.policies()).hasSize(writers * each);
        assertThat(new HashSet<>(last.policies())).hasSize(writers * each);
        assertThat(FeedJson.mapper()
                        .treeToValue(Feeds.snapshot("rules", here.id()).orElseThrow(), TenantRules.class))
                .isEqualTo(last);
        assertThat(registrations.find(here.id()).number()).isGreaterThan(1);
        here.administration()
                .get("/v1/conditionalAccess/versions?top=200")
                .then()
                .body(
                        "value[0].number",
                        equalTo(writers * each
                                + (int) registrations.find(here.id()).number()));
    }

    @Test
    void of_two_who_have_read_the_same_settings_one_writes() throws Exception {
        long seen = registrations.find(here.id()).number();
        int refused = 0;
        try (var threads = Executors.newFixedThreadPool(2)) {
            var running = new ArrayList<Future<?>>();
            for (int writer = 0; writer < 2; writer++) {
                RegistrationPolicy wanted = new RegistrationPolicy(true, RegistrationPolicy.NONE.people());
                running.add(threads.submit(() -> registrations.replace(
                        here.id(),
                        wanted,
                        number -> {
                            if (number != seen) {
                                throw GraphRefusal.preconditionFailed();
                            }
                        },
                        author())));
            }
            for (Future<?> future : running) {
                try {
                    future.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(GraphRefusal.class);
                    refused++;
                }
            }
        }
        assertThat(refused).isEqualTo(1);
        assertThat(registrations.find(here.id()).number()).isEqualTo(seen + 1);
    }
}
