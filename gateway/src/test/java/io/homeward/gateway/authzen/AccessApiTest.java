package io.homeward.gateway.authzen;

import static io.homeward.gateway.suite.Suite.eventually;
import static io.homeward.gateway.suite.Suite.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.gateway.route.Doors;
import io.homeward.gateway.suite.StandIns;
import io.homeward.gateway.suite.Suite;
import io.homeward.gateway.suite.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Authorization API's own rules: requests, errors, several at once, searches, metadata, and who may ask. */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class AccessApiTest {
    @Inject
    Doors doors;

    private TenantId tenant;
    private PersonId member;
    private PersonId disabled;
    private Asking point;

    @BeforeEach
    void an_organisation_with_two_people_one_of_them_disabled() {
        tenant = Suite.tenant("Fjord Clinic");
        member = Suite.person(tenant);
        disabled = Suite.person(tenant);
        Suite.person(tenant, disabled, false, Set.of());
        point = Asking.of(doors.edgePort(), tenant);
        assertThat(point.eventually(Asking.named(member), AccessApiTest::permitted)
                        .path("decision")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_member_may_enter_and_the_decision_is_the_calls_own() {
        var answer = point.post("evaluation", point.question(Asking.named(member)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Homeward-Rule")).contains("H1");
        assertThat(answer.headers().firstValue("Homeward-Decision"))
                .contains(json(answer).path("context").path("id").asText());
    }

    @Test
    void whatever_is_unknown_or_somebody_elses_gets_one_answer() {
        TenantId other = Suite.tenant("Somebody Else");
        PersonId stranger = Suite.person(other);
        ApplicationId theirs = Suite.application(other);
        String ours = Asking.named(member);
        var questions = List.of(
                point.question(Asking.named(UUID.randomUUID())),
                point.question(Asking.named("alice@example.test")),
                point.question(Asking.named(stranger, StandIns.EDGE + "/" + other + "/v2.0")),
                point.question(Asking.named(member, StandIns.EDGE + "/" + UUID.randomUUID() + "/v2.0")),
                point.question(Asking.named(member, "https://elsewhere.test")),
                point.question(Asking.subject(Tokens.person(stranger, other, other))),
                point.question(Asking.subject(
                        Tokens.person(member, tenant, tenant).signedWith("RS256", Tokens.STRANGE_KEY.getPrivateKey()))),
                point.question("{\"type\":\"robot\",\"id\":\"%s\"}".formatted(member)),
                question(ours, "enter", "{\"type\":\"tenant\",\"id\":\"%s\"}".formatted(other)),
                question(ours, "enter", "{\"type\":\"tenant\",\"id\":\"%s\"}".formatted(UUID.randomUUID())),
                question(ours, "enter", "{\"type\":\"application\",\"id\":\"%s\"}".formatted(theirs)),
                question(ours, "enter", "{\"type\":\"record\",\"id\":\"1\"}"),
                question(ours, "dance", point.resource()));

        List<String> answers = new ArrayList<>();
        for (String question : questions) {
            var answer = point.post("evaluation", question);
            assertThat(answer.statusCode()).as(question).isEqualTo(200);
            answers.add(answer.body().replaceAll("\"(id|evaluation_id)\":\"[0-9a-f-]{36}\"", "\"$1\":\"\""));
        }

        assertThat(Set.copyOf(answers)).hasSize(1);
        assertThat(answers.getFirst())
                .contains("\"decision\":false")
                .contains("\"D1\"")
                .contains("500213");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"text\"",
                "{",
                "{}",
                "{} {}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"1\"},\"subject\":{\"type\":\"user\",\"id\":\"2\"}}",
                "{\"subject\":\"me\",\"action\":{\"name\":\"enter\"},\"resource\":{\"type\":\"tenant\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"enter\"},\"resource\":{\"type\":\"tenant\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":1},\"action\":{\"name\":\"enter\"},\"resource\":{\"type\":\"tenant\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"\"},\"action\":{\"name\":\"enter\"},\"resource\":{\"type\":\"tenant\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"1\",\"properties\":[]},\"action\":{\"name\":\"enter\"},\"resource\":{\"type\":\"tenant\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"1\"},\"action\":{},\"resource\":{\"type\":\"tenant\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"1\"},\"action\":{\"name\":\"enter\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"1\"},\"action\":{\"name\":\"enter\"},\"resource\":{\"type\":\"tenant\",\"id\":\"1\"},\"context\":7}"
            })
    void what_is_no_question_is_a_400_that_says_why(String body) {
        var answer = point.post("evaluation", body);

        assertError(answer, 400);
    }

    @Test
    void what_is_too_deep_too_many_or_too_large_is_refused() {
        String deep = "{\"x\":".repeat(40) + "1" + "}".repeat(40);
        String many = "{\"evaluations\":[%s]}".formatted("{},".repeat(50) + "{}");
        String large = "{\"x\":\"%s\"}".formatted("y".repeat(200_000));

        assertError(point.post("evaluation", deep), 400);
        assertError(point.post("evaluations", many), 400);
        assertError(point.post("evaluation", large), 413);
    }

    @Test
    void a_charset_is_accepted_and_another_type_is_not() {
        String question = point.question(Asking.named(member));

        assertThat(typed("application/json; charset=utf-8", question).statusCode())
                .isEqualTo(200);
        assertError(typed("text/plain", question), 400);
    }

    @Test
    void members_that_nobody_knows_are_ignored() {
        String question = point.question(Asking.named(member)).replaceFirst("\\{", "{\"zebra\":[1,{}],");

        assertThat(json(point.post("evaluation", question)).path("decision").asBoolean())
                .isTrue();
    }

    @Test
    void a_request_id_comes_back_with_every_answer() {
        assertThat(withRequestId("a b/c", point.question(Asking.named(member)))
                        .headers()
                        .firstValue("X-Request-ID"))
                .contains("a b/c");
        assertThat(withRequestId("7", "{}").headers().firstValue("X-Request-ID"))
                .contains("7");
        assertError(withRequestId("x".repeat(257), "{}"), 400);
    }

    @Test
    void who_asks_is_an_application_of_the_tenant_with_the_permission() {
        String question = point.question(Asking.named(member));
        ApplicationId plain = Suite.application(tenant, "User.Read.All");
        // What counts is what of a token's permissions the application still has.
        String withdrawn =
                Tokens.application(plain, tenant, "AccessDecision.Evaluate").text();
        String person = Tokens.person(member, tenant, tenant).text();

        assertError(asked(withdrawn, question), 403);
        assertError(asked(person, question), 403);
        var without = Suite.send(HttpRequest.newBuilder(uri("evaluation"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(question)));
        assertError(without, 401);
        assertThat(without.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer ");
        assertError(asked("rubbish", question), 401);
    }

    @Test
    void several_at_once_with_defaults_and_an_error_of_one_of_them() {
        String all = evaluations("execute_all", named(member), "{\"subject\":{}}", named(disabled), named(member));

        JsonNode answers = json(point.post("evaluations", all)).path("evaluations");

        assertThat(answers).hasSize(4);
        assertThat(answers.findValuesAsText("decision")).containsExactly("true", "false", "false", "true");
        assertThat(answers.get(1).path("context").path("error").path("status").asInt())
                .isEqualTo(400);
        assertThat(answers.get(1).path("context").path("error").path("message").asText())
                .contains("subject.");
        assertThat(answers.get(0).path("context").path("id").asText())
                .isNotEqualTo(answers.get(3).path("context").path("id").asText());
    }

    @Test
    void the_first_denial_or_the_first_permission_ends_it_where_that_is_asked() {
        String deny = evaluations("deny_on_first_deny", named(member), named(disabled), named(member));
        String permit = evaluations("permit_on_first_permit", named(disabled), named(member), named(disabled));
        String strange = evaluations("whatever", named(member));

        assertThat(json(point.post("evaluations", deny)).path("evaluations").findValuesAsText("decision"))
                .containsExactly("true", "false");
        assertThat(json(point.post("evaluations", permit)).path("evaluations").findValuesAsText("decision"))
                .containsExactly("false", "true");
        assertError(point.post("evaluations", strange), 400);
    }

    @Test
    void without_the_array_several_are_one() {
        JsonNode answer = json(point.post("evaluations", point.question(Asking.named(member))));

        assertThat(answer.path("decision").asBoolean()).isTrue();
        assertThat(answer.has("evaluations")).isFalse();
    }

    @Test
    void a_search_for_people_finds_those_who_may_page_by_page() {
        PersonId another = Suite.person(tenant);
        PersonId third = Suite.person(tenant);
        point.eventually(Asking.named(third), AccessApiTest::permitted);
        String rest =
                "\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"enter\"},\"resource\":" + point.resource();

        List<String> found = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            JsonNode page = json(point.post(
                    "search/subject", "{%s,\"page\":{\"limit\":2,\"token\":\"%s\"}}".formatted(rest, token)));
            page.path("results").forEach(each -> found.add(each.path("id").asText()));
            token = page.path("page").path("next_token").asText();
            pages++;
        } while (!token.isEmpty() && pages < 10);

        assertThat(pages).isEqualTo(2);
        assertThat(found)
                .containsExactlyInAnyOrder(member.toString(), another.toString(), third.toString())
                .isSorted();
    }

    @Test
    void a_page_token_belongs_to_one_search() {
        Suite.person(tenant);
        point.eventually(Asking.named(member), AccessApiTest::permitted);
        String search = "{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"%s\"},\"resource\":" + point.resource()
                + ",\"page\":{\"limit\":1,\"token\":\"%s\"}}";
        var first = eventually(
                () -> json(point.post("search/subject", search.formatted("enter", ""))),
                page -> !page.path("page").path("next_token").asText().isEmpty());
        String token = first.path("page").path("next_token").asText();

        assertError(point.post("search/subject", search.formatted("GET", token)), 400);
        assertError(point.post("search/subject", search.formatted("enter", "%%%")), 400);
        assertError(
                point.post("search/subject", search.formatted("enter", "").replace("\"limit\":1", "\"limit\":0")), 400);
    }

    @Test
    void a_search_for_resources_and_actions_is_about_the_tenants_own() {
        ApplicationId ours = Suite.served(tenant, "records", "http://127.0.0.1:9/");
        Suite.application(Suite.tenant("Somebody Else"));
        String subject = Asking.named(member);

        JsonNode applications = eventually(
                () -> json(point.post(
                                "search/resource",
                                "{\"subject\":%s,\"action\":{\"name\":\"GET\"},\"resource\":{\"type\":\"application\"}}"
                                        .formatted(subject)))
                        .path("results"),
                results -> results.size() == 2);
        JsonNode tenants = json(point.post(
                        "search/resource",
                        "{\"subject\":%s,\"action\":{\"name\":\"GET\"},\"resource\":{\"type\":\"tenant\"}}"
                                .formatted(subject)))
                .path("results");
        JsonNode actions = json(point.post(
                        "search/action", "{\"subject\":%s,\"resource\":%s}".formatted(subject, point.resource())))
                .path("results");
        JsonNode none = json(point.post(
                        "search/action",
                        "{\"subject\":%s,\"resource\":%s}".formatted(Asking.named(disabled), point.resource())))
                .path("results");

        assertThat(applications.findValuesAsText("id")).hasSize(2).contains(ours.toString());
        assertThat(tenants.findValuesAsText("id")).containsExactly(tenant.toString());
        assertThat(actions.findValuesAsText("name")).contains("enter", "GET", "DELETE");
        assertThat(none).isEmpty();
    }

    @Test
    void metadata_say_the_same_signed() throws Exception {
        for (String path : List.of("", "/" + tenant)) {
            var answer = open("/.well-known/authzen-configuration" + path);
            JsonNode metadata = json(answer);
            var jws = new JsonWebSignature();
            jws.setCompactSerialization(metadata.path("signed_metadata").asText());
            var keys = new JsonWebKeySet(open("/.well-known/jwks.json").body());
            jws.setKey(keys.getJsonWebKeys().getFirst().getKey());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(metadata.path("policy_decision_point").asText()).isEqualTo(StandIns.EDGE + path);
            assertThat(metadata.path("access_evaluation_endpoint").asText())
                    .isEqualTo(StandIns.EDGE + "/access/v1/evaluation");
            assertThat(jws.verifySignature()).isTrue();
            assertThat(jws.getHeader("typ")).isEqualTo("authzen-metadata+jwt");
            assertThat(jws.getPayload())
                    .contains("\"iss\":\"" + StandIns.EDGE + path + "\"")
                    .contains("access_evaluation_endpoint")
                    .doesNotContain("signed_metadata");
        }
        assertError(open("/.well-known/authzen-configuration/" + UUID.randomUUID()), 404);
    }

    @Test
    void there_is_nothing_else_and_no_other_method() {
        assertError(point.post("evaluate", "{}"), 404);
        var got = Suite.get(doors.edgePort(), "/access/v1/evaluation", point.token());
        assertError(got, 405);
        assertThat(got.headers().firstValue("Allow")).contains("POST");
    }

    private static boolean permitted(JsonNode answer) {
        return answer.path("decision").asBoolean();
    }

    private static String question(String subject, String action, String resource) {
        return "{\"subject\":%s,\"action\":{\"name\":\"%s\"},\"resource\":%s}".formatted(subject, action, resource);
    }

    private static String named(PersonId person) {
        return "{\"subject\":%s}".formatted(Asking.named(person));
    }

    private String evaluations(String semantic, String... items) {
        return "{\"action\":{\"name\":\"enter\"},\"resource\":%s,\"options\":{\"evaluations_semantic\":\"%s\"},\"evaluations\":[%s]}"
                .formatted(point.resource(), semantic, String.join(",", items));
    }

    private HttpResponse<String> asked(String token, String question) {
        return Suite.post(doors.edgePort(), "/access/v1/evaluation", token, question);
    }

    private HttpResponse<String> typed(String type, String question) {
        return Suite.send(HttpRequest.newBuilder(uri("evaluation"))
                .header("Authorization", "Bearer " + point.token())
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(question)));
    }

    private HttpResponse<String> withRequestId(String id, String question) {
        return Suite.send(HttpRequest.newBuilder(uri("evaluation"))
                .header("Authorization", "Bearer " + point.token())
                .header("Content-Type", "application/json")
                .header("X-Request-ID", id)
                .POST(BodyPublishers.ofString(question)));
    }

    private HttpResponse<String> open(String path) {
        return Suite.send(HttpRequest.newBuilder(URI.create("http://localhost:" + doors.edgePort() + path)));
    }

    private URI uri(String endpoint) {
        return URI.create("http://localhost:" + doors.edgePort() + "/access/v1/" + endpoint);
    }

    /** A message as a JSON string, as the API has it. */
    private static void assertError(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(answer).isTextual()).as(answer.body()).isTrue();
        assertThat(json(answer).asText()).isNotEmpty();
    }
}
