package io.homeward.gateway.route;

import static io.homeward.gateway.suite.Suite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import io.homeward.gateway.suite.StandIns;
import io.homeward.gateway.suite.Suite;
import io.homeward.gateway.suite.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages on which people sign in, and what clients ask beside them: where they lead, and which cookies and tokens go along. */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class SignInPathsTest {
    private static final String FLOW = "__Host-homeward-flow=AbC_-1.x~";

    @Inject
    Doors doors;

    private TenantId tenant;

    @BeforeEach
    void a_tenant() {
        tenant = Suite.tenant("Fjord Clinic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/v2.0/authorize?client_id=1",
                "/oauth2/v2.0/token",
                "/oauth2/v2.0/logout",
                "/oauth2/v2.0/devicecode",
                "/oauth2/v2.0/revoke",
                "/oauth2/v2.0/introspect",
                "/oauth2/v2.0/keys",
                "/openid/userinfo",
                "/v2.0/.well-known/openid-configuration",
                "/sign-in?request=1",
                "/sign-in/5b4c3a7e-1f0d-4c62-9f0b-2a1d9c0e7f11",
                "/device",
                "/recover",
                "/recover/1",
                "/account",
                "/account/methods/1",
                "/signed-out"
            })
    void every_path_has_its_owner(String path) {
        found(tenant.toString(), path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fjord-clinic.example.test", "xn--fjrd-5na.example", "common", "organizations"})
    void a_tenant_is_found_by_its_domain_too_and_may_be_left_open(String where) {
        found(where, "/sign-in?request=1");
        found(where, "/v2.0/.well-known/openid-configuration");
    }

    private void found(String where, String path) {
        assertThat(get("/" + where + path))
                .startsWith("HTTP/1.1 200")
                .contains("\"service\":\"remediation-service\"")
                .contains("\"kind\":\"anonymous\"")
                .contains("\"uri\":\"/" + where + path + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/consumers/sign-in",
                "/v2.0/sign-in",
                "/a.1/sign-in",
                "/-a.test/sign-in",
                "/localhost/sign-in",
                "/5B4C3A7E-1F0D-4C62-9F0B-2A1D9C0E7F11/sign-in",
                "/5b4c3a7e-1f0d-4c62-9f0b-2a1d9c0e7f11/sign-in",
                "/a.test/internal",
                "/common/remediate",
                "/a%2etest%40b/sign-in"
            })
    void what_leads_to_no_tenant_does_not_exist(String path) {
        String answer = get(path);

        assertThat(Raw.status(answer)).as(answer).isEqualTo(404);
    }

    @Test
    void what_the_pages_need_is_there_for_everybody() {
        assertThat(get("/assets/1/page.css", "Cookie: " + FLOW))
                .contains("\"service\":\"remediation-service\"")
                .doesNotContain("AbC_-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oauth2/v2.0/authorize",
                "oauth2/v2.0/logout",
                "remediate",
                "enrol",
                "notice",
                "sign-in/1",
                "device",
                "recover",
                "account/sessions",
                "signed-out"
            })
    void our_cookies_go_in_and_out_on_the_pages(String page) {
        String answer = get(
                "/%s/%s?set=%s".formatted(tenant, page, encoded(FLOW + "; Path=/; Secure; HttpOnly; SameSite=Lax")),
                "Cookie: other=1; " + FLOW + "; __Host-homeward-browser=abcdefghijklmnopqrst_-",
                "Cookie: __Host-homeward-session=a.b.c; __host-homeward-x=1");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("\"cookie\":\"" + FLOW + "; __Host-homeward-session=a.b.c\"")
                .containsIgnoringCase("set-cookie: " + FLOW + "; Path=/; Secure; HttpOnly; SameSite=Lax\r\n")
                .doesNotContainIgnoringCase("set-cookie: a=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oauth2/v2.0/token",
                "oauth2/v2.0/introspect",
                "openid/userinfo",
                "discovery/v2.0/keys?a",
                "branding/1b5e20-5f8e63.css"
            })
    void no_cookie_goes_where_no_browser_signs_in(String path) {
        String separator = path.contains("?") ? "&" : "?";
        String answer = get(
                "/%s/%s%sset=%s".formatted(tenant, path, separator, encoded(FLOW + "; Path=/; Secure; HttpOnly")),
                "Cookie: " + FLOW);

        assertThat(answer).doesNotContain("\"cookie\"").doesNotContainIgnoringCase("set-cookie:");
    }

    @Test
    void no_cookie_goes_along_with_a_token() {
        String token = Tokens.person(Suite.person(tenant), tenant, tenant).text();
        for (String path : new String[] {"/v1.0/me", "/v1.0/users/1/authentication/methods", "/v1/tenants"}) {
            String answer = get(
                    path + "?set=" + encoded(FLOW + "; Path=/; Secure; HttpOnly"),
                    "Authorization: Bearer " + token,
                    "Cookie: " + FLOW);

            assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("\"cookie\"");
            assertThat(answer).doesNotContainIgnoringCase("set-cookie:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__Host-homeward-browser=abcdefghijklmnopqrst_-",
                "__Host-other=1",
                "homeward-flow=1",
                "__Host-homeward-flow=<script>",
                "__Host-homeward-flow=a\"b",
                "__Host-homeward-FLOW=1",
                "=__Host-homeward-flow=1",
                "__Host-homeward-flow",
                "__Host-homeward-flow=1; __Host-homeward-flow=2"
            })
    void what_is_not_ours_or_reads_in_two_ways_does_not_go_in(String cookie) {
        String answer = get("/" + tenant + "/sign-in/1", "Cookie: " + cookie);

        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("\"cookie\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__Host-homeward-browser=forged; Path=/; Secure; HttpOnly",
                "__Host-homeward-flow=1; Path=/; Secure",
                "__Host-homeward-flow=1; Path=/; HttpOnly",
                "__Host-homeward-flow=1; Path=/x; Secure; HttpOnly",
                "__Host-homeward-flow=1; Path=/; Secure; HttpOnly; Domain=evil.test",
                "session=1; Path=/; Secure; HttpOnly"
            })
    void what_is_not_made_as_our_cookies_are_does_not_go_out(String cookie) {
        String answer = get("/" + tenant + "/signed-out?set=" + encoded(cookie));

        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("set-cookie:");
    }

    @Test
    void a_browser_on_the_pages_is_known_again_beside_its_other_cookies() {
        String mark = "abcdefghijklmnopqrst_-";
        String set = "?set=" + encoded(FLOW + "; Path=/; Secure; HttpOnly");
        String fresh = get("/common/sign-in" + set);
        String known = get("/common/sign-in", "Cookie: __Host-homeward-browser=" + mark);
        String post = Raw.head("POST", "/common/oauth2/v2.0/authorize") + "\r\n";
        String sent = eventually(() -> Raw.say(doors.edgePort(), post), each -> Raw.status(each) != 429);

        assertThat(fresh)
                .containsPattern("[Ss]et-[Cc]ookie: __Host-homeward-browser=")
                .containsPattern("[Ss]et-[Cc]ookie: __Host-homeward-flow=");
        assertThat(known)
                .contains("\"homeward-client-browser\":\"" + mark + "\"")
                .doesNotContainIgnoringCase("set-cookie:");
        assertThat(sent).as("another site's POST brings no cookie").doesNotContain("__Host-homeward-browser");
    }

    @Test
    void a_client_shows_its_token_to_userinfo_and_nowhere_else() {
        String bearer = "Authorization: Bearer " + UUID.randomUUID();
        String basic = "Authorization: Basic YTpi";
        String userinfo = get("/" + tenant + "/openid/userinfo", bearer);

        assertThat(userinfo).contains("\"homeward-client-authorization\":\"" + bearer.substring(15) + "\"");
        assertThat(userinfo).contains("\"kind\":\"anonymous\"");
        assertThat(get("/" + tenant + "/sign-in", bearer)).doesNotContain("homeward-client-authorization");
        assertThat(get("/" + tenant + "/openid/userinfo", basic)).doesNotContain("homeward-client-authorization");
        assertThat(get("/" + tenant + "/oauth2/v2.0/introspect", basic))
                .contains("\"homeward-client-authorization\":\"Basic YTpi\"");
    }

    /** Other tests may have called so often from here that one has to wait a little. */
    private String get(String target, String... headers) {
        return eventually(() -> Raw.get(doors.edgePort(), target, headers), each -> Raw.status(each) != 429);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
