package io.homeward.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Json;
import io.homeward.local.sample.Organisation;
import io.homeward.systemtest.RunningSuite.Installation;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is wrong gets a precise answer in the right shape: Graph's on Graph paths, RFC 9457 elsewhere, OAuth's at the token endpoint. */
@ExtendWith(RunningSuite.class)
class BadInputTest {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    @Test
    void an_unknown_tenant_is_refused_at_every_anonymous_route(Installation installation) {
        String nobody = UUID.randomUUID().toString();

        Answer token = installation
                .door()
                .form(
                        "/" + nobody + "/oauth2/v2.0/token",
                        Map.of("grant_type", "client_credentials", "client_id", nobody, "client_secret", "x"));
        Answer discovery = installation.door().get(null, "/" + nobody + "/v2.0/.well-known/openid-configuration");
        Answer keys = installation.door().get(null, "/" + nobody + "/discovery/v2.0/keys");

        assertProblem(token, 404);
        assertProblem(discovery, 404);
        assertProblem(keys, 404);
    }

    @Test
    void an_unknown_tenant_or_application_at_the_apps_door_is_one_and_the_same_answer(Installation installation) {
        Organisation organisation = installation.organisation("apps");
        String token = organisation.token();

        Answer noTenant = installation.door().app(token, "/" + UUID.randomUUID() + "/records/x", Map.of());
        Answer noApplication = installation.door().app(token, "/" + organisation.id() + "/nothing/x", Map.of());

        assertProblem(noTenant, 404);
        assertProblem(noApplication, 404);
        assertThat(noTenant.text("/detail")).isEqualTo(noApplication.text("/detail"));
    }

    @Test
    void without_a_token_and_with_nonsense_for_one_nobody_is_let_in(Installation installation) {
        for (String path : new String[] {"/v1.0/users", "/v1/tenant"}) {
            assertUnauthorised(installation.door().get(null, path));
            assertUnauthorised(installation.door().get("nonsense", path));
            assertUnauthorised(installation.door().get("a.b.c", path));
        }
    }

    @Test
    void a_token_that_was_changed_is_nobodys(Installation installation) throws Exception {
        Organisation organisation = installation.organisation("forged");
        String genuine = organisation.token();
        assertThat(installation.door().get(genuine, "/v1/tenant").status()).isEqualTo(200);

        String edge = installation.door().edge().toString();
        assertRejected(
                installation, forged(genuine, claims -> claims.put("iss", edge + "/" + UUID.randomUUID() + "/v2.0")));
        assertRejected(installation, forged(genuine, claims -> claims.put("iss", "https://elsewhere.example")));
        assertRejected(installation, forged(genuine, claims -> claims.put("aud", "https://elsewhere.example")));
        assertRejected(
                installation,
                forged(
                        genuine,
                        claims ->
                                claims.put("exp", Instant.now().minusSeconds(60).getEpochSecond())));
        assertRejected(installation, forged(genuine, claims -> {}));
        assertRejected(installation, withAlgorithm(genuine, "none", ""));
        assertRejected(installation, withAlgorithm(genuine, "HS256", genuine.split("\\.")[2]));
        assertRejected(installation, genuine.substring(0, genuine.length() - 20));
    }

    @Test
    void another_tenants_things_are_as_if_they_did_not_exist(Installation installation) {
        Organisation mine = installation.organisation("mine");
        Organisation theirs = installation.organisation("theirs");
        ObjectNode user = Json.object()
                .put("accountEnabled", true)
                .put("displayName", "Somebody")
                .put("mailNickname", "somebody")
                .put("userPrincipalName", "somebody@" + theirs.domain());
        String id =
                installation.door().post(theirs.token(), "/v1.0/users", user).text("/id");
        assertThat(id).isNotEmpty();

        Answer foreign = installation.door().get(mine.token(), "/v1.0/users/" + id);
        Answer missing = installation.door().get(mine.token(), "/v1.0/users/" + UUID.randomUUID());

        assertGraphError(foreign, 404);
        assertGraphError(missing, 404);
        assertThat(foreign.text("/error/code")).isEqualTo(missing.text("/error/code"));
        assertThat(installation
                        .door()
                        .get(mine.token(), "/v1/tenants/" + theirs.id())
                        .status())
                .isBetween(403, 404);
        Answer app = installation.door().app(mine.token(), "/" + theirs.id() + "/records/x", Map.of());
        assertThat(app.status()).isBetween(403, 404);
    }

