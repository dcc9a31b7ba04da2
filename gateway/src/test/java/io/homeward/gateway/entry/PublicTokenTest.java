package io.homeward.gateway.entry;

import static io.homeward.gateway.suite.Suite.eventually;
import static io.homeward.gateway.suite.Suite.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every token that is not exactly one of ours gets its own answer, at the door. */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class PublicTokenTest {
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final PersonId PERSON = new PersonId(UUID.randomUUID());

    @Inject
    Doors doors;

    private Tokens good;

    @BeforeEach
    void a_member() {
        Suite.write(io.homeward.accessrules.policy.TenantRules.none(TENANT, "Fjord Clinic"));
        Suite.person(TENANT, PERSON, true, java.util.Set.of());
        good = Tokens.person(PERSON, TENANT, TENANT);
        assertThat(eventually(() -> Suite.get(doors.edgePort(), "/v1.0/me", good.text()), a -> a.statusCode() == 200)
                        .statusCode())
                .isEqualTo(200);
    }

    static Stream<Arguments> wrong() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                wrong(
                        "an issuer we do not know",
                        "token-not-ours",
                        token -> token.with("iss", "https://evil.test/v2.0")),
                wrong(
                        "an issuer that only begins like ours",
                        "token-not-ours",
                        token -> token.with("iss", StandIns.EDGE + "/" + TENANT + "/v2.0/")),
                wrong(
                        "an issuer of no tenant",
                        "token-not-ours",
                        token -> token.with("iss", StandIns.EDGE + "/" + UUID.randomUUID() + "/v2.0")),
                wrong("no issuer", "token-not-ours", token -> token.without("iss")),
                wrong("an issuer that is no text", "token-not-ours", token -> token.with("iss", 7)),
                wrong(
                        "a stranger's signature under our key id",
                        "token-not-ours",
                        token -> token.signedWith("RS256", Tokens.STRANGE_KEY.getPrivateKey())),
                wrong("a key id nobody has", "token-not-ours", token -> token.naming("k2")),
                wrong("another audience", "token-wrong-audience", token -> token.with("aud", "https://evil.test")),
                wrong(
                        "our audience and another",
                        "token-wrong-audience",
                        token -> token.with("aud", List.of(StandIns.EDGE, "https://evil.test"))),
                wrong("no audience", "token-wrong-audience", token -> token.without("aud")),
                wrong("expired", "token-expired", token -> token.with("iat", now - 900)
                        .with("exp", now - 1)),
                wrong("no expiry", "token-incomplete", token -> token.without("exp")),
                wrong("made in the future", "token-not-yet-valid", token -> token.with("iat", now + 60)),
                wrong("not valid before later", "token-not-yet-valid", token -> token.with("nbf", now + 60)),
                wrong("for ever", "token-not-yet-valid", token -> token.with("exp", now + 86_400)),
                wrong("an ID token", "token-wrong-type", token -> token.typed("JWT")),
                wrong("a security event", "token-wrong-type", token -> token.typed("secevent+jwt")),
                wrong(
                        "another tenant inside",
                        "token-incomplete",
                        token -> token.with("tid", UUID.randomUUID().toString())),
                wrong("no session epoch", "token-incomplete", token -> token.without("se")),
                wrong("no session", "token-incomplete", token -> token.without("sid")),
                wrong(
                        "another person as oid",
                        "token-incomplete",
                        token -> token.with("oid", UUID.randomUUID().toString())),
                wrong("neither person nor application", "token-incomplete", token -> token.with("idtyp", "robot")),
                wrong("no id of its own", "token-incomplete", token -> token.without("jti")),
                wrong("act that names nobody", "token-incomplete", token -> token.with("act", "portal")),
                wrong(
                        "HS256 with our public key as secret",
                        "token-wrong-algorithm",
                        token -> token.signedWith(
                                "HS256", new HmacKey(Tokens.KEY.getKey().getEncoded()))),
                wrong("RS512", "token-wrong-algorithm", token -> token.signedWith("RS512", Tokens.KEY.getPrivateKey())),
                wrong(
                        "PS256",
                        "token-wrong-algorithm",
                        token -> token.signedWith("PS256", Tokens.KEY.getPrivateKey())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_token_that_is_not_right_is_refused_and_says_why(String name, String slug, UnaryOperator<Tokens> change) {
        assertRefused(change.apply(good).text(), slug);
    }

    static Stream<String> malformed() {
        return Stream.of(
                "",
                "abc",
                "a.b",
                "a.b.c",
                "a.b.c.d.e",
                "....",
                "x".repeat(9000),
                "e30.e30.e30",
                "\u00e9.\u00e9.\u00e9");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void what_is_no_token_is_refused(String text) {
        var answer = Suite.get(doors.edgePort(), "/v1.0/me", text.replaceAll("[^\\x20-\\x7e]", "?"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("type").asText()).startsWith("urn:homeward:problem:token-");
    }

    @Test
    void an_unsigned_token_is_refused() {
        String header = encode("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}");
        String body = good.text().split("\\.")[1];

        assertRefused(header + "." + body + ".", "token-wrong-algorithm");
    }

    @Test
    void a_token_with_one_bit_changed_is_refused() {
        String[] parts = good.text().split("\\.");
        String body = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("\"se\":0", "\"se\":9");

        assertRefused(parts[0] + "." + encode(body) + "." + parts[2], "token-not-ours");
    }

    @Test
    void a_key_inside_the_token_is_not_looked_at() throws Exception {
        var jws = new org.jose4j.jws.JsonWebSignature();
        jws.setPayload(org.jose4j.json.JsonUtil.toJson(good.claims()));
        jws.setAlgorithmHeaderValue("RS256");
        jws.setHeader("typ", "at+jwt");
        jws.setKeyIdHeaderValue("k1");
        jws.setJwkHeader(Tokens.STRANGE_KEY);
        jws.setHeader("jku", "https://evil.test/keys");
        jws.setKey(Tokens.STRANGE_KEY.getPrivateKey());

        assertRefused(jws.getCompactSerialization(), "token-not-ours");
    }

    @Test
    void without_a_token_no_error_is_named() {
        var answer =
                Suite.send(HttpRequest.newBuilder(URI.create("http://localhost:" + doors.edgePort() + "/v1.0/me")));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"homeward\"");
        assertThat(json(answer).path("error").path("code").asText()).isEqualTo("InvalidAuthenticationToken");
    }

    @Test
    void invented_key_ids_do_not_make_us_ask_at_will() {
        int before = Suite.keysAsked();
        for (int i = 0; i < 50; i++) {
            assertRefused(good.naming("invented-" + i).text(), "token-not-ours");
        }

        assertThat(Suite.keysAsked() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void a_forger_cannot_tell_tenants_that_exist_from_others() {
        var known = good.signedWith("RS256", Tokens.STRANGE_KEY.getPrivateKey());
        var unknown = known.with("iss", StandIns.EDGE + "/" + UUID.randomUUID() + "/v2.0");

        var one = Suite.get(doors.edgePort(), "/v1.0/me", known.text());
        var other = Suite.get(doors.edgePort(), "/v1.0/me", unknown.text());

        assertThat(json(one).path("detail")).isEqualTo(json(other).path("detail"));
        assertThat(json(one).path("type")).isEqualTo(json(other).path("type"));
        assertThat(one.headers().firstValue("WWW-Authenticate"))
                .isEqualTo(other.headers().firstValue("WWW-Authenticate"));
    }

    @Test
    void tokens_of_a_tenant_that_is_gone_are_worth_nothing() {
        var gone = Suite.tenant("Gone");
        var token = Tokens.person(Suite.person(gone), gone, gone).text();
        assertThat(eventually(() -> Suite.get(doors.edgePort(), "/v1.0/me", token), a -> a.statusCode() == 200)
                        .statusCode())
                .isEqualTo(200);

        Suite.forget(gone);

        assertThat(eventually(() -> Suite.get(doors.edgePort(), "/v1.0/me", token), a -> a.statusCode() == 401)
                        .statusCode())
                .isEqualTo(401);
    }

    private void assertRefused(String token, String slug) {
        var answer = Suite.get(doors.edgePort(), "/v1.0/me", token);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:homeward:problem:" + slug);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer realm=\"homeward\", error=\"invalid_token\"");
        assertThat(answer.body()).doesNotContain(TENANT.toString());
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments wrong(String name, String slug, UnaryOperator<Tokens> change) {
        return arguments(name, slug, change);
    }
}
