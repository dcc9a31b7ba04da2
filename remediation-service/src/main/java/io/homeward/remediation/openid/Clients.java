package io.homeward.remediation.openid;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.directory.Applications;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Which application posts a request, proven as it is registered: by a secret, by an assertion signed with its key (RFC 7523), or by nothing where
 * it is a public one. An unknown tenant, an unknown client and a wrong proof have one answer.
 */
@Singleton
class Clients {
    static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** Hashed in place of a secret where there is no client. */
    private static final Application NOBODY = new Application(
            new ApplicationId(new UUID(0, 0)),
            new TenantId(new UUID(0, 0)),
            "",
            false,
            Set.of(),
            Set.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    private final TenantDatabase database;
    private final Applications applications;
    private final ClientAssertions assertions;

    Clients(TenantDatabase database, Applications applications, ClientAssertions assertions) {
        this.database = database;
        this.applications = applications;
        this.assertions = assertions;
    }

    /** @throws OAuthRefusal where it is none, has nothing to prove itself with, or has not */
    Application confidential(TenantId tenant, TokenRequest request, Instant now) {
        Application application = known(tenant, request, now);
        if (!application.confidential()) {
            throw new OAuthRefusal(OAuthError.CLIENT_UNKNOWN);
        }
        return application;
    }

    /**
     * One that proves itself if it can; a public one only says its name.
     *
     * @throws OAuthRefusal where it is none, or has not proven itself
     */
    Application known(TenantId tenant, TokenRequest request, Instant now) {
        return known(tenant, request, false, now);
    }

    /** @param publicly it speaks as a program or a page of the person's own, where no secret is kept (RFC 8252 section 8.4) */
    Application known(TenantId tenant, TokenRequest request, boolean publicly, Instant now) {
        return known(tenant, request, application -> publicly, now);
    }

    /** Where a code was sent there, it speaks so. */
    Application knownAt(TenantId tenant, TokenRequest request, String redirectUri, Instant now) {
        return known(tenant, request, application -> application.publicAt(redirectUri), now);
    }

    /**
     * One that runs on a device without a browser: a public one, or one of which an administrator has said that it is that as well.
     *
     * @throws OAuthRefusal where it is none, has not proven itself, or may not
     */
    Application ofDevice(TenantId tenant, TokenRequest request, Instant now) {
        Application application = known(tenant, request, Application::publicAsWell, now);
        if (application.confidential() && !application.publicAsWell()) {
            throw new OAuthRefusal(OAuthError.CLIENT_NOT_ALLOWED);
        }
        return application;
    }

    private Application known(TenantId tenant, TokenRequest request, Predicate<Application> publicly, Instant now) {
        Optional<Application> application = request.client()
                .or(() -> assertion(request).flatMap(ClientAssertions::claimed))
                .flatMap(client -> database.in(tenant, handle -> applications.enabled(handle, tenant, client)));
        boolean genuine = genuine(tenant, application.orElse(NOBODY), request, publicly, now);
        if (application.isEmpty() || !genuine) {
            throw new OAuthRefusal(OAuthError.CLIENT_UNKNOWN);
        }
        return application.get();
    }

    private boolean genuine(
            TenantId tenant,
            Application application,
            TokenRequest request,
            Predicate<Application> publicly,
            Instant now) {
        Optional<String> assertion = assertion(request);
        if (assertion.isPresent()) {
            return request.secret().isEmpty() && assertions.proves(tenant, application, assertion.get(), now);
        }
        boolean right = application.hasSecret(request.secret().orElse(""), now);
        return request.secret().isPresent() ? right : !application.confidential() || publicly.test(application);
    }

    private static Optional<String> assertion(TokenRequest request) {
        Optional<String> type = request.optional("client_assertion_type");
        Optional<String> assertion = request.optional("client_assertion");
        if (type.isPresent() != assertion.isPresent()
                || type.filter(each -> !each.equals(ASSERTION)).isPresent()) {
            throw new OAuthRefusal(OAuthError.REQUEST_INVALID, "client_assertion_type is " + ASSERTION + ".");
        }
        return assertion;
    }
}
