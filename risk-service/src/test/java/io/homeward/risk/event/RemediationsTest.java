package io.homeward.risk.event;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.feed.Change;
import io.homeward.feed.FeedJson;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.testsupport.Callers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class RemediationsTest {
    @Inject
    House house;

    @Inject
    Remediations remediations;

    private TenantId tenant;
    private PersonId rui;
    private String name;

    @BeforeEach
    void somebody_at_risk() {
        tenant = house.tenant();
        name = "rui-" + UUID.randomUUID() + "@x.example";
        rui = house.person(tenant, name);
        house.offersPasswordChange(tenant);
    }

    @Test
    void a_secure_password_change_closes_everything_that_was_known() {
        raise("a");
        leaked();

        UUID id = house.remediated(tenant, rui, "userPerformedSecuredPasswordChange", Instant.now(), null, null);

        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.REMEDIATED);
        assertThat(house.risk(tenant, rui).riskEpoch()).isEqualTo(2);
        as(Callers.service("remediation-service"))
                .get(
                        "/internal/tenants/{t}/people/{p}/risk?afterRemediation={r}",
                        tenant.toString(),
                        rui.toString(),
                        id.toString())
                .then()
                .statusCode(200)
                .body("state", equalTo("REMEDIATED"))
                .body("detail", equalTo("USER_PERFORMED_SECURED_PASSWORD_CHANGE"))
                .body("remediationApplied", equalTo(true));
        as(Callers.service("remediation-service"))
                .get(
                        "/internal/tenants/{t}/people/{p}/risk?afterRemediation={r}",
                        tenant.toString(),
                        rui.toString(),
                        UUID.randomUUID().toString())
                .then()
                .body("remediationApplied", equalTo(false));
    }

    @Test
    void what_was_found_after_the_remediation_was_made_is_not_lost() {
        raise("a");
        Instant made = Instant.now();
        raise("b");

        house.remediated(tenant, rui, "userPerformedSecuredPasswordChange", made, null, null);

        UserRisk risk = house.risk(tenant, rui);
        assertThat(risk.state()).isEqualTo(RiskState.AT_RISK);
        assertThat(risk.detections()).hasSize(1);
    }

    @Test
    void a_list_is_closed_and_nothing_beside_it() {
        raise("a");
        raise("b");
        List<ActiveDetection> active = house.risk(tenant, rui).detections();

        house.remediated(
                tenant,
                rui,
                "userPassedMFADrivenByRiskBasedPolicy",
                Instant.now(),
                null,
                List.of(active.getFirst().id().toString(), UUID.randomUUID().toString()));

        assertThat(house.risk(tenant, rui).detections()).containsExactly(active.get(1));
    }

    @Test
    void an_empty_list_closes_nothing() {
        raise("a");

        house.remediated(tenant, rui, "userPerformedSecuredPasswordChange", Instant.now(), null, List.of());

        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.AT_RISK);
    }

    @Test
    void mfa_in_a_sign_in_closes_that_sign_in_alone() {
        String first = raise("a");
        String second = raise("b");

        house.remediated(tenant, rui, "userPassedMFADrivenByRiskBasedPolicy", Instant.now(), first, null);
        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.AT_RISK);
        assertThat(house.risk(tenant, rui).detections()).hasSize(1);

        house.remediated(tenant, rui, "userPassedMFADrivenByRiskBasedPolicy", Instant.now(), second, null);
        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.REMEDIATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"feed-remediations.json", "feed-remediations-listed.json", "feed-remediations-administrator.json"
            })
    void the_other_sides_examples_are_understood(String example) throws IOException {
        var body = FeedJson.mapper()
                .readTree(Files.readString(Path.of("../remediation-service/src/main/contract/examples/" + example)));
        TenantId theirs = TenantId.of(body.get("tenant").asText());

        house.database().in(theirs, handle -> {
            remediations.put(handle, new Change(1, theirs, body.get("id").asText(), 1, body));
            boolean applied = remediations.applied(
                    handle,
                    theirs,
                    PersonId.of(body.get("person").asText()),
                    UUID.fromString(body.get("id").asText()));
            assertThat(applied).isTrue();
            return handle.execute("select 1");
        });
    }

    @Test
    void an_unknown_kind_is_not_passed_over() {
        var body = House.remediation(UUID.randomUUID(), tenant, rui, "somethingNew", Instant.now(), null, null);

        assertThatThrownBy(() -> house.database().in(tenant, handle -> {
                    remediations.put(
                            handle, new Change(1, tenant, body.get("id").asText(), 1, body));
                    return tenant;
                }))
                .hasMessageContaining("somethingNew");
    }

    /** A crash after the work and before the commit leaves nothing; the next attempt has the whole effect, and one after that none. */
    @Test
    void a_remediation_has_its_effect_once_also_after_a_crash_in_between() {
        raise("a");
        var body = House.remediation(
                UUID.randomUUID(), tenant, rui, "userPerformedSecuredPasswordChange", Instant.now(), null, null);
        var change = new Change(1, tenant, body.get("id").asText(), 1, body);

        assertThatThrownBy(() -> house.database().in(tenant, handle -> {
                    remediations.put(handle, change);
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.AT_RISK);
        assertThat(house.history(tenant, rui)).hasSize(1);

        for (int attempt = 0; attempt < 3; attempt++) {
            house.database().in(tenant, handle -> {
                remediations.put(handle, change);
                return tenant;
            });
            if (attempt == 0) {
                assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.REMEDIATED);
                raise("b");
            }
        }

        assertThat(house.risk(tenant, rui).state())
                .as("raised since, and not closed again")
                .isEqualTo(RiskState.AT_RISK);
        assertThat(house.history(tenant, rui)).hasSize(3);
    }

    /** Confirmed, dismissed, imported against and remediated at once: whatever the order was, the book is consistent. */
    @Test
    void everything_at_once_leaves_a_consistent_history() throws Exception {
        var work = new ArrayList<Callable<Object>>();
        IntStream.range(0, 12).forEach(each -> work.add(() -> raise("r" + each)));
        IntStream.range(0, 6).forEach(each -> work.add(() -> act("confirmCompromised")));
        IntStream.range(0, 6).forEach(each -> work.add(() -> act("dismiss")));
        IntStream.range(0, 6)
                .forEach(each -> work.add(() -> house.remediated(
                        tenant, rui, "userPerformedSecuredPasswordChange", Instant.now(), null, null)));
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }

        UserRisk risk = house.risk(tenant, rui);
        List<String> history = house.history(tenant, rui);
        List<Long> epochs = history.stream()
                .map(item -> Long.parseLong(item.substring(item.lastIndexOf(' ') + 1)))
                .toList();
        assertThat(epochs).isSorted();
        assertThat(epochs.getFirst()).isEqualTo(1);
        assertThat(epochs.getLast()).isEqualTo(risk.riskEpoch());
        assertThat(history.getLast()).startsWith(risk.state().wireName() + " ");
        long open = house.database().in(tenant, handle -> handle.createQuery(
                        "select count(*) from detection where person_id = :person and state in ('atRisk', 'confirmedCompromised')")
                .bind("person", rui.value())
                .mapTo(Long.class)
                .one());
        assertThat(open).isEqualTo(risk.detections().size());
        assertThat(risk.open()).isEqualTo(open > 0);
        // Every item of the history is a line of the feed, in the same order, and the last is what is shown.
        assertThat(house.outboxed(tenant, rui)).isEqualTo(history.size());
        for (int i = 1; i < history.size(); i++) {
            boolean opens = history.get(i).matches("(atRisk|confirmedCompromised) .*");
            boolean wasOpen = history.get(i - 1).matches("(atRisk|confirmedCompromised) .*");
            if (opens && !wasOpen) {
                assertThat(epochs.get(i)).as("epoch of " + i).isGreaterThan(epochs.get(i - 1));
            }
        }
    }

    @Test
    void only_services_may_ask_for_a_persons_risk() {
        for (var caller : List.of(House.administrator(tenant), sender(tenant), Callers.anonymous())) {
            as(caller)
                    .get("/internal/tenants/{t}/people/{p}/risk", tenant.toString(), rui.toString())
                    .then()
                    .statusCode(403);
        }
    }

    private Object act(String action) {
        return as(House.administrator(tenant))
                .body("{\"userIds\":[\"%s\"]}".formatted(rui))
                .post("/v1.0/identityProtection/riskyUsers/" + action)
                .then()
                .statusCode(204);
    }

    private void leaked() {
        as(sender(tenant))
                .body("{\"riskEventType\":\"leakedCredentials\"}")
                .post("/v1/people/{id}/detections", rui.toString())
                .then()
                .statusCode(200);
    }

    private String raise(String id) {
        SignInText signIn = SignInText.of(name).id(id).from(PublishedFeeds.ANONYMOUS);
        as(sender(tenant))
                .body(signIn.json())
                .post("/v1/signIns")
                .then()
                .statusCode(200)
                .body("level", equalTo("medium"));
        return id;
    }
}
