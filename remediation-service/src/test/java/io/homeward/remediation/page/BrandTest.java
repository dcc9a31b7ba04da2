package io.homeward.remediation.page;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.policy.Control;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.TenantServiceStandIn;
import io.homeward.remediation.fixture.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An organisation's own look, from the feed to the page. */
@QuarkusTest
@WithTestResource(World.class)
class BrandTest {
    private static final Path EXAMPLE = Path.of("../tenant-service/src/main/contract/examples/feed-branding.json");

    @Inject
    MovableClock clock;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @Test
    void every_page_looks_as_the_home_does_without_a_style_written_into_it() {
        Member mira = branded(Home.called("Fjord Clinic").always(Control.BLOCK), example());

        Browser browser = signedIn(mira);

        String here = "/" + mira.home().tenant() + "/branding/";
        assertThat(browser.page())
                .contains("<link rel=\"stylesheet\" href=\"" + here + "1b5e20-5f8e63.css\">")
                .contains("<img src=\"" + here, "alt=\"Fjord Clinic\"")
                .contains("Only for staff.")
                .doesNotContain(" style=", "<style");
        assertThat(browser.last().header("Content-Security-Policy")).contains("style-src 'self'", "img-src 'self'");
    }

    @Test
    void a_blocked_page_says_how_the_help_desk_is_reached() {
        Member mira = branded(Home.called("Blocked").always(Control.BLOCK), example());

        assertThat(signedIn(mira).page())
                .contains("blocked", "Room 4, ground floor")
                .contains("href=\"tel:+4755123456\"", "href=\"mailto:help@fjordclinic.example\"")
                .contains("href=\"https://help.fjordclinic.example/\"");
    }

    @Test
    void colours_and_logo_are_files_that_a_browser_may_keep_for_good() {
        Member mira = branded(Home.called("Files"), example());
        Browser browser = entering(mira);
        String style = "/" + mira.home().tenant() + "/branding/1b5e20-5f8e63.css";
        assertThat(browser.page()).contains("href=\"" + style + "\"");
        String logo = browser.page().split("<img src=\"")[1].split("\"")[0];

        Response colours = browser.open(style).last();
        Response picture = browser.open(logo).last();

        assertThat(colours.contentType()).startsWith("text/css");
        assertThat(colours.asString()).contains("--accent: #1b5e20", "--accent: #5f8e63");
        assertThat(picture.contentType()).isEqualTo("image/png");
        assertThat(picture.asByteArray()).isEqualTo(Base64.getDecoder().decode(content()));
        for (Response each : new Response[] {colours, picture}) {
            assertThat(each.header("Cache-Control")).contains("immutable");
            assertThat(each.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(each.header("Content-Security-Policy")).contains("sandbox");
        }
        Home other = Home.called("Other");
        assertThat(browser.open(logo.replace(
                                mira.home().tenant().toString(), other.tenant().toString()))
                        .last()
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1b5e20-zzzzzz.css",
                "1b5e20.css",
                "1B5E20-ffffff.css",
                "%2e%2e",
                "page.css",
                "0000000000000000000000000000000000000000000000000000000000000000"
            })
    void what_is_no_file_of_its_is_not_there(String file) {
        assertThat(new Browser()
                        .open("/" + UUID.randomUUID() + "/branding/" + file)
                        .last()
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_an_organisation_says_is_shown_as_text_and_what_is_no_colour_or_picture_is_not_used() {
        Map<String, Object> hostile = new LinkedHashMap<>(example());
        hostile.put("colour", "red;}*{display:none");
        hostile.put("text", "<script>alert(1)</script>");
        hostile.put("logo", Map.of("type", "image/svg+xml", "content", content()));
        Member mira = branded(Home.called("Hostile"), hostile);

        Browser browser = entering(mira);

        assertThat(browser.page())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert", "display:none", "/branding/");
    }

    @Test
    void a_letter_says_it_too() {
        String address = "mira-" + UUID.randomUUID() + "@fjord.example";
        Home home = Home.called("Letters");
        Member mira = branded(home, example());
        mira.reads("en", address);
        home.tell(mira, true, false, Set.of());

        eventually(() -> {
            SignIns.recovering(mira, "127.0.0.1");
            return World.lettersTo(address).stream().anyMatch(each -> each.contains("Room 4"));
        });
    }

    /** Waits until the look has been heard of. */
    private static Member branded(Home home, Map<String, Object> look) {
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        TenantServiceStandIn.INSTANCE.tell(
                "branding", home.tenant(), home.tenant().toString(), look);
        eventually(() -> new Browser()
                .with("Accept", "text/html,*/*;q=0.8")
                .open("/" + home.tenant() + "/recover")
                .page()
                .contains("class=\"own\""));
        return mira;
    }

    private static Browser entering(Member member) {
        return Browser.sentBy(member.home(), member.home().client(Set.of(), Browser.BACK));
    }

    private static Browser signedIn(Member member) {
        return entering(member).signIn(member.userPrincipalName(), Member.PASSWORD);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> example() {
        try {
            return FeedJson.mapper()
                    .convertValue(FeedJson.mapper().readTree(EXAMPLE.toFile()).get(0), Map.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String content() {
        return ((Map<?, ?>) example().get("logo")).get("content").toString();
    }
}
