package io.homeward.remediation.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Passkeys;
import io.homeward.remediation.credential.RecoveryCodes;
import io.homeward.remediation.credential.TotpEnrolment;
import io.homeward.remediation.credential.Totps;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.flow.OwnPage;
import io.homeward.remediation.language.Texts;
import io.homeward.remediation.method.FactorInMaking;
import io.homeward.remediation.method.MayChangeFactors;
import io.homeward.remediation.page.Brands;
import io.homeward.remediation.page.Page;
import io.homeward.remediation.page.Pages;
import io.homeward.remediation.page.QrSvg;
import io.homeward.remediation.page.Reply;
import io.homeward.remediation.page.Templates;
import io.homeward.remediation.page.Visit;
import io.homeward.remediation.registration.PersonRegistration;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Shows a person his own pages. */
@Singleton
class AccountPages {
    private final TenantDatabase database;
    private final People people;
    private final Rules rules;
    private final Brands brands;
    private final PersonRegistration registration;
    private final OwnMethods methods;
    private final OwnSignIns signIns;
    private final OwnSessions sessions;
    private final MayChangeFactors may;
    private final Totps totps;
    private final Passkeys passkeys;
    private final RecoveryCodes recoveryCodes;

    AccountPages(
            TenantDatabase database,
            People people,
            Rules rules,
            Brands brands,
            PersonRegistration registration,
            OwnMethods methods,
            OwnSignIns signIns,
            OwnSessions sessions,
            MayChangeFactors may,
            Totps totps,
            Passkeys passkeys,
            RecoveryCodes recoveryCodes) {
        this.database = database;
        this.people = people;
        this.rules = rules;
        this.brands = brands;
        this.registration = registration;
        this.methods = methods;
        this.signIns = signIns;
        this.sessions = sessions;
        this.may = may;
        this.totps = totps;
        this.passkeys = passkeys;
        this.recoveryCodes = recoveryCodes;
    }

    private static final int AT_ONCE = 25;

    /**
     * A request for one of them, by somebody who may.
     *
     * @param token which its forms send back
     * @param said what has just been done, by the last part of its text's key; empty where nothing was
     * @param problem why it was not, by the same; empty where nothing is wrong
     */
    record Asked(Visit visit, AccountHolder holder, String token, String said, String problem, Instant now) {
        Asked but(String what) {
            return new Asked(visit, holder, token, "", what, now);
        }
    }

    /** Whose pages they are. */
    private record Whose(Person person, String tenantName) {}

    Reply security(Asked asked, Surroundings where) {
        Whose whose = whose(asked);
        AccountHolder holder = asked.holder();
        OwnMethods.All all = methods.of(holder);
        var leave = all.registered()
                ? may.change(holder.home(), holder.person(), holder.session().id(), asked.now())
                : may.add(holder.home(), holder.person(), holder.session().id(), where, asked.now());
        var view = SecurityView.of(
                all,
                registration.find(holder.home(), holder.person(), asked.now()).map(PersonRegistration.Shown::state),
                leave,
                whose.tenantName(),
                asked.visit().language());
        return show(
                asked,
                AccountTemplates.security(
                        page(asked, "account.heading", ""), shell(asked, whose, OwnPage.ACCOUNT), view));
    }

    Reply signIns(Asked asked, Optional<String> after) {
        Whose whose = whose(asked);
        var view = SignInsView.of(
                signIns.page(asked.holder(), after, AT_ONCE), asked.visit().language());
        return show(
                asked,
                AccountTemplates.signIns(
                        page(asked, "own-sign-ins.heading", "own-sign-ins.lead"),
                        shell(asked, whose, OwnPage.SIGN_INS),
                        view));
    }

    Reply sessions(Asked asked, Optional<String> after) {
        Whose whose = whose(asked);
        var view = SessionsView.of(
                sessions.page(asked.holder(), after, AT_ONCE, asked.now()),
                asked.visit().language());
        return show(
                asked,
                AccountTemplates.sessions(
                        page(asked, "own-sessions.heading", "own-sessions.lead"),
                        shell(asked, whose, OwnPage.SESSIONS),
                        view));
    }

    /** What is being added, as a sign-in shows it. */
    Reply inMaking(Asked asked, FactorInMaking making) {
        Whose whose = whose(asked);
        String name =
                switch (making) {
                    case FactorInMaking.App app -> "register-totp";
                    case FactorInMaking.Key key -> "register-passkey";
                    case FactorInMaking.Codes codes -> "recovery-codes";
                };
        return show(asked, screen(page(asked, name + ".heading", name + ".next"), asked, whose, making));
    }

    private TemplateInstance screen(Page page, Asked asked, Whose whose, FactorInMaking making) {
        AccountHolder holder = asked.holder();
        String name = whose.person().userPrincipalName();
        return switch (making) {
            case FactorInMaking.App(var seed) -> {
                TotpEnrolment shown = totps.show(holder.home(), holder.person(), seed, name);
                yield Templates.app(page, QrSvg.of(shown.uri()), shown.groups(), shown.uri(), shown.secret(), "", "");
            }
            case FactorInMaking.Key(var challenge) ->
                Templates.create(
                        page,
                        json(database.in(
                                holder.home(),
                                handle ->
                                        passkeys.askForNew(handle, holder.home(), holder.person(), challenge, name))));
            case FactorInMaking.Codes(var codes) ->
                Templates.codes(page, recoveryCodes.show(holder.home(), holder.person(), codes));
        };
    }

    private Whose whose(Asked asked) {
        AccountHolder holder = asked.holder();
        return database.in(
                holder.home(),
                handle -> new Whose(
                        people.find(handle, holder.home(), holder.person()).orElseThrow(AccountPages::gone),
                        rules.of(handle, holder.home())
                                .orElseThrow(AccountPages::gone)
                                .name()));
    }

    private static Refusal gone() {
        return new Refusal(Fault.NOT_FOUND, "Your account is not in the directory any more.");
    }

    private Page page(Asked asked, String heading, String lead) {
        Texts texts = asked.visit().texts();
        return Pages.own(
                asked.visit(),
                brands.of(asked.holder().home()),
                texts.say(heading),
                lead.isEmpty() ? "" : texts.say(lead),
                asked.problem().isEmpty() ? "" : texts.say(asked.problem()),
                asked.token());
    }

    private static Shell shell(Asked asked, Whose whose, OwnPage tab) {
        String key = "account.said." + asked.said();
        Texts texts = asked.visit().texts();
        return new Shell(
                OwnPage.ACCOUNT.address(asked.holder().home()),
                tab.wireName(),
                whose.person().userPrincipalName(),
                texts.has(key) ? texts.say(key) : "");
    }

    private static Reply show(Asked asked, TemplateInstance screen) {
        return Pages.show(asked.visit(), asked.problem().isEmpty() ? 200 : 400, screen, Optional.empty());
    }

    private static String json(Map<String, Object> options) {
        try {
            return FeedJson.mapper().writeValueAsString(options);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is asked of a browser is made here", e);
        }
    }
}
