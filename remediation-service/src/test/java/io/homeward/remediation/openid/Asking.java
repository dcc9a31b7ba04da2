package io.homeward.remediation.openid;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.ApplicationId;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.testsupport.Callers;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An application that sends people to sign in, as far as it is a browser's and not a library's business. */
final class Asking {
    static final String REDIRECT = "https://reading.example/callback";
    static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-of-them-43";

    private final Home home;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private Map<String, String> cookies = Map.of();
    private String accept = "*/*";

    private Asking(Home home, ApplicationId application) {
        this.home = home;
        parameters.put("client_id", application.toString());
        parameters.put("redirect_uri", REDIRECT);
        parameters.put("response_type", "code");
        parameters.put("scope", "openid profile");
        parameters.put("state", "a state & more");
        parameters.put("nonce", "n-1");
        parameters.put("code_challenge", challenge(VERIFIER));
        parameters.put("code_challenge_method", "S256");
    }

    /** Waits until the application has been heard of. */
    static Asking of(Home home, ApplicationId application) {
        var asking = new Asking(home, application);
        eventually(() -> asking.get().statusCode() == 303);
        return asking;
    }

    static Asking anew(Home home, ApplicationId application) {
        return new Asking(home, application);
    }

    Asking with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    Asking without(String name) {
        parameters.remove(name);
        return this;
    }

    Asking accepting(String type) {
        accept = type;
        return this;
    }

    Asking carrying(String cookie, String value) {
        cookies = Map.of(cookie, value);
        return this;
    }

    Response get() {
        return browser().get(path() + "?" + form());
    }

    Response post() {
        return browser()
                .contentType("application/x-www-form-urlencoded")
                .body(form())
                .post(path());
    }

    /** What was kept, as the sign-in page's address says. */
    String request() {
        Response answer = get();
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
        URI page = URI.create(answer.header("Location"));
        assertThat(page.getPath()).endsWith("/sign-in");
        return page.getPath().split("/")[1] + "." + query(page).get("request");
    }

    /** Signs in with a password and no more, and says where the browser goes then. */
    URI signIn(Member member) {
        SignIns flow = SignIns.answering(member, ApplicationId.of(parameters.get("client_id")), request())
                .password(Member.PASSWORD);
        assertThat(flow.state()).as(flow.last().asString()).isEqualTo("signed-in");
        return URI.create(flow.json().getString("answer.redirect"));
    }

    String code(Member member) {
        return query(signIn(member)).get("code");
    }

    static Map<String, String> query(URI uri) {
        return parameters(uri.getRawQuery());
    }

    static Map<String, String> parameters(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String path() {
        return "/" + home.tenant() + "/oauth2/v2.0/authorize";
    }

    private String form() {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + java.net.URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private RequestSpecification browser() {
        return given().config(RestAssuredConfig.config()
                        .redirect(RedirectConfig.redirectConfig().followRedirects(false)))
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(Callers.token("remediation-service", Callers.anonymous()))
                .accept(accept)
                .cookies(cookies);
    }
}
