package io.homeward.remediation.page;

import io.homeward.remediation.Refusal;
import io.homeward.remediation.flow.PageFlows.Shown;
import io.homeward.remediation.language.Texts;
import io.homeward.remediation.openid.EntryRefusal;
import io.quarkus.qute.TemplateInstance;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes answers of pages, each with what keeps a browser from doing anything with it that we did not mean. */
public final class Pages {
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; form-action 'self'%s; frame-ancestors 'none'; base-uri 'none'";
    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9+.-]*:(//[A-Za-z0-9.:\\[\\]-]+)?");

    /** Referrers stay with us: with none at all, older browsers do not say either from where a form of ours is sent ({@link Visit#own}). */
    private static final Map<String, String> SAFE = Map.of(
            "Cache-Control",
            "no-store",
            "Referrer-Policy",
            "same-origin",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(),"
                    + " publickey-credentials-get=(self), publickey-credentials-create=(self)");

    private Pages() {}

    /** One without a flow: it says something, and perhaps where to go on. */
    public record Said(int status, String heading, String next, String tone) {}

    /**
     * @param next where the last form's answer may send the browser besides: browsers hold {@code form-action} against a redirect, too
     */
    public static Reply show(Visit visit, int status, TemplateInstance page, Optional<URI> next) {
        String policy = POLICY.formatted(
                next.flatMap(Pages::source).map(source -> " " + source).orElse(""));
        Reply reply = Reply.page(status, page.render())
                .with(Map.of("Content-Language", visit.texts().tag(), "Content-Security-Policy", policy));
        return safely(visit, reply);
    }

    public static Reply say(Visit visit, Said said) {
        Page page = bare(visit, said.heading(), said.next(), said.tone());
        return show(visit, said.status(), Templates.message(page, "", ""), Optional.empty());
    }

    /** What a page could not do. */
    public static Reply refused(Visit visit, Refusal refusal) {
        return say(
                visit,
                switch (refusal.fault().kind()) {
                    case MISSING -> new Said(404, "error.heading", "error.not-found", "");
                    case GONE -> new Said(410, "request-over.heading", "request-over.next", "");
                    case CONFLICT -> new Said(409, "expired.heading", "expired.next", "");
                    case INVALID -> new Said(400, "error.heading", "error.unreadable", "");
                    case REFUSED -> new Said(403, "error.heading", "error.not-found", "");
                    case BUSY -> new Said(503, "error.heading", "error.busy", "");
                });
    }

    /** The application's tenant lets him in not now (D1 to D29): what his home may say of it, who can act, and the way there. */
    static Reply refused(Visit visit, Shown shown, Brand brand, EntryRefusal refusal) {
        var entry = new RefusedEntry(refusal, shown, visit.path());
        Page page = new Screens(shown, brand, visit, "", Screens.Refused.NOT).stopped(entry);
        Texts texts = visit.texts();
        String label = entry.way().isEmpty() ? "" : texts.say(entry.label());
        Reply reply = show(visit, 403, Templates.message(page, entry.way(), label), Optional.empty());
        return refusal.retryAfter()
                .map(each -> reply.with(Map.of("Retry-After", Long.toString(Math.max(1, each.toSeconds())))))
                .orElse(reply);
    }

    /** The session here is over; the one at the tenant's own provider is the provider's affair. */
    static Reply signedOutHere(Visit visit, URI there) {
        Page page = bare(visit, "signed-out.heading", "signed-out.federated", "good");
        var shown = Templates.message(page, there.toString(), visit.texts().say("action.sign-out-there"));
        return show(visit, 200, shown, Optional.empty());
    }

    /** A page that sends the application's form by itself. */
    static Reply posting(Visit visit, String page, String policy) {
        return safely(visit, Reply.page(page).with(Map.of("Content-Security-Policy", policy)));
    }

    /** For a script of ours. */
    static Reply told(Visit visit, int status, String json) {
        return safely(visit, Reply.json(status, json));
    }

    /** To another page: one of our own, or the application's. */
    public static Reply goOn(Visit visit, String path) {
        return safely(visit, Reply.leading(path));
    }

    static Reply forged(Visit visit) {
        return say(visit, new Said(403, "error.heading", "error.forged", "stop"));
    }

    /**
     * A page with a form that begins something.
     *
     * @param name of its texts: {@code {name}.heading} and {@code {name}.next}
     * @param problem the key of its text
     */
    static Page titled(
            Visit visit, Brand brand, String name, String here, Optional<String> problem, String continuation) {
        Texts texts = visit.texts();
        return new Page(
                visit.language(),
                brand,
                texts.say(name + ".heading"),
                texts.say(name + ".next"),
                problem.map(texts::say).orElse(""),
                "",
                here,
                visit.path(),
                continuation,
                "",
                0,
                "",
                List.of());
    }

    static Page bare(Visit visit, String heading, String next, String tone) {
        Texts texts = visit.texts();
        return new Page(
                visit.language(),
                Brand.NOBODYS,
                texts.say(heading),
                texts.say(next),
                "",
                "",
                visit.path() + "?",
                visit.path(),
                "",
                tone,
                0,
                "",
                details(visit));
    }

    /** One that shows something of somebody's, and has no flow. */
    public static Page own(Visit visit, Brand brand, String heading, String lead, String error, String token) {
        return new Page(
                visit.language(),
                brand,
                heading,
                lead,
                error,
                "",
                visit.path() + "?",
                visit.path(),
                token,
                "",
                0,
                "",
                List.of());
    }

    private static List<Page.Detail> details(Visit visit) {
        var details = new ArrayList<Page.Detail>();
        Texts texts = visit.texts();
        details.add(
                new Page.Detail(texts.say("details.requestId"), visit.client().requestId()));
        visit.client()
                .ipAddress()
                .ifPresent(address -> details.add(new Page.Detail(texts.say("details.ipAddress"), address)));
        return details;
    }

    private static Reply safely(Visit visit, Reply reply) {
        Reply safe = reply.with(SAFE);
        return visit.chosen().map(language -> safe.with(Visit.keep(language))).orElse(safe);
    }

    /** As a policy names it: scheme and authority, or the scheme of an installed application. */
    private static Optional<String> source(URI to) {
        String authority = to.getRawAuthority();
        String source = to.getScheme() + ":"
                + (authority == null || !to.getScheme().startsWith("http") ? "" : "//" + authority);
        return Optional.of(source).filter(text -> SOURCE.matcher(text).matches());
    }
}
