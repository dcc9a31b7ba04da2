package io.homeward.remediation.openid;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.directory.Applications;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.risk.SignIn;
import io.homeward.remediation.session.BrowserSessions;
import io.homeward.remediation.session.BrowserSessions.Known;
import io.homeward.remediation.session.Session;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Takes an application's request. Until it is known that the application is registered, and the address is one of its own, nobody is sent
 * anywhere (RFC 6749 section 4.1.2.1): what is wrong is then said here.
 */
@Singleton
class Authorize {
    private final TenantDatabase database;
    private final Rules rules;
    private final Applications applications;
    private final AuthorizationRequests requests;
    private final ReadAuthorization reader;
    private final BrowserSessions browsers;
    private final Continuing continuing;
    private final Authorizations authorizations;
    private final SessionUses uses;
    private final EdgeSettings edge;
    private final InstantSource clock;

    Authorize(
            TenantDatabase database,
            Rules rules,
            Applications applications,
            AuthorizationRequests requests,
            ReadAuthorization reader,
            BrowserSessions browsers,
            Continuing continuing,
            Authorizations authorizations,
            SessionUses uses,
            EdgeSettings edge,
            InstantSource clock) {
        this.database = database;
        this.rules = rules;
        this.applications = applications;
        this.requests = requests;
        this.reader = reader;
        this.browsers = browsers;
        this.continuing = continuing;
        this.authorizations = authorizations;
        this.uses = uses;
        this.edge = edge;
        this.clock = clock;
    }

    /**
     * The browser that was sent here.
     *
     * @param cookie what it carries of a session
     */
    record Browser(Optional<String> cookie, TokenRequest.Sender from) {}

    /** What became of it. */
    sealed interface Taken {
        /** The person has to sign in for it. */
        record Asking(AuthorizationRequest request) implements Taken {}

        record Answered(Answer answer) implements Taken {}
    }

    /** @throws Refusal where nobody may be sent back */
    Taken take(TenantId tenant, Form form, Browser browser) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        Application application = application(tenant, form);
        URI redirectUri = redirectUri(application, form);
        var issuer = new Issuer(edge.url(), tenant);
        var to = new AnswerTo(redirectUri, ReadAuthorization.responseMode(form), form.one("state"), issuer.name());
        try {
            AuthorizationRequest request = reader.read(form, issuer, application, redirectUri, now);
            return answered(request, application, to, browser, now);
        } catch (ReadAuthorization.Wrong e) {
            return new Taken.Answered(to.error(e.error(), e.description()));
        }
    }

    private Taken answered(
            AuthorizationRequest request, Application application, AnswerTo to, Browser browser, Instant now) {
        Optional<Known> known = browser.cookie()
                .filter(cookie -> !request.wantsFreshSignIn())
                .flatMap(cookie -> browsers.verify(cookie, now))
                .filter(each -> will(request, each.session(), now));
        boolean goesOn = known.filter(each -> !request.asksMoreThan(each.session()))
                .filter(each -> continuing.goesOn(
                        each.home(), each.session(), request, browser.from().surroundings(), now))
                .isPresent();
        if (goesOn) {
            keep(request, now);
            Known session = known.get();
            uses.report(
                    session.home(),
                    session.session(),
                    application,
                    browser.from(),
                    SignIn.NO_TOKEN,
                    SignInCode.SUCCESS,
                    now);
            return new Taken.Answered(authorizations.answer(
                    session.home(),
                    request.id(),
                    session.session(),
                    browser.from().surroundings(),
                    now));
        }
        if (request.silent()) {
            return new Taken.Answered(
                    known.isPresent()
                            ? to.error("interaction_required", "The person has to be asked something.")
                            : to.error("login_required", "Nobody has signed in with this browser, or too long ago."));
        }
        keep(request, now);
        return new Taken.Asking(request);
    }

    /** Whether it is who is meant, and proven lately enough. */
    private static boolean will(AuthorizationRequest request, Session session, Instant now) {
        return request.acceptsFirstFactorOf(session.authTime(), now)
                && request.hinted()
                        .filter(person -> !person.equals(session.person()))
                        .isEmpty();
    }

    private void keep(AuthorizationRequest request, Instant now) {
        database.in(request.tenant(), handle -> {
            requests.forgetExpired(handle, request.tenant(), now);
            requests.keep(handle, request);
            return request;
        });
    }

    private Application application(TenantId tenant, Form form) {
        return database.in(tenant, handle -> {
            if (rules.of(handle, tenant).isEmpty()) {
                throw new Refusal(Fault.NOT_FOUND, "There is no such tenant.");
            }
            return form.one("client_id")
                    .flatMap(Authorize::id)
                    .flatMap(id -> applications.enabled(handle, tenant, id))
                    .orElseThrow(() -> new Refusal(
                            Fault.APPLICATION_UNKNOWN, "No application with this client_id is in use in this tenant."));
        });
    }

    private static URI redirectUri(Application application, Form form) {
        return form.one("redirect_uri")
                .flatMap(asked -> RegisteredRedirects.find(application.redirectUris(), asked))
                .orElseThrow(() -> new Refusal(
                        Fault.REDIRECT_UNKNOWN, "The redirect_uri is none that the application has registered."));
    }

    private static Optional<ApplicationId> id(String text) {
        try {
            return Optional.of(ApplicationId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
