package io.homeward.remediation.openid;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.directory.Applications;
import io.homeward.remediation.directory.IdentityProvider;
import io.homeward.remediation.directory.IdentityProviders;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.openid.IdTokens.Hint;
import io.homeward.remediation.session.BrowserSessions;
import io.homeward.remediation.session.Sessions;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Ends the browser's session (OpenID Connect RP-Initiated Logout 1.0). Nobody is sent anywhere but to an address that the application has registered.
 * Access tokens that are out end by themselves, within minutes.
 */
@Singleton
class SignOut {
    private static final int LONGEST_STATE = 2_000;

    private final TenantDatabase database;
    private final Rules rules;
    private final Applications applications;
    private final People people;
    private final IdentityProviders providers;
    private final BrowserSessions browsers;
    private final Sessions sessions;
    private final IdTokens idTokens;
    private final EdgeSettings edge;
    private final InstantSource clock;

    SignOut(
            TenantDatabase database,
            Rules rules,
            Applications applications,
            People people,
            IdentityProviders providers,
            BrowserSessions browsers,
            Sessions sessions,
            IdTokens idTokens,
            EdgeSettings edge,
            InstantSource clock) {
        this.database = database;
        this.rules = rules;
        this.applications = applications;
        this.people = people;
        this.providers = providers;
        this.browsers = browsers;
        this.sessions = sessions;
        this.idTokens = idTokens;
        this.edge = edge;
        this.clock = clock;
    }

    /**
     * @param cookie what the browser carries
     * @return where it goes then
     * @throws Refusal where the address to return to is not registered, or the hint is none of this issuer's; then nobody is signed out
     */
    URI signOut(TenantId tenant, Form form, @Nullable String cookie) {
        var issuer = new Issuer(edge.url(), tenant);
        if (database.in(tenant, handle -> rules.of(handle, tenant)).isEmpty()) {
            throw new Refusal(Fault.NOT_FOUND, "There is no such tenant.");
        }
        Optional<Hint> hint = form.one("id_token_hint").map(token -> idTokens.hint(issuer, token)
                .orElseThrow(() -> new Refusal(Fault.UNREADABLE, "id_token_hint is no ID token of this issuer.")));
        URI back = back(tenant, form, hint, issuer);
        Instant now = clock.instant();
        Optional<UUID> provider = Optional.ofNullable(cookie)
                .flatMap(value -> browsers.verify(value, now))
                .filter(known -> hint.isEmpty()
                        || hint.get().person().equals(known.session().person()))
                .flatMap(known -> database.in(known.home(), handle -> {
                    sessions.end(handle, known.home(), known.session().id(), "signedOut", now);
                    return known.home().equals(tenant) ? provider(handle, known) : Optional.empty();
                }));
        return provider.filter(each -> back.equals(issuer.signedOut()))
                .map(each -> URI.create(back + "?provider=" + each))
                .orElse(back);
    }

    /** Where he may still be signed in. */
    private Optional<UUID> provider(Handle handle, BrowserSessions.Known known) {
        return people.find(handle, known.home(), known.session().person())
                .flatMap(person -> providers.ofName(handle, known.home(), person.userPrincipalName()))
                .map(IdentityProvider::id);
    }

    private URI back(TenantId tenant, Form form, Optional<Hint> hint, Issuer issuer) {
        Optional<String> wanted = form.one("post_logout_redirect_uri");
        if (wanted.isEmpty()) {
            return issuer.signedOut();
        }
        URI registered = hint.map(Hint::client)
                .or(() -> form.one("client_id").flatMap(SignOut::id))
                .filter(client -> form.one("client_id")
                        .filter(said -> !said.equals(client.toString()))
                        .isEmpty())
                .flatMap(client -> database.in(tenant, handle -> applications.enabled(handle, tenant, client)))
                .map(Application::redirectUris)
                .flatMap(uris -> RegisteredRedirects.find(uris, wanted.get()))
                .orElseThrow(() -> new Refusal(
                        Fault.REDIRECT_UNKNOWN,
                        "The post_logout_redirect_uri is none that the application has registered."));
        return form.one("state")
                .filter(state -> state.length() <= LONGEST_STATE)
                .map(state -> with(registered, state))
                .orElse(registered);
    }

    private static URI with(URI uri, String state) {
        char glue = uri.getRawQuery() == null ? '?' : '&';
        return URI.create(uri.toString() + glue + "state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
    }

    private static Optional<ApplicationId> id(String text) {
        try {
            return Optional.of(ApplicationId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
