package io.homeward.remediation.page;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.flow.BrowserSecret;
import io.homeward.remediation.flow.FlowId;
import io.homeward.remediation.flow.PageFlows;
import io.homeward.remediation.language.Texts;
import io.homeward.remediation.openid.Answer;
import io.homeward.remediation.openid.AuthorizationRequest;
import io.homeward.remediation.openid.AuthorizeAnywhere;
import io.homeward.remediation.openid.AuthorizeAnywhere.Named;
import io.homeward.remediation.openid.FormPost;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Who are you, where an application has not said of which tenant; the name says it. What was asked goes along in the page. */
@Singleton
class AnywherePages {
    private static final int LONGEST_NAME = 320;

    private final AuthorizeAnywhere authorize;
    private final PageFlows flows;

    AnywherePages(AuthorizeAnywhere authorize, PageFlows flows) {
        this.authorize = authorize;
        this.flows = flows;
    }

    /** @param asked the application's parameters, as they came */
    Reply ask(Visit visit, String asked, String name) {
        return ask(visit, asked, name, "", 200);
    }

    private static Reply ask(Visit visit, String asked, String name, String problem, int status) {
        BrowserSecret browser = visit.browser().orElseGet(BrowserSecret::next);
        Texts texts = visit.texts();
        var page = new Page(
                visit.language(),
                Brand.NOBODYS,
                texts.say("identify.heading"),
                "",
                problem.isEmpty() ? "" : texts.say(problem),
                "",
                visit.path() + "?" + asked + "&",
                visit.path(),
                browser.tokenFor(visit.path()),
                "",
                0,
                "",
                List.of());
        Reply shown = Pages.show(visit, status, Templates.identify(page, name, asked, ""), Optional.empty());
        return visit.browser().isEmpty() ? shown.with(Visit.keep(browser)) : shown;
    }

    /** Begins a flow where whoever it is is at home. */
    Reply begin(Visit visit, Sent sent) {
        Optional<BrowserSecret> browser = visit.sending(sent, visit.path());
        if (browser.isEmpty()) {
            return Pages.forged(visit);
        }
        String asked = sent.text("request");
        String name = sent.word("name").orElse("");
        boolean tooLong = name.length() > LONGEST_NAME;
        if (name.isEmpty() || tooLong || name.chars().anyMatch(Character::isISOControl)) {
            return ask(visit, asked, tooLong ? "" : name, tooLong ? "identify.too-long" : "identify.empty", 400);
        }
        return switch (authorize.named(asked, name)) {
            case Named.Nowhere nowhere -> ask(visit, asked, name, "identify.nowhere", 400);
            case Named.Asked(var home, var request) ->
                Pages.goOn(visit, path(open(home, request, name, browser.get())));
            case Named.Answered(var answer) -> answered(visit, answer);
        };
    }

    private FlowId open(TenantId home, AuthorizationRequest request, String name, BrowserSecret browser) {
        return flows.open(home, request.client(), Optional.of(request.id()), name, browser);
    }

    private static Reply answered(Visit visit, Answer answer) {
        return switch (answer) {
            case Answer.Redirect(var to) -> Pages.goOn(visit, to.toString());
            case Answer.Post post -> Pages.posting(visit, FormPost.page(post), FormPost.policy());
            case Answer.Refused refused ->
                Pages.say(visit, new Pages.Said(403, "error.heading", "error.not-found", "stop"));
        };
    }

    private static String path(FlowId id) {
        return "/" + id.tenant() + "/sign-in/" + id.value();
    }
}
