package io.homeward.remediation.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.ApplicationId;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.TenantServiceStandIn;
import io.homeward.remediation.fixture.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who are you, where an application has not said of which tenant. */
@QuarkusTest
@WithTestResource(World.class)
class AnywherePagesTest {

    @Inject
    MovableClock clock;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @Test
    void whoever_says_his_name_signs_in_at_home_and_goes_back_with_a_code() {
        Member mira = known("Anywhere pages");
        ApplicationId client = mira.home().client(Set.of(), Browser.BACK);
        Browser.sentBy(mira.home(), client); // until it is known
        String asked = asked(client);
        Browser browser = new Browser().open("/common/sign-in?" + asked);

        assertThat(browser.last().statusCode()).isEqualTo(200);
        assertThat(browser.page()).contains("Sign in").doesNotContain("Anywhere pages");
        browser.send(Map.of("name", mira.userPrincipalName(), "request", asked));
        assertThat(browser.path()).startsWith("/" + mira.home().tenant() + "/sign-in/");
        browser.send(Map.of("step", "password", "password", Member.PASSWORD));

        assertThat(browser.last().header("Location"))
                .startsWith(Browser.BACK + "?")
                .contains("code=");
    }

    @Test
    void a_domain_that_nobody_has_and_a_tenant_that_does_not_know_the_application_have_one_answer() {
        Member mira = known("Known pages");
        Member other = known("Other pages");
        ApplicationId client = mira.home().client(Set.of(), Browser.BACK);
        Browser.sentBy(mira.home(), client);
        String asked = asked(client);

        String nobodys = refused(asked, "mira@nobody.example");
        String elsewhere = refused(asked, other.userPrincipalName());

        assertThat(nobodys).contains("There is no sign-in for this name here.");
        assertThat(elsewhere.replace(other.userPrincipalName(), "NAME"))
                .isEqualTo(nobodys.replace("mira@nobody.example", "NAME"));
        assertThat(refused(asked.replace("callback", "elsewhere"), mira.userPrincipalName())
                        .replace("elsewhere", "callback")
                        .replace(mira.userPrincipalName(), "NAME"))
                .isEqualTo(nobodys.replace("mira@nobody.example", "NAME"));
    }

    @Test
    void only_our_own_page_says_a_name_and_nothing_typed_breaks_out_of_it() {
        Member mira = known("Forged pages");
        ApplicationId client = mira.home().client(Set.of(), Browser.BACK);
        String asked = asked(client);
        Browser browser = new Browser().open("/common/sign-in?" + asked);

        Map<String, String> forged =
                Map.of("name", mira.userPrincipalName(), "request", asked, "continuation", "x".repeat(43));
        assertThat(browser.post(forged).statusCode()).isEqualTo(403);
        assertThat(new Browser().open("/common/sign-in").last().statusCode()).isEqualTo(400);
        Browser injected = new Browser().open("/common/sign-in?login_hint=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
        assertThat(injected.last().statusCode()).isEqualTo(200);
        assertThat(injected.page()).doesNotContain("<script>alert");
    }

    /** Without what every page has of its own: keys against forgery and request ids. */
    private static String refused(String asked, String name) {
        Browser browser = new Browser().open("/common/sign-in?" + asked);
        browser.send(Map.of("name", name, "request", asked));
        assertThat(browser.last().statusCode()).isEqualTo(400);
        return browser.page().replaceAll("name=\"continuation\" value=\"[^\"]*\"", "");
    }

    private static Member known(String name) {
        Member member = Home.called(name).person("mira");
        SignIns.firstOf(member);
        TenantServiceStandIn.INSTANCE.knowsHomeOf(member);
        return member;
    }

    private static String asked(ApplicationId client) {
        return "client_id=%s&redirect_uri=%s&response_type=code&scope=openid&code_challenge=%s&code_challenge_method=S256"
                .formatted(client, Browser.BACK, "a".repeat(43));
    }
}
