package io.homeward.risk;

import static io.homeward.risk.House.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.feed.Change;
import io.homeward.feed.FeedJson;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.directory.KnownRelationships;
import io.homeward.testsupport.Callers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this service answers has the form of its examples, and it understands the examples of others. */
@RunningService
class ContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    House house;

    @Inject
    KnownPeople people;

    @Inject
    KnownRelationships relationships;

    @ParameterizedTest
    @ValueSource(strings = {"feed-standings.json", "feed-standings-released.json"})
    void the_feed_of_standings_is_what_the_example_says(String name) throws IOException {
        JsonNode example = example(name);

        UserRisk risk = FeedJson.mapper().treeToValue(example.get("risk"), UserRisk.class);

        assertThat(shape(FeedJson.mapper().valueToTree(risk), "")).isEqualTo(shape(example.get("risk"), ""));
        assertThat(risk.riskEpoch()).isEqualTo(1);
    }

    @Test
    void what_is_published_has_the_form_of_the_example() throws IOException {
        TenantId tenant = house.tenant();
        String name = "c-" + UUID.randomUUID() + "@x.example";
        var person = house.person(tenant, name);
        house.offersPasswordChange(tenant);
        as(House.sender(tenant))
                .body(SignInText.of(name).from(PublishedFeeds.ANONYMOUS).json())
                .post("/v1/signIns");

        var body = house.database()
                .in(tenant, handle -> handle.createQuery("select body from user_risk where person_id = :p")
                        .bind("p", person.value())
                        .mapTo(String.class)
                        .one());

        assertThat(shape(JSON.readTree(body), "")).isEqualTo(shape(example("feed-standings.json"), ""));
    }

    @Test
    void a_scored_sign_in_has_the_form_of_the_example() throws IOException {
        TenantId tenant = house.tenant();
        String name = "c-" + UUID.randomUUID() + "@x.example";
        house.person(tenant, name);
        house.offersPasswordChange(tenant);

        String risky = as(House.sender(tenant))
                .body(SignInText.of(name).from(PublishedFeeds.ANONYMOUS).json())
                .post("/v1/signIns")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(shape(JSON.readTree(risky), "")).isEqualTo(shape(example("scored-sign-in.json"), ""));

        String clear = as(House.sender(tenant))
                .body(SignInText.of("nobody@x.example").json())
                .post("/v1/signIns")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(shape(JSON.readTree(clear), "")).isEqualTo(shape(example("scored-sign-in-clear.json"), ""));
    }

    @Test
    void the_examples_of_requests_are_taken() throws IOException {
        String tenant = house.tenant().toString();
        JsonNode signIn = ((com.fasterxml.jackson.databind.node.ObjectNode) example("sign-in.json"))
                .put("createdDateTime", Instant.now().toString());

        as(Callers.service("remediation-service"))
                .body(signIn.toString())
                .post("/internal/tenants/{t}/sign-ins", tenant)
                .then()
                .statusCode(200);
        as(Callers.service("remediation-service"))
                .body(example("outcome.json").toString())
                .post(
                        "/internal/tenants/{t}/sign-ins/{id}/outcome",
                        tenant,
                        signIn.get("id").asText())
                .then()
                .statusCode(204);
        String risk = as(Callers.service("remediation-service"))
                .get(
                        "/internal/tenants/{t}/people/{p}/risk?afterRemediation={r}",
                        tenant,
                        signIn.get("userId").asText(),
                        UUID.randomUUID().toString())
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(names(JSON.readTree(risk))).isEqualTo(names(example("person-risk.json")));
    }

    @Test
    void a_leaked_password_is_a_detection_once_whatever_became_of_it() throws IOException {
        TenantId tenant = house.tenant();
        var person = house.person(tenant, "l-" + UUID.randomUUID() + "@x.example");
        String path = "/internal/tenants/%s/people/%s/leaked-password".formatted(tenant, person);
        String body = example("leaked-password.json").toString();

        for (int time = 0; time < 2; time++) {
            as(Callers.service("remediation-service"))
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(204);
        }

        assertThat(house.risk(tenant, person).detections())
                .extracting(each -> each.type().wireName())
                .containsExactly("leakedCredentials");
        as(House.administrator(tenant))
                .body("{\"userIds\":[\"%s\"]}".formatted(person))
                .post("/v1.0/identityProtection/riskyUsers/dismiss")
                .then()
                .statusCode(204);
        as(Callers.service("remediation-service")).body(body).post(path).then().statusCode(204);
        assertThat(house.risk(tenant, person).open()).isFalse();
        as(House.sender(tenant)).body(body).post(path).then().statusCode(403);
        as(Callers.service("remediation-service")).body("{}").post(path).then().statusCode(400);
        as(Callers.service("remediation-service"))
                .body(body)
                .post("/internal/tenants/%s/people/%s/leaked-password".formatted(tenant, UUID.randomUUID()))
                .then()
                .statusCode(404);
    }

    @Test
    void an_import_answers_like_the_example() throws IOException {
        String answer = as(House.sender(house.tenant()))
                .contentType("application/x-ndjson")
                .body("{\"id\":".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/signIns/import")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(names(JSON.readTree(answer))).isEqualTo(names(example("imported.json")));
    }

    @Test
    void an_announced_import_answers_like_the_example() throws IOException {
        String answer = as(House.sender(house.tenant()))
                .body(example("import.json").toString())
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .extract()
                .asString();

        assertThat(names(JSON.readTree(answer))).isEqualTo(names(example("import-run.json")));
    }

    @Test
    void the_examples_of_tenant_service_are_understood() throws IOException {
        for (JsonNode person : theirs("feed-people.json")) {
            TenantId tenant = TenantId.of(person.get("tenant").asText());
            house.database().in(tenant, handle -> {
                people.put(handle, new Change(1, tenant, person.get("id").asText(), 1, person));
                return tenant;
            });
        }
        for (JsonNode relationship : theirs("feed-relationships.json")) {
            TenantId tenant = TenantId.of(relationship.get("partner").asText());
            house.database().in(tenant, handle -> {
                relationships.put(
                        handle, new Change(1, tenant, relationship.get("id").asText(), 1, relationship));
                return tenant;
            });
        }
    }

    private static JsonNode theirs(String name) throws IOException {
        return JSON.readTree(Files.readString(Path.of("../tenant-service/src/main/contract/examples/" + name)));
    }

    private static JsonNode example(String name) throws IOException {
        return JSON.readTree(Files.readString(Path.of("src/main/contract/examples/" + name)));
    }

    private static Set<String> names(JsonNode node) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Every path with the kind of its value; a value that may be null has no kind. */
    private static Set<String> shape(JsonNode node, String path) {
        var shape = new TreeSet<String>();
        if (node.isObject()) {
            node.properties().forEach(field -> shape.addAll(shape(field.getValue(), path + "/" + field.getKey())));
        } else if (node.isArray()) {
            shape.add(path + "[]");
            node.forEach(each -> shape.addAll(shape(each, path + "[]")));
        } else {
            shape.add(path + (node.isNumber() ? " number" : node.isBoolean() ? " boolean" : ""));
        }
        return shape;
    }
}
