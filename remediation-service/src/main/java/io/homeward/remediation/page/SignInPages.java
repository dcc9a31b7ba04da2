package io.homeward.remediation.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Objection;
import io.homeward.remediation.flow.BrowserSecret;
import io.homeward.remediation.flow.FlowId;
import io.homeward.remediation.flow.FlowState;
import io.homeward.remediation.flow.OwnPage;
import io.homeward.remediation.flow.PageFlows;
import io.homeward.remediation.flow.PageFlows.Shown;
import io.homeward.remediation.flow.WeighPassword;
import io.homeward.remediation.language.Texts;
import io.homeward.remediation.openid.Answer;
import io.homeward.remediation.openid.AuthorizationId;
import io.homeward.remediation.openid.AuthorizationRequest;
import io.homeward.remediation.openid.Authorizations;
import io.homeward.remediation.openid.FormPost;
import io.homeward.remediation.session.BrowserSessions;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The pages of a sign-in: who are you, and then one for every state of the flow. */
@Singleton
class SignInPages {
    private final PageFlows flows;
    private final Authorizations authorizations;
    private final HomeRealm homeRealm;
    private final WeighPassword weighPassword;
    private final Brands brands;
    private final InstantSource clock;

    SignInPages(
            PageFlows flows,
            Authorizations authorizations,
            HomeRealm homeRealm,
            WeighPassword weighPassword,
            Brands brands,
            InstantSource clock) {
        this.flows = flows;
        this.authorizations = authorizations;
        this.homeRealm = homeRealm;
        this.weighPassword = weighPassword;
        this.brands = brands;
        this.clock = clock;
    }

    /** Asks who is there. */
    Reply identify(Visit visit, AuthorizationId id) {
        AuthorizationRequest request = request(id);
        return identify(
                visit.preferring(request.uiLocales()),
                request,
                request.loginHint().orElse(""),
                "",
                200);
    }

    private Reply identify(Visit visit, AuthorizationRequest request, String name, String problem, int status) {
        BrowserSecret browser = visit.browser().orElseGet(BrowserSecret::next);
        Texts texts = visit.texts();
        AuthorizationId id = request.id();
        var page = new Page(
                visit.language(),
                brands.of(id.tenant()),
                texts.say("identify.heading"),
                texts.say("page.signing-in-to", request.applicationName()),
                problem.isEmpty() ? "" : texts.say(problem),
                "",
                visit.path() + "?request=" + id.value() + "&",
                visit.path(),
                browser.tokenFor(id.toString()),
                "",
                0,
                "",
                List.of());
        Reply shown = Pages.show(
                visit,
                status,
                Templates.identify(page, name, id.value().toString(), ""),
                Optional.of(request.redirectUri()));
        return visit.browser().isEmpty() ? shown.with(Visit.keep(browser)) : shown;
    }

    /** Begins a flow where whoever it is is at home. */
    Reply begin(Visit visit, AuthorizationId id, Sent sent) {
        AuthorizationRequest request = request(id);
        Optional<BrowserSecret> browser = visit.sending(sent, id.toString());
        if (browser.isEmpty()) {
            return Pages.forged(visit);
        }
        if (sent.text("step").equals("passkey")) {
            return Pages.goOn(
                    visit, path(flows.openForPasskey(id.tenant(), request.client(), Optional.of(id), browser.get())));
        }
        TypedName name = TypedName.of(sent);
        if (name.problem().isPresent()) {
            return identify(visit, request, name.text(), name.problem().get(), 400);
        }
        TenantId home = homeRealm.of(name.text()).orElse(id.tenant());
        FlowId flow = flows.open(home, request.client(), Optional.of(id), name.text(), browser.get());
        return Pages.goOn(visit, path(flow));
    }

    /** How things stand. */
    Reply show(Visit visit, FlowId id, String wish) {
        Optional<Shown> shown = look(visit, id);
        if (shown.isEmpty()) {
            return over(visit);
        }
        Optional<Answer> answer = flows.answer(shown.get(), visit.client());
        if (answer.isEmpty()) {
            Optional<OwnPage> own = shown.get().ownPage();
            if (own.isPresent() && shown.get().state() instanceof FlowState.SignedIn) {
                return signedIn(Pages.goOn(visit, own.get().address(id.tenant())), shown.get());
            }
            return screen(visit, shown.get(), wish, Screens.Refused.NOT, 200);
        }
        return switch (answer.get()) {
            case Answer.Refused(var refusal) -> Pages.refused(visit, shown.get(), brands.of(id.tenant()), refusal);
            case Answer.Redirect redirect ->
                signedIn(Pages.goOn(visit, redirect.to().toString()), shown.get());
            case Answer.Post post ->
                signedIn(Pages.posting(visit, FormPost.page(post), FormPost.policy()), shown.get());
        };
    }

    private Reply signedIn(Reply onward, Shown shown) {
        return flows.sessionCookie(shown)
                .map(value -> onward.with(Visit.keep(BrowserSessions.COOKIE, value)))
                .orElse(onward);
    }

