package io.homeward.remediation.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.place.Platform;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.credential.TotpEnrolment;
import io.homeward.remediation.flow.FlowState;
import io.homeward.remediation.flow.FlowView;
import io.homeward.remediation.flow.Move;
import io.homeward.remediation.flow.PageFlows.Shown;
import io.homeward.remediation.flow.Wording;
import io.homeward.remediation.language.Texts;
import io.quarkus.qute.TemplateInstance;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The screen of every state.
 *
 * @param brand of the person's home
 * @param wish the method that the person would rather use; empty where he has not said
 * @param refused why the step before was not taken; then nothing has changed
 */
record Screens(Shown shown, Brand brand, Visit visit, String wish, Refused refused) {

    /**
     * What was wrong with what was typed.
     *
     * @param problem empty where nothing was
     */
    record Refused(String problem, List<String> reasons) {
        static final Refused NOT = new Refused("", List.of());
    }

    private static final int LOOK_AGAIN = 2;
    private static final String STOP = "stop";
    private static final String WARN = "warn";
    private static final String GOOD = "good";
    private static final String CALM = "";

    TemplateInstance screen() {
        Texts texts = visit.texts();
        return switch (shown.state()) {
            case FlowState.SignIn state
            when shown.provider().isPresent() ->
                Templates.message(page(CALM), visit.path() + "/federated", texts.say("action.federated"));
            case FlowState.SignIn state ->
                shown.name().isEmpty()
                        ? Templates.key(page(CALM, 0, Wording.ofPasskey(state)), beginning())
                        : Method.toBegin(wish, texts)
                                .map(pass -> Templates.verify(page(CALM, 0, Wording.ofPass(state)), pass, List.of()))
                                .orElseGet(() -> Templates.password(page(CALM), shown.name(), beginning()));
            case FlowState.MoreInformationRequired state -> registering(texts);
            case FlowState.RegisterTotp state -> app();
            case FlowState.RegisterPasskey state ->
                Templates.create(page(CALM), json(shown.view().details().passkeyCreation()));
            case FlowState.RecoveryCodes state ->
                Templates.codes(
                        page(GOOD),
                        Optional.ofNullable(shown.view().details().recoveryCodes())
                                .orElse(List.of()));
            case FlowState.UnusualSignIn state -> Templates.notice(page(WARN), texts.say("action.continue"), "");
            case FlowState.VerifyIdentity state -> verifying(texts);
            case FlowState.AccountAtRisk state ->
                Templates.notice(page(WARN), texts.say("action.make-safe"), texts.say("account-at-risk.what"));
            case FlowState.ChangePassword state ->
                Templates.change(page(CALM), shown.name(), refused.reasons(), meter());
            case FlowState.Remediating state -> Templates.message(again(), visit.path(), texts.say("action.reload"));
            case FlowState.SignInBlocked state ->
                Templates.message(page(STOP), beginning(), texts.say("action.try-again"));
            case FlowState.AccountBlocked state -> Templates.message(page(STOP), "", "");
            case FlowState.CheckMail state ->
                Templates.mail(page(CALM), state.asks().contains(Move.Kind.SEND_AGAIN));
            case FlowState.Recovered state -> Templates.message(page(GOOD), beginning(), texts.say("action.sign-in"));
            case FlowState.RecoveryUnavailable state -> Templates.message(page(STOP), "", "");
            case FlowState.SignedIn state -> Templates.message(page(GOOD), "", "");
            case FlowState.Ended state -> Templates.message(page(CALM), beginning(), texts.say("action.begin-again"));
        };
    }

    /** The page where the sign-in went well and ends all the same. */
    Page stopped(RefusedEntry entry) {
        Page page = page(STOP);
        Texts texts = visit.texts();
        var details = new ArrayList<Page.Detail>();
        details.add(line(texts, "code", Integer.toString(entry.refusal().code().number())));
        details.addAll(page.details());
        details.add(line(texts, "decision", entry.refusal().decisionId().toString()));
        return new Page(
                page.language(),
                page.brand(),
                texts.say("refused.heading"),
                entry.why(texts),
                "",
                entry.help(texts),
                page.here(),
                page.action(),
                "",
                STOP,
                0,
                "",
                details);
    }

