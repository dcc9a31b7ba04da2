package io.homeward.tenant.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RiskStandIn;
import io.homeward.tenant.RunningService;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@RunningService
class DryRunResourceTest {
    private static final String DRY_RUN = "/v1/conditionalAccess/dryRun";

    private static String proposal() {
        ObjectNode body = (ObjectNode) Feeds.read("{\"days\":30}");
        body.putArray("policies").add(Feeds.example("conditional-access-policy-request.json"));
        return body.toString();
    }

    @Test
    void whoever_is_at_risk_now_is_named_although_he_has_not_signed_in() {
        Organisation here = Organisation.made();
        PersonId ana = here.person("ana");
        PersonId rui = here.person("rui");
        RiskStandIn.recorded(
                here.id(),
                """
                [{"id":"1","at":"%s","person":"%s","interactive":true,"level":"none","userLevel":"none"},
                 {"id":"2","at":"%s","person":"%s","interactive":true,"level":"none","userLevel":"none"}]""".formatted(Instant.now(), ana, Instant.now(), UUID.randomUUID()),
                "[{\"person\":\"%s\",\"level\":\"high\",\"state\":\"atRisk\"}]".formatted(rui));

        here.administration()
                .body(proposal())
                .post(DRY_RUN)
                .then()
                .statusCode(200)
                .body("considered", equalTo(2), "affected", equalTo(1), "complete", equalTo(true))
                .body("people", hasSize(1))
                .body("people[0].displayName", equalTo("rui"), "people[0].signedIn", equalTo(false))
                .body("people[0].changes.change.contains('newPassword')", equalTo(true))
                .body("people[0].changes[0].by[0].displayName", containsString("R-01"));
        here.administration().get(Organisation.POLICIES).then().body("value", hasSize(0));
    }

    private static String signIn(int nth, PersonId person, String userLevel) {
        return "{\"id\":\"%d\",\"at\":\"%s\",\"person\":\"%s\",\"interactive\":true,\"level\":\"none\",\"userLevel\":\"%s\"}"
                .formatted(nth, Instant.now(), person, userLevel);
    }

    private static String risky(PersonId person) {
        return "{\"person\":\"%s\",\"level\":\"high\",\"state\":\"atRisk\"}".formatted(person);
    }

    @Test
    void all_pages_are_walked_and_whoever_signed_in_on_any_of_them_is_counted_once() {
        Organisation here = Organisation.made();
        PersonId ana = here.person("ana");
        PersonId rui = here.person("rui");
        PersonId eva = here.person("eva");
        RiskStandIn.pages(
                here.id(),
                "sign-in-facts",
                List.of(
                        "[%s,%s]".formatted(signIn(1, ana, "high"), signIn(2, rui, "none")),
                        "[%s]".formatted(signIn(3, ana, "high")),
                        "[%s,%s]".formatted(signIn(4, ana, "high"), signIn(5, rui, "high"))));
        RiskStandIn.pages(
                here.id(), "people-at-risk", List.of("[%s]".formatted(risky(rui)), "[%s]".formatted(risky(eva)), "[]"));

        here.administration()
                .body(proposal())
                .post(DRY_RUN)
                .then()
                .statusCode(200)
                .body("considered", equalTo(6), "affected", equalTo(5), "complete", equalTo(true))
                .body("people.displayName", containsInAnyOrder("ana", "rui", "eva"))
                .body("people.find { it.displayName == 'ana' }.changes[0].count", equalTo(3))
                .body("people.find { it.displayName == 'rui' }.changes[0].count", equalTo(1))
                .body("people.find { it.displayName == 'rui' }.signedIn", equalTo(true))
                .body("people.find { it.displayName == 'eva' }.signedIn", equalTo(false));
    }

    @Test
    void half_of_the_sign_ins_is_no_answer() {
        Organisation here = Organisation.made();
        PersonId ana = here.person("ana");
        RiskStandIn.recorded(here.id(), "[]", "[]");
        RiskStandIn.pages(here.id(), "sign-in-facts", List.of("[%s]".formatted(signIn(1, ana, "high")), "[]"));
        here.administration().body(proposal()).post(DRY_RUN).then().statusCode(200);

        RiskStandIn.losesItsSecondPage(here.id(), "sign-in-facts");
        away(here);
        // The refused run has given its place back: this is not the refusal of one already running.
        away(here);
    }

    private static void away(Organisation here) {
        here.administration()
                .body(proposal())
                .post(DRY_RUN)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("2"))
                .contentType("application/problem+json")
                .body("detail", containsString("at the moment"));
    }

    @Test
    void one_at_a_time_is_run_for_a_tenant() throws Exception {
        Organisation here = Organisation.made();
        RiskStandIn.recorded(here.id(), "[]", "[]");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first;
            try (var held = RiskStandIn.hold(here.id())) {
                first = threads.submit(() ->
                        here.administration().body(proposal()).post(DRY_RUN).statusCode());
                held.untilAsked();

                here.administration()
                        .body(proposal())
                        .post(DRY_RUN)
                        .then()
                        .statusCode(503)
                        .body("detail", containsString("dry run of this tenant"));
            }
            assertThat(first.get()).isEqualTo(200);
        }
        here.administration().body(proposal()).post(DRY_RUN).then().statusCode(200);
    }

    @Test
    void while_the_sign_ins_cannot_be_had_nothing_is_said() {
        Organisation here = Organisation.made();
        here.administration()
                .body(proposal())
                .post(DRY_RUN)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("2"))
                .contentType("application/problem+json");
        here.administration()
                .body("{\"days\":91,\"policies\":[]}")
                .post(DRY_RUN)
                .then()
                .statusCode(400);
        here.administration().body("{}").post(DRY_RUN).then().statusCode(400);
        here.member().body(proposal()).post(DRY_RUN).then().statusCode(403);
    }
}
