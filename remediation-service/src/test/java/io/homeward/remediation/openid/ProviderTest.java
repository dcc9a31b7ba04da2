package io.homeward.remediation.openid;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The issuer, as an OpenID library sees it. The library speaks to it through the test's own requests, since the edge is not there. */
@QuarkusTest
@WithTestResource(World.class)
class ProviderTest {
    private static final String EDGE = "http://localhost:8080";

    @Inject
    MovableClock clock;

    @Inject
    SigningKeys keys;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @Test
    void discovery_is_understood_by_a_library() throws Exception {
        Home home = Home.called("Discovery");

        OIDCProviderMetadata metadata =
                OIDCProviderMetadata.parse(document(home, "/v2.0/.well-known/openid-configuration"));

        assertThat(metadata.getIssuer().getValue()).isEqualTo(EDGE + "/" + home.tenant() + "/v2.0");
        assertThat(metadata.getTokenEndpointURI())
                .isEqualTo(URI.create(EDGE + "/" + home.tenant() + "/oauth2/v2.0/token"));
        assertThat(metadata.getJWKSetURI()).isEqualTo(URI.create(EDGE + "/" + home.tenant() + "/discovery/v2.0/keys"));
    }

    @Test
    void an_application_gets_a_token_that_a_library_verifies() throws Exception {
        Home home = Home.called("Application");
        document(home, "/discovery/v2.0/keys");

        TokenResponse response = exchange(clientCredentials(home, Home.SECRET));
        var token = response.toSuccessResponse().getTokens().getBearerAccessToken();
        JWTClaimsSet claims = verified(home, token.getValue());

        assertThat(token.getLifetime()).isEqualTo(600);
        assertThat(claims.getSubject()).isEqualTo(home.application().toString());
        assertThat(claims.getStringClaim("client_id"))
                .isEqualTo(home.application().toString());
        assertThat(claims.getStringClaim("idtyp")).isEqualTo("app");
        assertThat(claims.getStringClaim("tid")).isEqualTo(home.tenant().toString());
        assertThat(claims.getStringListClaim("roles")).containsExactly("User.Read.All");
        assertThat(claims.getJWTID()).isNotEmpty();
    }

    @Test
    void a_person_gets_a_token_that_says_how_he_signed_in() throws Exception {
        Home home = Home.called("Person").registrationDemanded();
        Member mira = home.person("mira");
        SignIns.firstOf(mira).skip();

        JWTClaimsSet claims = verified(
                home, SignIns.open(mira).password(Member.PASSWORD).skip().token());

        assertThat(claims.getSubject()).isEqualTo(mira.id().toString());
        assertThat(claims.getStringClaim("oid")).isEqualTo(mira.id().toString());
        assertThat(claims.getStringClaim("idtyp")).isEqualTo("user");
        assertThat(claims.getStringClaim("home_tid")).isEqualTo(home.tenant().toString());
        assertThat(claims.getStringListClaim("amr")).containsExactly("pwd");
        assertThat(claims.getClaim("mfa_time")).isNull();
        assertThat(claims.getBooleanClaim("scored")).isTrue();
        assertThat(claims.getLongClaim("se")).isZero();
        assertThat(claims.getLongClaim("re")).isZero();
        assertThat(claims.getStringClaim("gty")).isEqualTo("interactive");
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(claims.getIssueTime().toInstant().plusSeconds(600));
    }

    @Test
    void the_key_of_one_tenant_signs_for_no_other() throws Exception {
        Home home = Home.called("One");
        Home other = Home.called("Other");
        document(home, "/discovery/v2.0/keys");
        document(other, "/discovery/v2.0/keys");
        TokenResponse response = exchange(clientCredentials(home, Home.SECRET));
        String token =
                response.toSuccessResponse().getTokens().getBearerAccessToken().getValue();

        assertThatThrownBy(() -> verified(other, token)).isInstanceOf(BadJOSEException.class);
    }

    @Test
    void while_the_next_key_waits_tokens_are_verified_and_after_a_withdrawal_only_the_new_ones() throws Exception {
        Home home = Home.called("Rotation");
        document(home, "/discovery/v2.0/keys");
        String before = keys.signing(home.tenant()).id();
        String old = token(home);

        keys.rotate(home.tenant(), clock.instant());

        verified(home, old);
        assertThat(JWKSet.parse(document(home, "/discovery/v2.0/keys")).getKeys())
                .hasSize(2)
                .noneMatch(key -> key.isPrivate());
        keys.withdraw(home.tenant(), before, clock.instant());
        verified(home, token(home));
        assertThatThrownBy(() -> verified(home, old)).isInstanceOf(BadJOSEException.class);
    }

    @Test
    void an_unknown_client_a_wrong_secret_and_an_unknown_tenant_have_one_answer() throws Exception {
        Home home = Home.called("Clients");
        document(home, "/discovery/v2.0/keys");

        for (TokenRequest request : List.of(
                clientCredentials(home, "wrong"),
                clientCredentials(home.tenant(), UUID.randomUUID().toString(), Home.SECRET),
                clientCredentials(home.tenant(), "nonsense", Home.SECRET),
                clientCredentials(
                        new TenantId(UUID.randomUUID()), home.application().toString(), Home.SECRET))) {
            TokenErrorResponse refused = exchange(request).toErrorResponse();
            assertThat(refused.getErrorObject().getHTTPStatusCode()).isEqualTo(401);
            assertThat(refused.getErrorObject().getCode()).isEqualTo("invalid_client");
            assertThat(refused.getErrorObject().getDescription())
                    .isEqualTo("HW7000215: The client is unknown or its secret is wrong.");
        }
    }

