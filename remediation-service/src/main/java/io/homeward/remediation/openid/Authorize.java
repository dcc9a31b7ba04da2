package io.homeward.remediation.openid;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.directory.Applications;
import io.homeward.remediation.directory.Rules;
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
    private final EdgeSettings edge;
    private final InstantSource clock;

    Authorize(
            TenantDatabase database,
            Rules rules,
            Applications applications,
            AuthorizationRequests requests,
            ReadAuthorization reader,
            EdgeSettings edge,
            InstantSource clock) {
        this.database = database;
        this.rules = rules;
        this.applications = applications;
        this.requests = requests;
        this.reader = reader;
        this.edge = edge;
        this.clock = clock;
    }

    /** @throws Refusal where nobody may be sent back */
    Answer take(TenantId tenant, Form form) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        Application application = application(tenant, form);
        URI redirectUri = redirectUri(application, form);
        var issuer = new Issuer(edge.url(), tenant);
        var to = new AnswerTo(redirectUri, ReadAuthorization.responseMode(form), form.one("state"), issuer.name());
        try {
            AuthorizationRequest request = reader.read(form, issuer, application, redirectUri, now);
            if (request.silent()) {
                return to.error("login_required", "Nobody has signed in with this browser.");
            }
            return keep(request, issuer, now);
        } catch (ReadAuthorization.Wrong e) {
            return to.error(e.error(), e.description());
        }
    }

    private Answer keep(AuthorizationRequest request, Issuer issuer, Instant now) {
        return database.in(request.tenant(), handle -> {
            requests.forgetExpired(handle, request.tenant(), now);
            requests.keep(handle, request);
            return new Answer.Redirect(issuer.signIn(request.id()));
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