    @Test
    void broken_json_is_answered_in_the_shape_of_the_path(Installation installation) {
        String token = installation.organisation("broken").token();

        assertGraphError(
                installation.door().raw("POST", "/v1.0/users", token, "application/json", "{\"displayName\":"), 400);
        assertProblem(
                installation.door().raw("PUT", "/v1/registrationPolicy", token, "application/json", "{\"enabled\":"),
                400);
        assertProblem(installation.door().raw("POST", "/v1/flows", null, "application/json", "{"), 400);
        assertProblem(installation.door().raw("POST", "/v1/signIns", token, "application/json", "[1,"), 400);
    }

    @Test
    void a_body_that_is_too_large_is_refused_before_it_is_read(Installation installation) {
        String token = installation.organisation("large").token();
        String large = "{\"displayName\":\"" + "x".repeat(3_000_000) + "\"}";

        Answer answer = installation.door().raw("POST", "/v1.0/users", token, "application/json", large);

        assertThat(answer.status()).as(answer.text()).isEqualTo(413);
    }

    @Test
    void an_unknown_word_is_named(Installation installation) {
        String token = installation.organisation("words").token();
        ObjectNode policy = Json.object().put("displayName", "P").put("state", "sometimes");
        ObjectNode conditions = policy.putObject("conditions");
        conditions.putArray("userRiskLevels").add("high");
        conditions.putArray("clientAppTypes").add("all");
        conditions.putObject("applications").putArray("includeApplications").add("All");
        conditions.putObject("users").putArray("includeUsers").add("All");
        policy.putObject("grantControls")
                .put("operator", "OR")
                .putArray("builtInControls")
                .add("mfa");

        Answer unknownState = installation.door().post(token, "/v1.0/identity/conditionalAccess/policies", policy);
        conditions.putArray("userRiskLevels").add("tremendous");
        policy.put("state", "enabled");
        Answer unknownLevel = installation.door().post(token, "/v1.0/identity/conditionalAccess/policies", policy);

        assertGraphError(unknownState, 400);
        assertThat(unknownState.text()).contains("sometimes");
        assertGraphError(unknownLevel, 400);
        assertThat(unknownLevel.text()).contains("tremendous");
    }

    private static void assertRejected(Installation installation, String token) {
        assertUnauthorised(installation.door().get(token, "/v1/tenant"));
        assertUnauthorised(installation.door().get(token, "/v1.0/users"));
    }

    private static void assertUnauthorised(Answer answer) {
        assertThat(answer.status()).as(answer.call() + " " + answer.text()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
        assertThat(answer.body().isObject()).isTrue();
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.call() + " " + answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.text("/title")).isNotBlank();
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    }

    private static void assertGraphError(Answer answer, int status) {
        assertThat(answer.status()).as(answer.call() + " " + answer.text()).isEqualTo(status);
        assertThat(answer.text("/error/code")).isNotBlank();
        assertThat(answer.text("/error/message")).isNotBlank();
    }

    /** The same token with other claims, signed with a key of our own under the same key id. */
    private static String forged(String genuine, Consumer<ObjectNode> change) throws Exception {
        ObjectNode claims = decoded(genuine.split("\\.")[1]);
        change.accept(claims);
        var keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String signed = genuine.split("\\.")[0] + "." + encoded(claims.toString());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.UTF_8));
        return signed + "." + URL.encodeToString(signature.sign());
    }

    private static String withAlgorithm(String genuine, String algorithm, String signature) {
        ObjectNode header = decoded(genuine.split("\\.")[0]).put("alg", algorithm);
        return encoded(header.toString()) + "." + genuine.split("\\.")[1] + "." + signature;
    }

    private static ObjectNode decoded(String part) {
        return (ObjectNode) Json.parse(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
