package io.homeward.remediation.page;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.Platform;
import io.homeward.remediation.flow.BrowserSecret;
import io.homeward.remediation.language.Texts;
import io.homeward.remediation.openid.AuthorizationId;
import io.homeward.remediation.openid.Devices;
import io.homeward.remediation.openid.Devices.Entered;
import io.homeward.remediation.openid.Devices.Seen;
import io.homeward.remediation.openid.UserCode;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The pages of a device: which code does it show, then the ordinary sign-in, then whether it may come in. A code that came with the address is put
 * into the field and no more: the person compares it and says so himself (RFC 8628 section 3.3.1).
 */
@Singleton
class DevicePages {
    private static final String WARN = "warn";
    private static final int LONGEST_CODE = 20;

    private final Devices devices;
    private final Brands brands;
    private final InstantSource clock;

    DevicePages(Devices devices, Brands brands, InstantSource clock) {
        this.devices = devices;
        this.brands = brands;
        this.clock = clock;
    }

    /** Asks for the code. */
    Reply ask(Visit visit, TenantId tenant, String code) {
        String shown = UserCode.typed(code).map(UserCode::shown).orElse("");
        return ask(visit, tenant, shown, "", 200);
    }

    private Reply ask(Visit visit, TenantId tenant, String code, String problem, int status) {
        BrowserSecret browser = visit.browser().orElseGet(BrowserSecret::next);
        Texts texts = visit.texts();
        var page = new Page(
                visit.language(),
                brands.of(tenant),
                texts.say("device.heading"),
                texts.say("device.next"),
                problem.isEmpty() ? "" : texts.say(problem),
                "",
                visit.path() + "?" + (code.isEmpty() ? "" : "user_code=" + code + "&"),
                visit.path(),
                browser.tokenFor(entering(tenant)),
                "",
                0,
                "",
                List.of());
        Reply shown = Pages.show(visit, status, Templates.device(page, code), Optional.empty());
        return visit.browser().isEmpty() ? shown.with(Visit.keep(browser)) : shown;
    }

    /** Leads to the sign-in, where a device shows this code. */
    Reply enter(Visit visit, TenantId tenant, Sent sent) {
        if (visit.sending(sent, entering(tenant)).isEmpty()) {
            return Pages.forged(visit);
        }
        String typed = sent.word("code").orElse("");
        if (typed.isEmpty()) {
            return ask(visit, tenant, "", "device.code.empty", 400);
        }
        return switch (devices.enter(tenant, typed, visit.client().ipAddress(), clock.instant())) {
            case Entered.Found(var request) ->
                Pages.goOn(visit, "/" + request.tenant() + "/sign-in?request=" + request.value());
            case Entered.Unknown() ->
                ask(visit, tenant, typed.length() > LONGEST_CODE ? "" : typed, "device.code.wrong", 400);
            case Entered.TooMany() -> ask(visit, tenant, "", "device.code.too-many", 429);
        };
    }

    /** Asks whether it may come in, or says what became of it. */
    Reply show(Visit visit, AuthorizationId id, String session, String error) {
        return switch (devices.look(id, session, clock.instant())) {
            case Seen.Waiting waiting -> asks(visit, id, waiting);
            case Seen.Allowed(var application) ->
                said(
                        visit,
                        id,
                        200,
                        "device.allowed.heading",
                        visit.texts().say("device.allowed.next", application),
                        "good");
            case Seen.Denied() ->
                said(visit, id, 200, "device.denied.heading", visit.texts().say("device.denied.next"), "");
            case Seen.Refused refused -> refused(visit, id, refused);
            case Seen.Over() -> over(visit, id, error.equals("home_only") ? "device.home-only" : "device.over.next");
        };
    }

    private Reply asks(Visit visit, AuthorizationId id, Seen.Waiting waiting) {
        Optional<BrowserSecret> browser = visit.browser();
        if (browser.isEmpty()) {
            return over(visit, id, "device.over.next");
        }
        Texts texts = visit.texts();
        Page page = page(
                visit,
                id,
                texts.say("device.allow.heading", waiting.applicationName()),
                texts.say("device.allow.next", waiting.applicationName()),
                WARN,
                browser.get().tokenFor(deciding(id)),
                List.of());
        return Pages.show(visit, 200, Templates.allow(page, facts(visit, waiting)), Optional.empty());
    }

