package io.homeward.browsertest;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.homeward.browsertest.Site.Running;
import io.homeward.local.sample.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser of his own. He finds things by what they are called, as people do. */
final class Visitor implements AutoCloseable {
    private static final int MOST_STOPS = 20;
    private static final AtomicInteger ADDRESS = new AtomicInteger(10);

    private final Running site;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Visitor(Running site, Browser.NewContextOptions options, String network) {
        this.site = site;
        this.context = site.chromium()
                .newContext(options.setExtraHTTPHeaders(
                        Map.of("X-Forwarded-For", network + (ADDRESS.getAndIncrement() % 240))));
        context.setDefaultTimeout(Site.PATIENCE_MILLIS);
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // That an answer was no 2xx is said of every refusal that is shown as a page.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    static Visitor at(Running site) {
        return new Visitor(site, new Browser.NewContextOptions().setLocale("en-GB"), Site.ORDINARY);
    }

    /** Behind an address that hides who he is. */
    static Visitor hiding(Running site) {
        return new Visitor(site, new Browser.NewContextOptions().setLocale("en-GB"), Site.HIDING);
    }

    static Visitor withoutScript(Running site) {
        var options = new Browser.NewContextOptions().setLocale("en-GB").setJavaScriptEnabled(false);
        return new Visitor(site, options, Site.ORDINARY);
    }

    /** @param network where he sits */
    static Visitor from(Running site, String network) {
        return new Visitor(site, new Browser.NewContextOptions().setLocale("en-GB"), network);
    }

    static Visitor hidingWithoutScript(Running site) {
        var options = new Browser.NewContextOptions().setLocale("en-GB").setJavaScriptEnabled(false);
        return new Visitor(site, options, Site.HIDING);
    }

    static Visitor hidingAndSpeaking(Running site, String locale) {
        return new Visitor(site, new Browser.NewContextOptions().setLocale(locale), Site.HIDING);
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Opens the application, which sends him to sign in. */
    Visitor opens(Home home) {
        return opens(home, "");
    }

    /** @param more what the application asks besides */
    Visitor opens(Home home, String more) {
        home.awaitReadingRoom();
        page.navigate(home.authorize(more));
        return this;
    }

    /** Opens a page of ours. */
    Visitor goesTo(String address) {
        page.navigate(address);
        return this;
    }

    /** Says who he is, and no more than that he has a password. */
    Visitor signsIn(Person person) {
        return names(person).types("Password", person.password()).presses("Sign in");
    }

    Visitor proves(Person person) {
        sees("Verify your identity");
        return types("Code", person.code()).presses("Verify");
    }

    Visitor names(Person person) {
        return types("User name", person.userPrincipalName()).presses("Next");
    }

    Visitor signsIn(Home home, Person person) {
        return opens(home).signsIn(person);
    }

    Visitor types(String field, String text) {
        page.getByLabel(field, new Page.GetByLabelOptions().setExact(true)).fill(text);
        return this;
    }

    /** With the keyboard, where the page has put him. */
    Visitor writes(String text) {
        page.keyboard().type(text);
        page.keyboard().press("Enter");
        return this;
    }

    /** With the tabulator; wherever he comes by shows that he is there. */
    Visitor movesTo(String name) {
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            page.keyboard().press("Tab");
            assertThat((boolean)
                            page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle !== 'none'"))
                    .as("focus is seen")
                    .isTrue();
            if (page.evaluate("() => document.activeElement.textContent.trim()").equals(name)) {
                return this;
            }
        }
        throw new IllegalStateException("The tabulator does not lead to " + name);
    }

    Visitor presses(String button) {
        button(button).click();
        return this;
    }

    Visitor follows(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link)).click();
        return this;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Now this page is before him. */
    Visitor sees(String heading) {
        PlaywrightAssertions.assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(spoken("^", heading, "$"));
        return this;
    }

    Visitor reads(String text) {
        PlaywrightAssertions.assertThat(page.getByRole(AriaRole.MAIN)).containsText(spoken("", text, ""));
        return this;
    }

    /** Names are set apart from the words around them by characters that nobody sees (U+2068, U+2069). */
    private static Pattern spoken(String begin, String text, String end) {
        return Pattern.compile(text.codePoints()
                .mapToObj(each -> (Character.isLetterOrDigit(each) ? "" : "\\") + Character.toString(each))
                .collect(Collectors.joining("[\u2068\u2069]*", begin + "[\u2068\u2069]*", "[\u2068\u2069]*" + end)));
    }

    /** The same, which is looked at. */
    Visitor sees(String heading, String screen) {
        sees(heading);
        Screen.look(page, screen);
        return this;
    }

    /** The same in the other languages. */
    Visitor translates(String screen) {
        Screen.translated(page, screen);
        return this;
    }

    /** Opens what is folded. */
    Visitor unfolds(String summary) {
        page.locator("summary", new Page.LocatorOptions().setHasText(summary))
                .first()
                .click();
        return this;
    }

    /** Back at the application, with a code. */
    Visitor isSignedIn() {
        page.waitForURL(Pattern.compile(Pattern.quote(site.application().callback()) + "\\?.*code=.*"));
        assertThat(complaints).as("what the browser complained of").isEmpty();
        return this;
    }

    /** Back at the application, without one. */
    Visitor isBackWith(String error) {
        page.waitForURL(Pattern.compile(Pattern.quote(site.application().callback()) + "\\?.*error=" + error + ".*"));
        return this;
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }
}
