package io.homeward.testsupport;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.DecisionHeader;
import io.homeward.tenancy.InternalToken;
import io.homeward.tenancy.InternalTokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jose4j.json.JsonUtil;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service takes for a caller, and what it does not. */
@QuarkusTest
@PlatformTest
class InternalTokenVerificationTest {
    private static final String SELF = "risk-service";
    private static final TenantId HOME = new TenantId(UUID.randomUUID());
    private static final TenantId CUSTOMER = new TenantId(UUID.randomUUID());
    private static final PersonId PERSON = new PersonId(UUID.randomUUID());

    @Inject
    InternalTokens tokens;

    @Test
    void a_person_arrives_as_he_was_sent() {
        Caller.Person sent = Callers.external(HOME, PERSON, CUSTOMER, "role-1", "role-2");

        given().auth()
                .oauth2(Callers.token(SELF, sent))
                .get("/v1/caller")
                .then()
                .statusCode(200);

        Caller.Person toTheSecond = new Caller.Person(
                sent.id(),
                sent.home(),
                sent.tenant(),
                java.util.Set.of("role-1"),
                java.util.Set.of("User.Read"),
                sent.clientId(),
                sent.sessionId(),
                Instant.ofEpochSecond(sent.authTime().getEpochSecond()),
                java.util.Optional.of(Instant.ofEpochSecond(sent.authTime().getEpochSecond())),
                java.util.Optional.of("portal"));
        given().auth()
                .oauth2(Callers.token(SELF, toTheSecond))
                .get("/v1/caller")
                .then()
                .body(equalTo(toTheSecond.toString()));
    }

    @Test
    void applications_services_and_nobody_arrive_as_they_were_sent() {
        for (Caller sent : List.of(
                Callers.application(HOME, "User.Read.All"), Callers.service("tenant-service"), Callers.anonymous())) {
            given().auth()
                    .oauth2(Callers.token(SELF, sent))
                    .get("/v1/caller")
                    .then()
                    .statusCode(200)
                    .body(equalTo(sent.toString()));
        }
    }

    @Test
    void a_token_of_this_very_process_is_good_for_itself() {
        given().auth().oauth2(tokens.forService(SELF)).get("/v1/service").then().body(equalTo(SELF));
    }

