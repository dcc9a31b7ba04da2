package io.homeward.remediation.page;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static io.restassured.RestAssured.given;

import io.homeward.accessrules.ApplicationId;
import io.homeward.remediation.fixture.Home;
import io.homeward.testsupport.Callers;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts, as far as the pages can tell: it keeps cookies, follows redirects and sends forms. */
public final class Browser {
    private static final String EDGE = "http://localhost:8080";
    public static final String BACK = "https://reading.example/callback";
    private static final Pattern HIDDEN = Pattern.compile("name=\"continuation\" value=\"([^\"]*)\"");

    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>(Map.of("Homeward-Client-Ip", "127.0.0.1"));
    private Response last;
    private String at = "";

    /** Sent by an application to the page that asks who is there. */
    public static Browser sentBy(Home home, ApplicationId application) {
        return sentBy(home, application, "");
    }

    /** @param more what the application asks besides */
    public static Browser sentBy(Home home, ApplicationId application, String more) {
        var browser = new Browser();
        String asked =
                "/%s/oauth2/v2.0/authorize?client_id=%s&redirect_uri=%s&response_type=code&scope=openid&state=s&nonce=n"
                        .formatted(home.tenant(), application, BACK);
        asked += "&code_challenge=" + "a".repeat(43) + "&code_challenge_method=S256" + more;
        String request = asked;
        eventually(() -> browser.request().get(request).statusCode() == 303);
        browser.open(browser.request().get(request).header("Location").replace("http://localhost:8080", ""));
        return browser;
    }

    /** Told to open it by whoever sits at it. */
    public static Browser opening(String path) {
        return new Browser().open(path);
    }

    /** @param accepted as its header {@code Accept} says */
    public static Browser asking(String accepted, String path) {
        return new Browser().with("Accept", accepted).open(path);
    }

    public Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Has this cookie from before. */
    public Browser carrying(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    public Browser open(String path) {
        at = path;
        last = request().get(path);
        return settle();
    }

    /** Sends a form of the page that is shown, whose address is another. */
    public Browser sendTo(String path, Map<String, String> fields) {
        at = path;
        return send(fields);
    }

    /** Sends the form of the page that is shown. */
    public Browser send(Map<String, String> fields) {
        last = post(fields);
        return settle();
    }

    public Response post(Map<String, String> fields) {
        var form = new LinkedHashMap<>(fields);
        form.putIfAbsent("continuation", continuation());
        return request()
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded")
                .body(encoded(form))
                .post(path());
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Says who is there, and the password. */
    public Browser signIn(String name, String password) {
        String request = at.substring(at.indexOf("request=") + 8);
        send(Map.of("name", name, "request", request));
        return send(Map.of("step", "password", "password", password));
    }

    public String continuation() {
        Matcher hidden = HIDDEN.matcher(last.asString());
        return hidden.find() ? hidden.group(1) : "";
    }

    public String path() {
        return at.contains("?") ? at.substring(0, at.indexOf('?')) : at;
    }

    String location() {
        return at;
    }

    public String page() {
        return last.asString();
    }

    public Response last() {
        return last;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    private Browser settle() {
        cookies.putAll(last.cookies());
        while (last.statusCode() == 303
                && last.header("Location").replace(EDGE, "").startsWith("/")) {
            at = last.header("Location").replace(EDGE, "");
            last = request().get(at);
            cookies.putAll(last.cookies());
        }
        return this;
    }

    private RequestSpecification request() {
        return given().config(RestAssuredConfig.config()
                        .redirect(RedirectConfig.redirectConfig().followRedirects(false)))
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(Callers.token("remediation-service", Callers.anonymous()))
                .headers(headers)
                .cookies(cookies);
    }
}