    /** Takes a step, and leads to how things stand then. */
    Reply step(Visit visit, FlowId id, Sent sent) {
        if (!visit.own()) {
            return Pages.forged(visit);
        }
        Optional<BrowserSecret> browser = visit.browser();
        if (browser.isEmpty()) {
            return over(visit);
        }
        String method = Method.taken(sent.text("step"));
        return switch (Typed.of(sent)) {
            case Typed.Wrong(var problem) -> again(visit, id, method, problem, List.of());
            case Typed.Forgot forgot ->
                look(visit, id)
                        .filter(shown -> shown.view().continuation().equals(sent.text("continuation")))
                        .map(shown -> Pages.goOn(visit, path(flows.recover(id, browser.get(), visit.client()))))
                        .orElseGet(() -> over(visit));
            case Typed.Step(var move) -> {
                try {
                    flows.take(id, browser.get(), sent.text("continuation"), move, visit.client());
                    yield Pages.goOn(visit, path(id) + (method.isEmpty() ? "" : "?method=" + method));
                } catch (Refusal refusal) {
                    yield refused(visit, id, refusal);
                }
            }
        };
    }

    /** What is said of a new password while it is typed: {@code score} from 0 to 4, and {@code reasons} in the person's language. */
    Reply strength(Visit visit, FlowId id, Sent sent) {
        String password = sent.text("password");
        boolean sensible = visit.own() && !password.isEmpty() && password.length() <= Typed.LONGEST_PASSWORD;
        return visit.browser()
                .filter(browser -> sensible)
                .flatMap(browser -> weighPassword.weigh(id, browser, sent.text("continuation"), password))
                .map(weight -> Pages.told(visit, 200, json(visit, weight)))
                .orElseGet(() -> Pages.told(visit, 409, "{}"));
    }

    private static String json(Visit visit, WeighPassword.Weight weight) {
        ObjectNode told = FeedJson.mapper().createObjectNode().put("score", weight.score());
        ArrayNode reasons = told.putArray("reasons");
        weight.objection().map(Objection::refusal).ifPresent(refusal -> reasons(visit, refusal)
                .forEach(reasons::add));
        return told.toString();
    }

    private Reply refused(Visit visit, FlowId id, Refusal refusal) {
        return switch (refusal.fault()) {
            case PASSWORD_UNACCEPTABLE -> again(visit, id, "", "change-password.unacceptable", reasons(visit, refusal));
            case FLOW_NOT_FOUND, FLOW_EXPIRED -> over(visit);
            default -> throw refusal;
        };
    }

    /** In the person's language, where a reason has a name that we know. */
    private static List<String> reasons(Visit visit, Refusal refusal) {
        JsonNode reasons = FeedJson.mapper().valueToTree(refusal.members()).path("reasons");
        return StreamSupport.stream(reasons.spliterator(), false)
                .map(each -> "password." + each.path("code").asText())
                .filter(visit.texts()::has)
                .map(visit.texts()::say)
                .toList();
    }

    /** The same page, and what was wrong with what was typed. */
    private Reply again(Visit visit, FlowId id, String method, String problem, List<String> reasons) {
        return look(visit, id)
                .map(shown -> screen(
                        visit, shown, method, new Screens.Refused(visit.texts().say(problem), reasons), 400))
                .orElseGet(() -> over(visit));
    }

    private Reply screen(Visit visit, Shown shown, String wish, Screens.Refused refused, int status) {
        Optional<AuthorizationRequest> request =
                shown.request().flatMap(id -> authorizations.find(id, clock.instant()));
        Reply page = Pages.show(
                visit,
                status,
                new Screens(shown, brands.of(shown.id().tenant()), visit, wish, refused).screen(),
                request.map(AuthorizationRequest::redirectUri));
        boolean onward = shown.provider().isPresent()
                && shown.state() instanceof FlowState.SignIn signIn
                && signIn.because().isEmpty();
        // Not a redirect: browsers hold the form that led here against one that leads elsewhere (form-action).
        return onward ? page.with(Map.of("Refresh", "0;url=" + visit.path() + "/federated")) : page;
    }

    /** Empty where there is none for this browser, whatever the reason. */
    private Optional<Shown> look(Visit visit, FlowId id) {
        try {
            return visit.browser().map(browser -> flows.look(id, browser, visit.client()));
        } catch (Refusal refusal) {
            if (refusal.fault() == Fault.FLOW_NOT_FOUND || refusal.fault() == Fault.FLOW_EXPIRED) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private static Reply over(Visit visit) {
        return Pages.say(visit, new Pages.Said(404, "expired.heading", "expired.next", ""));
    }

    private AuthorizationRequest request(AuthorizationId id) {
        return authorizations
                .find(id, clock.instant())
                .orElseThrow(() -> new Refusal(Fault.REQUEST_OVER, "Go back to the application and begin again."));
    }

    static String path(FlowId id) {
        return "/" + id.tenant() + "/sign-in/" + id.value();
    }
}