    @Test
    void who_is_of_another_kind_is_refused() {
        String anonymous = Callers.token(SELF, Callers.anonymous());
        String application = Callers.token(SELF, Callers.application(HOME));
        String person = Callers.token(SELF, Callers.member(HOME, PERSON));

        for (String token : List.of(anonymous, application)) {
            given().auth().oauth2(token).get("/v1/person").then().statusCode(403);
        }
        for (String token : List.of(anonymous, application, person)) {
            given().auth().oauth2(token).get("/v1/service").then().statusCode(403);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("falseTokens")
    void a_false_token_is_nobody(String name, String token) {
        var status = token.isEmpty()
                ? given().get("/v1/caller").statusCode()
                : given().auth().oauth2(token).get("/v1/caller").statusCode();

        assertThat(status).isEqualTo(401);
        // Not even where nobody asks who is calling.
        given().header("Authorization", "Bearer " + token)
                .get("/v1/forgotten")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("senselessTokens")
    void a_genuine_token_that_makes_no_sense_is_no_caller(String name, String token) {
        given().auth().oauth2(token).get("/v1/caller").then().statusCode(403);
    }

    @Test
    void an_open_resource_is_open_but_knows_no_caller() {
        given().get("/v1/open").then().statusCode(200);
        given().get("/v1/open/caller").then().statusCode(403);
    }

    @Test
    void a_bad_token_is_refused_where_no_token_is_needed() {
        given().auth()
                .oauth2(signed("HmacSHA256", "HS256", key("gateway"), claims()))
                .get("/v1/open/caller")
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(401, 403));
    }

    @Test
    void the_decision_is_read_from_its_header() {
        UUID decision = UUID.randomUUID();
        String token = Callers.token(SELF, Callers.member(HOME, PERSON));
        String header = tokens.decisionHeader(SELF, token, decision);

        given().auth()
                .oauth2(token)
                .header(DecisionHeader.NAME, header)
                .get("/v1/decision")
                .then()
                .body(containsString(decision.toString()));
        given().auth().oauth2(token).get("/v1/decision").then().body(equalTo("Optional.empty"));
        given().auth()
                .oauth2(Callers.token(SELF, Callers.anonymous()))
                .header(DecisionHeader.NAME, header)
                .get("/v1/decision")
                .then()
                .statusCode(403);
    }

    static Stream<Arguments> falseTokens() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        PrivateKey someonesKey = rsa.generateKeyPair().getPrivate();
        String genuine = signed(claims());
        String[] parts = genuine.split("\\.");
        String none = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        var cases = new ArrayList<Arguments>();
        cases.add(Arguments.of("none at all", ""));
        cases.add(Arguments.of("nonsense", "nonsense"));
        cases.add(Arguments.of("alg none", none + "." + parts[1] + "."));
        cases.add(Arguments.of("alg none with a signature", none + "." + parts[1] + "." + parts[2]));
        cases.add(Arguments.of("alg NONE", base64("{\"alg\":\"NONE\"}") + "." + parts[1] + "."));
        cases.add(Arguments.of("signature cut off", parts[0] + "." + parts[1] + "."));
        cases.add(Arguments.of(
                "claims changed",
                parts[0] + "." + base64(JsonUtil.toJson(change(c -> c.put("tenant", HOME.toString())))) + "."
                        + parts[2]));
        cases.add(Arguments.of("RS256 with somebody's key", rs256(someonesKey, claims())));
        cases.add(Arguments.of("HS512 under the right key", signed("HmacSHA512", "HS512", key(SELF), claims())));
        cases.add(Arguments.of("HS384 under the right key", signed("HmacSHA384", "HS384", key(SELF), claims())));
        cases.add(
                Arguments.of("another service's key", signed("HmacSHA256", "HS256", key("tenant-service"), claims())));
        cases.add(Arguments.of("for another service", signed(change(c -> c.put("aud", "tenant-service")))));
        cases.add(Arguments.of("for nobody", signed(change(c -> c.remove("aud")))));
        cases.add(Arguments.of("expired", signed(change(c -> {
            c.put("iat", now() - 66);
            c.put("exp", now() - 6);
        }))));
        cases.add(Arguments.of("too old, though it says it is not", signed(change(c -> {
            c.put("iat", now() - 70);
            c.put("exp", now() + 60);
        }))));
        cases.add(Arguments.of("valid for longer than any is", signed(change(c -> c.put("exp", now() + 120)))));
        for (String missing : List.of("exp", "iat", "iss", "sub", "kind")) {
            cases.add(Arguments.of("without " + missing, signed(change(c -> c.remove(missing)))));
        }
        return cases.stream();
    }

    static Stream<Arguments> senselessTokens() {
        return Stream.of(
                Arguments.of("an unknown kind", signed(change(c -> c.put("kind", "administrator")))),
                Arguments.of("an unknown maker", signed(change(c -> c.put("iss", "stranger")))),
                Arguments.of("a service in another's name", signed(change(c -> {
                    c.put("kind", "service");
                    c.put("sub", "remediation-service");
                }))),
                Arguments.of("no home", signed(change(c -> c.remove("home")))),
                Arguments.of("no tenant", signed(change(c -> c.remove("tenant")))),
                Arguments.of("no roles", signed(change(c -> c.remove("roles")))),
                Arguments.of("roles that are no list", signed(change(c -> c.put("roles", "all")))),
                Arguments.of("no session", signed(change(c -> c.remove("sid")))),
                Arguments.of("no time of its first factor", signed(change(c -> c.remove("auth_time")))),
                Arguments.of("a time that is none", signed(change(c -> c.put("auth_time", "yesterday")))),
                Arguments.of("a tenant that is no id", signed(change(c -> c.put("tenant", "contoso")))));
    }

    private static Map<String, Object> claims() {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", "gateway");
        claims.put("aud", SELF);
        claims.put("iat", now());
        claims.put("exp", now() + 60);
        claims.put("kind", "person");
        claims.put("sub", PERSON.toString());
        claims.put("home", HOME.toString());
        claims.put("tenant", CUSTOMER.toString());
        claims.put("roles", List.of());
        claims.put("scopes", List.of());
        claims.put("client_id", UUID.randomUUID().toString());
        claims.put("sid", UUID.randomUUID().toString());
        claims.put("auth_time", now());
        return claims;
    }

    private static Map<String, Object> change(Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = claims();
        change.accept(claims);
        return claims;
    }

    @Test
    void the_claims_that_the_false_ones_are_made_of_are_good() {
        given().auth().oauth2(signed(claims())).get("/v1/caller").then().statusCode(200);
    }

    private static String signed(Map<String, Object> claims) {
        return signed("HmacSHA256", "HS256", key(SELF), claims);
    }

    private static String signed(String algorithm, String alg, SecretKey key, Map<String, Object> claims) {
        try {
            String input =
                    base64("{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(alg)) + "." + base64(JsonUtil.toJson(claims));
            Mac mac = Mac.getInstance(algorithm);
            mac.init(key);
            return input + "."
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rs256(PrivateKey key, Map<String, Object> claims) throws Exception {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("RS256");
        signature.setPayload(JsonUtil.toJson(claims));
        signature.setKey(key);
        return signature.getCompactSerialization();
    }

    private static SecretKey key(String service) {
        return InternalToken.key(SuiteKeys.of(service));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