    private TemplateInstance registering(Texts texts) {
        FlowView.Details details = shown.view().details();
        boolean skip = Boolean.TRUE.equals(details.skipAllowed());
        Integer days = details.daysLeft();
        String time = days == null
                ? texts.say("more-information-required.now")
                : texts.count("more-information-required.days", days);
        return Templates.register(
                page(CALM),
                methods()
                        .flatMap(each -> Method.toRegister(each, texts).stream())
                        .toList(),
                time,
                skip);
    }

    private TemplateInstance app() {
        TotpEnrolment totp = shown.view().details().totp();
        if (totp == null) {
            throw new IllegalStateException("An app is registered without a key");
        }
        return Templates.app(
                page(CALM),
                QrSvg.of(totp.uri()),
                totp.groups(),
                totp.uri(),
                totp.secret(),
                "startPasskeyRegistration",
                visit.texts().say("register-totp.other"));
    }

    private TemplateInstance verifying(Texts texts) {
        List<Method> methods =
                methods().flatMap(each -> Method.toVerify(each, texts).stream()).toList();
        Method chosen = methods.stream()
                .filter(each -> each.wireName().equals(wish))
                .findFirst()
                .or(() -> methods.stream().findFirst())
                .orElseThrow(() -> new IllegalStateException("There is no way to verify"));
        return Templates.verify(
                page(CALM),
                chosen,
                methods.stream().filter(each -> !each.equals(chosen)).toList());
    }

    /** Options of the browser's own interface, as they are handed to it; empty where there are none. */
    private static String json(@Nullable Map<String, Object> options) {
        try {
            return options == null ? "" : FeedJson.mapper().writeValueAsString(options);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is asked of a browser is made here", e);
        }
    }

    private Stream<String> methods() {
        return Optional.ofNullable(shown.view().details().methods()).orElse(List.of()).stream();
    }

    /** Where a password's strength is asked for while it is typed. */
    private String meter() {
        return visit.path() + "/strength";
    }

    /** Where one begins anew for the same application; empty where nobody waits. */
    private String beginning() {
        return shown.request()
                .map(request -> "/" + request.tenant() + "/sign-in?request=" + request.value())
                .or(() -> shown.ownPage().map(page -> page.signIn(shown.id().tenant())))
                .orElse("");
    }

    private Page page(String tone) {
        return page(tone, 0);
    }

    private Page again() {
        return page(CALM, LOOK_AGAIN);
    }

    private Page page(String tone, int again) {
        return page(tone, again, Wording.of(shown.state()));
    }

    private Page page(String tone, int again, Wording wording) {
        Texts texts = visit.texts();
        String problem =
                refused.problem().isEmpty() ? wording.problem().map(texts::say).orElse("") : refused.problem();
        return new Page(
                visit.language(),
                brand,
                texts.say(wording.heading()),
                wording.next().map(texts::say).orElseGet(() -> texts.say("page.signing-in-to", application())),
                problem,
                wording.helped() ? texts.say("blocked.help", shown.tenantName()) : "",
                visit.path() + "?",
                visit.path(),
                shown.view().continuation(),
                tone,
                again,
                json(shown.view().details().passkey()),
                details(texts));
    }

    private String application() {
        return shown.view().details().application();
    }

    private List<Page.Detail> details(Texts texts) {
        FlowView view = shown.view();
        FlowView.Details details = view.details();
        var lines = new ArrayList<Page.Detail>();
        Optional.ofNullable(view.code()).ifPresent(code -> lines.add(line(texts, "code", code.toString())));
        lines.add(line(texts, "requestId", details.requestId()));
        lines.add(line(texts, "correlationId", details.correlationId()));
        lines.add(line(
                texts, "time", details.time().truncatedTo(ChronoUnit.SECONDS).toString()));
        lines.add(line(texts, "application", details.application()));
        Optional.ofNullable(details.ipAddress()).ifPresent(address -> lines.add(line(texts, "ipAddress", address)));
        lines.add(line(
                texts,
                "device",
                visit.client()
                        .userAgent()
                        .flatMap(Platform::ofUserAgent)
                        .map(Platform::wireName)
                        .orElseGet(() -> texts.say("details.unknown"))));
        return lines;
    }

    private static Page.Detail line(Texts texts, String name, String value) {
        return new Page.Detail(texts.say("details." + name), value);
    }
}
