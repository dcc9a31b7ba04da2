package io.homeward.remediation.page;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.enrolment.Ticket;
import io.homeward.remediation.flow.BrowserSecret;
import io.homeward.remediation.flow.FlowId;
import io.homeward.remediation.flow.PageFlows;
import io.homeward.remediation.openid.AuthorizationId;
import io.homeward.remediation.openid.AuthorizationRequest;
import io.homeward.remediation.openid.Authorizations;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The pages to which links lead that begin a flow: a forgotten password, the way home from a tenant that refused, an enrolment. To open one changes
 * nothing; what is done is done by the form on it, sent from our own page.
 *
 * <p>They look as the tenant does in whose address they are, and as nobody's where there is no such tenant.
 */
@Singleton
class LinkPages {
    private static final String TICKET = "ticket";
    private static final String ENROL = "enrol";

    private final PageFlows flows;
    private final Authorizations authorizations;
    private final HomeRealm homeRealm;
    private final Brands brands;
    private final InstantSource clock;

    LinkPages(PageFlows flows, Authorizations authorizations, HomeRealm homeRealm, Brands brands, InstantSource clock) {
        this.flows = flows;
        this.authorizations = authorizations;
        this.homeRealm = homeRealm;
        this.brands = brands;
        this.clock = clock;
    }

    /** What somebody who says his name has come for. */
    enum Purpose {
        RECOVER("recover"),
        REMEDIATE("remediate");

        private final String wireName;

        Purpose(String wireName) {
            this.wireName = wireName;
        }
    }

    /**
     * Asks who is there.
     *
     * @param request what he came for in the first place, and is led back to
     */
    Reply ask(Visit visit, TenantId tenant, Purpose purpose, Optional<AuthorizationId> request) {
        return ask(visit, tenant, purpose, request, new TypedName("", Optional.empty()), 200);
    }

    private Reply ask(
            Visit visit,
            TenantId tenant,
            Purpose purpose,
            Optional<AuthorizationId> request,
            TypedName name,
            int status) {
        String asked = request.map(AuthorizationId::toString).orElse("");
        String here = visit.path() + "?" + (asked.isEmpty() ? "" : "request=" + asked + "&");
        return kept(visit, browser -> {
            Page page = Pages.titled(
                    visit,
                    brands.of(tenant),
                    purpose.wireName,
                    here,
                    name.problem(),
                    browser.tokenFor(form(tenant, purpose.wireName)));
            return Pages.show(visit, status, Templates.identify(page, name.text(), asked, ""), Optional.empty());
        });
    }

    /** Begins where whoever it is is at home. What he came for may be over by then: that keeps nobody from helping himself. */
    Reply begin(Visit visit, TenantId tenant, Purpose purpose, Sent sent) {
        Optional<BrowserSecret> browser = visit.sending(sent, form(tenant, purpose.wireName));
        if (browser.isEmpty()) {
            return Pages.forged(visit);
        }
        Optional<AuthorizationId> asked = AuthorizationId.parse(sent.text("request"));
        TypedName name = TypedName.of(sent);
        if (name.problem().isPresent()) {
            return ask(visit, tenant, purpose, asked, name, 400);
        }
        Optional<AuthorizationRequest> request = asked.flatMap(id -> authorizations.find(id, clock.instant()));
        FlowId flow = flows.openByLink(
                homeRealm.of(name.text()).orElse(tenant),
                request.map(AuthorizationRequest::client),
                request.map(AuthorizationRequest::id),
                name.text(),
                purpose == Purpose.RECOVER,
                browser.get(),
                visit.client());
        return Pages.goOn(visit, SignInPages.path(flow));
    }

    /** Where somebody begins who has no password of his own yet. */
    Reply welcome(Visit visit, TenantId tenant) {
        return welcome(visit, tenant, Optional.empty(), 200);
    }

    private Reply welcome(Visit visit, TenantId tenant, Optional<String> problem, int status) {
        var begin = new Choice("begin", visit.texts().say("enrol.begin"), "main");
        return kept(visit, browser -> {
            Page page = Pages.titled(
                    visit,
                    brands.of(tenant),
                    ENROL,
                    visit.path() + "?",
                    problem,
                    browser.tokenFor(form(tenant, ENROL)));
            return Pages.show(visit, status, Templates.linked(page, List.of(begin)), Optional.empty());
        });
    }

    Reply enrol(Visit visit, TenantId tenant, Sent sent) {
        Optional<BrowserSecret> browser = visit.sending(sent, form(tenant, ENROL));
        if (browser.isEmpty()) {
            return Pages.forged(visit);
        }
        FromLink link = FromLink.of(sent, TICKET);
        Optional<ApplicationId> application = link.part("client_id").flatMap(LinkPages::application);
        try {
            var ticket = new Ticket(link.part(TICKET).orElse(""));
            return Pages.goOn(
                    visit, SignInPages.path(flows.enrol(tenant, application, ticket, browser.get(), visit.client())));
        } catch (Refusal refusal) {
            if (refusal.fault() == Fault.ENROLMENT_UNKNOWN) {
                return welcome(visit, tenant, Optional.of("enrol.unknown"), 400);
            }
            throw refusal;
        }
    }

    private static Optional<ApplicationId> application(String text) {
        try {
            return Optional.of(ApplicationId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String form(TenantId tenant, String what) {
        return what + " " + tenant;
    }

    /** A browser that comes for the first time is given its secret with the page. */
    private static Reply kept(Visit visit, Function<BrowserSecret, Reply> page) {
        BrowserSecret browser = visit.browser().orElseGet(BrowserSecret::next);
        Reply shown = page.apply(browser);
        return visit.browser().isEmpty() ? shown.with(Visit.keep(browser)) : shown;
    }
}
