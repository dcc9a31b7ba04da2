package io.homeward.remediation.page;

import io.homeward.remediation.flow.BrowserSecret;
import io.homeward.remediation.flow.Client;
import io.homeward.remediation.language.Texts;
import io.homeward.remediation.mail.Language;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One request of a browser for a page.
 *
 * @param path of the page, without what was asked besides
 * @param chosen the language, where it was chosen just now; the browser keeps it then
 * @param free whether no language was ever chosen in this browser
 * @param own whether our own page sent it, as the browser says; what the browser itself was told to open is not
 */
public record Visit(
        String path,
        Language language,
        Optional<Language> chosen,
        boolean free,
        Optional<BrowserSecret> browser,
        boolean own,
        Client client) {
    private static final String FLOW = "__Host-homeward-flow";
    private static final String LANGUAGE = "__Host-homeward-language";
    private static final String KEPT_BY_BROWSER = "%s=%s; Path=/; Secure; HttpOnly; SameSite=Lax";

    /** @param edge the one address under which our pages are; what the request claims about it means nothing */
    public static Visit of(RoutingContext request, URI edge) {
        Optional<Language> chosen =
                Optional.ofNullable(request.request().getParam("lang")).flatMap(Visit::offered);
        Optional<Language> settled = chosen.or(() -> cookie(request, LANGUAGE).flatMap(Visit::offered));
        Language language = settled.or(() -> header(request, "Accept-Language").flatMap(Language::of))
                .orElse(Language.ENGLISH);
        return new Visit(
                request.normalizedPath(),
                language,
                chosen,
                settled.isEmpty(),
                cookie(request, FLOW).flatMap(BrowserSecret::parse),
                own(request, edge),
                Client.of(request));
    }

    /** The same in a language that the application asks for ({@code ui_locales}), unless the person himself has chosen one. */
    Visit preferring(List<String> locales) {
        return locales.stream()
                .filter(each -> free)
                .flatMap(each -> Language.of(each).stream())
                .findFirst()
                .map(each -> new Visit(path, each, Optional.of(each), false, browser, own, client))
                .orElse(this);
    }

    /** The browser, where what it sends is a form that our own page had for this. */
    Optional<BrowserSecret> sending(Sent sent, String what) {
        return browser.filter(secret -> own && secret.gave(sent.text("continuation"), what));
    }

    public Texts texts() {
        return Texts.in(language);
    }

    public static String keep(BrowserSecret secret) {
        return KEPT_BY_BROWSER.formatted(FLOW, secret.text());
    }

    public static String keep(Language language) {
        return KEPT_BY_BROWSER.formatted(LANGUAGE, language.locale().getLanguage());
    }

    public static String keep(String name, String value) {
        return KEPT_BY_BROWSER.formatted(name, value);
    }

    /** By Fetch Metadata, which no script can forge; browsers without it say an origin with every form. */
    private static boolean own(RoutingContext request, URI edge) {
        Optional<String> site = header(request, "Sec-Fetch-Site");
        return site.map("same-origin"::equals).orElseGet(() -> header(request, "Origin")
                .filter(origin -> origin.equals(edge.getScheme() + "://" + edge.getAuthority()))
                .isPresent());
    }

    /** One of those at the foot of the page. */
    private static Optional<Language> offered(String tag) {
        return Arrays.stream(Language.values())
                .filter(each -> each.locale().getLanguage().equals(tag))
                .findFirst();
    }

    private static Optional<String> header(RoutingContext request, String name) {
        return Optional.ofNullable(request.request().getHeader(name));
    }

    private static Optional<String> cookie(RoutingContext request, String name) {
        return Optional.ofNullable(request.request().getCookie(name)).map(Cookie::getValue);
    }
}