    /** What he can compare with the device in front of him. */
    private static List<Page.Detail> facts(Visit visit, Seen.Waiting waiting) {
        Texts texts = visit.texts();
        String unknown = texts.say("details.unknown");
        var facts = new ArrayList<Page.Detail>();
        facts.add(new Page.Detail(texts.say("details.application"), waiting.applicationName()));
        facts.add(new Page.Detail(texts.say("device.account"), waiting.personName()));
        facts.add(
                new Page.Detail(texts.say("device.place"), place(visit, waiting).orElse(unknown)));
        facts.add(new Page.Detail(
                texts.say("details.device"),
                waiting.platform().map(Platform::wireName).orElse(unknown)));
        facts.add(new Page.Detail(
                texts.say("details.time"),
                waiting.askedAt().truncatedTo(ChronoUnit.SECONDS).toString()));
        return facts;
    }

    private static Optional<String> place(Visit visit, Seen.Waiting waiting) {
        Optional<String> country = waiting.country()
                .filter(each -> !each.equals(CountryCode.NOWHERE))
                .map(each -> Locale.of("", each.value())
                        .getDisplayCountry(visit.language().locale()));
        return waiting.address()
                .map(address -> country.map(name -> name + " (" + address + ")").orElse(address))
                .or(() -> country);
    }

    /** Takes his word, and leads to what became of it. */
    Reply decide(Visit visit, AuthorizationId id, String session, Sent sent) {
        if (visit.sending(sent, deciding(id)).isEmpty()) {
            return Pages.forged(visit);
        }
        switch (sent.text("step")) {
            case "allow" -> devices.allow(id, session, visit.client().surroundings(Optional.empty()), clock.instant());
            case "deny" -> devices.deny(id, session, clock.instant());
            default -> {
                return Pages.say(visit, new Pages.Said(400, "error.heading", "error.unreadable", ""));
            }
        }
        return Pages.goOn(visit, visit.path());
    }

    private Reply refused(Visit visit, AuthorizationId id, Seen.Refused refused) {
        Texts texts = visit.texts();
        Page page = page(
                visit,
                id,
                texts.say("device.refused.heading"),
                texts.say("device.refused.next", refused.applicationName()),
                "stop",
                "",
                List.of(
                        new Page.Detail(texts.say("details.code"), Integer.toString(refused.code())),
                        new Page.Detail(
                                texts.say("details.requestId"), visit.client().requestId()),
                        new Page.Detail(texts.say("details.application"), refused.applicationName())));
        return Pages.show(visit, 403, Templates.message(page, "", ""), Optional.empty());
    }

    private Reply said(Visit visit, AuthorizationId id, int status, String heading, String next, String tone) {
        Page page = page(visit, id, visit.texts().say(heading), next, tone, "", List.of());
        return Pages.show(visit, status, Templates.message(page, "", ""), Optional.empty());
    }

    private Reply over(Visit visit, AuthorizationId id, String next) {
        Texts texts = visit.texts();
        Page page = page(visit, id, texts.say("device.over.heading"), texts.say(next), "", "", List.of());
        String again = "/" + id.tenant() + "/device";
        return Pages.show(visit, 410, Templates.message(page, again, texts.say("device.again")), Optional.empty());
    }

    private Page page(
            Visit visit,
            AuthorizationId id,
            String heading,
            String next,
            String tone,
            String continuation,
            List<Page.Detail> details) {
        return new Page(
                visit.language(),
                brands.of(id.tenant()),
                heading,
                next,
                "",
                "",
                visit.path() + "?",
                visit.path(),
                continuation,
                tone,
                0,
                "",
                details);
    }

    private static String entering(TenantId tenant) {
        return "device " + tenant;
    }

    private static String deciding(AuthorizationId id) {
        return "device " + id;
    }
}