    @Test
    void basic_authentication_comes_under_the_gateways_name() {
        Home home = Home.called("Basic");
        String basic = Base64.getEncoder()
                .encodeToString((home.application() + ":" + Home.SECRET).getBytes(StandardCharsets.UTF_8));

        eventually(() -> post(
                                home.tenant(),
                                "grant_type=client_credentials",
                                Map.of("Homeward-Client-Authorization", "Basic " + basic))
                        .statusCode()
                == 200);
        assertThat(post(
                                home.tenant(),
                                "grant_type=client_credentials&client_secret=x",
                                Map.of("Homeward-Client-Authorization", "Basic " + basic))
                        .jsonPath()
                        .getString("error"))
                .isEqualTo("invalid_request");
    }

    @Test
    void a_secret_ends_when_it_says_and_its_successor_opens_meanwhile() {
        Home home = Home.called("Rotating");
        var application = new ApplicationId(UUID.randomUUID());
        Instant now = Instant.now();
        home.application(
                application, Map.of("old", now.plus(Duration.ofHours(1)), "new", now.plus(Duration.ofHours(9))));
        eventually(() -> withSecret(home, application, "old") == 200);

        assertThat(withSecret(home, application, "new")).isEqualTo(200);
        clock.pass(Duration.ofHours(1));
        assertThat(withSecret(home, application, "old")).isEqualTo(401);
        assertThat(withSecret(home, application, "new")).isEqualTo(200);
    }

    private static int withSecret(Home home, ApplicationId application, String secret) {
        return post(
                        home.tenant(),
                        "grant_type=client_credentials&client_id=" + application + "&client_secret=" + secret,
                        Map.of())
                .statusCode();
    }

    @Test
    void an_unknown_tenant_has_no_discovery_and_no_keys() {
        for (String path : List.of("/v2.0/.well-known/openid-configuration", "/discovery/v2.0/keys")) {
            Response answer = anonymous().get("/" + UUID.randomUUID() + path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.contentType()).contains("application/problem+json");
        }
    }

    private String token(Home home) throws Exception {
        return exchange(clientCredentials(home, Home.SECRET))
                .toSuccessResponse()
                .getTokens()
                .getBearerAccessToken()
                .getValue();
    }

    private static JWTClaimsSet verified(Home home, String token) throws Exception {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256, new ImmutableJWKSet<>(JWKSet.parse(document(home, "/discovery/v2.0/keys")))));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                EDGE,
                new JWTClaimsSet.Builder()
                        .issuer(EDGE + "/" + home.tenant() + "/v2.0")
                        .build(),
                Set.of("sub", "exp", "iat", "jti", "client_id")));
        return processor.process(token, null);
    }

    private static TokenRequest clientCredentials(Home home, String secret) {
        return clientCredentials(home.tenant(), home.application().toString(), secret);
    }

    private static TokenRequest clientCredentials(TenantId tenant, String client, String secret) {
        return new TokenRequest(
                URI.create(EDGE + "/" + tenant + "/oauth2/v2.0/token"),
                new ClientSecretPost(new ClientID(client), new Secret(secret)),
                new ClientCredentialsGrant(),
                new Scope(EDGE + "/.default"));
    }

    /** What the library would send to the edge, sent to the service as the gateway would. */
    private static TokenResponse exchange(TokenRequest request) throws Exception {
        HTTPRequest http = request.toHTTPRequest();
        Response answer = anonymous()
                .contentType("application/x-www-form-urlencoded")
                .body(http.getBody())
                .post(http.getURI().getPath());
        var response = new HTTPResponse(answer.statusCode());
        response.setContentType("application/json");
        response.setBody(answer.asString());
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return TokenResponse.parse(response);
    }

    private static Response post(TenantId tenant, String form, Map<String, String> headers) {
        return anonymous()
                .contentType("application/x-www-form-urlencoded")
                .headers(headers)
                .body(form)
                .post("/" + tenant + "/oauth2/v2.0/token");
    }

    private static String document(Home home, String path) {
        var answer = new Response[1];
        eventually(() -> {
            answer[0] = anonymous().get("/" + home.tenant() + path);
            return answer[0].statusCode() == 200;
        });
        assertThat(answer[0].header("Cache-Control")).startsWith("public, max-age=");
        // The application comes by another feed; a moment later it is there too.
        eventually(() -> post(
                                home.tenant(),
                                "grant_type=client_credentials&client_id=" + home.application() + "&client_secret="
                                        + Home.SECRET,
                                Map.of())
                        .statusCode()
                == 200);
        return answer[0].asString();
    }

    private static RequestSpecification anonymous() {
        return given().auth().oauth2(Callers.token("remediation-service", Callers.anonymous()));
    }
}
