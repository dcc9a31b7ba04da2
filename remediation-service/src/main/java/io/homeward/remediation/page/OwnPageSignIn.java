package io.homeward.remediation.page;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.flow.BrowserSecret;
import io.homeward.remediation.flow.FlowId;
import io.homeward.remediation.flow.OwnPage;
import io.homeward.remediation.flow.PageFlows;
import io.homeward.remediation.language.Texts;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Signing in for a page of ours: nobody has asked for it but the person himself, and nowhere else does it lead. */
@Singleton
public class OwnPageSignIn {
    private final PageFlows flows;
    private final HomeRealm homeRealm;
    private final TenantDatabase database;
    private final Rules rules;
    private final Brands brands;

    OwnPageSignIn(PageFlows flows, HomeRealm homeRealm, TenantDatabase database, Rules rules, Brands brands) {
        this.flows = flows;
        this.homeRealm = homeRealm;
        this.database = database;
        this.rules = rules;
        this.brands = brands;
    }

    /** @param tenant whose address was opened; whoever is at home elsewhere comes to his own */
    record To(TenantId tenant, OwnPage page) {
        @Override
        public String toString() {
            return tenant + " " + page.wireName();
        }
    }

    /** Asks who is there. */
    Reply identify(Visit visit, To to) {
        return identify(visit, to, "", "", 200);
    }

    private Reply identify(Visit visit, To to, String name, String problem, int status) {
        BrowserSecret browser = visit.browser().orElseGet(BrowserSecret::next);
        Texts texts = visit.texts();
        Page page = Pages.own(
                        visit,
                        brand(to.tenant()),
                        texts.say("identify.heading"),
                        texts.say("page.signing-in-to", texts.say("account.heading")),
                        problem.isEmpty() ? "" : texts.say(problem),
                        browser.tokenFor(to.toString()))
                .at(to.page().signIn(to.tenant()) + "&");
        Reply shown = Pages.show(
                visit, status, Templates.identify(page, name, "", to.page().wireName()), Optional.empty());
        return visit.browser().isEmpty() ? shown.with(Visit.keep(browser)) : shown;
    }

    /** Begins a flow where whoever it is is at home. */
    Reply begin(Visit visit, To to, Sent sent) {
        Optional<BrowserSecret> browser = visit.sending(sent, to.toString());
        if (browser.isEmpty()) {
            return Pages.forged(visit);
        }
        TypedName name = TypedName.of(sent);
        if (name.problem().isPresent()) {
            return identify(visit, to, name.text(), name.problem().get(), 400);
        }
        TenantId home = homeRealm.of(name.text()).orElse(to.tenant());
        return begun(visit, home, to.page(), name.text(), browser.get());
    }

    /** The same person once more: whoever is to change something proves it first, and comes back. */
    public Reply again(Visit visit, TenantId home, OwnPage page, String name) {
        BrowserSecret browser = visit.browser().orElseGet(BrowserSecret::next);
        Reply begun = begun(visit, home, page, name, browser);
        return visit.browser().isEmpty() ? begun.with(Visit.keep(browser)) : begun;
    }

    private Reply begun(Visit visit, TenantId home, OwnPage page, String name, BrowserSecret browser) {
        FlowId flow = flows.open(home, page, name, browser);
        return Pages.goOn(visit, "/" + flow.tenant() + "/sign-in/" + flow.value());
    }

    /** @throws Refusal where there is no such tenant */
    private Brand brand(TenantId tenant) {
        return database.in(tenant, handle -> rules.of(handle, tenant))
                .map(known -> brands.of(tenant))
                .orElseThrow(() -> new Refusal(Fault.NOT_FOUND, "There is no such tenant."));
    }
}
