package io.homeward.remediation.openid;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.session.Session;
import io.homeward.remediation.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an application was granted by one sign-in of one person.
 *
 * @param tenant the application's, which is entered
 * @param home the person's, where his session is
 * @param challenges the application understands claims challenges ({@code xms_cc: cp1})
 * @param claims what was asked for by name beyond the scopes (OpenID Connect Core section 5.5)
 * @param publicly it went to a program or a page of the person's own, which proves nothing
 * @param mfaForEntry his second factor was passed for entering this tenant (D16)
 */
record Grant(
        UUID id,
        TenantId tenant,
        ApplicationId client,
        TenantId home,
        PersonId person,
        SessionId session,
        Set<String> scopes,
        boolean challenges,
        boolean mfaForEntry,
        boolean publicly,
        ByName claims,
        Instant expiresAt) {

    /** Names of claims, by where they are told. */
    record ByName(Set<String> idToken, Set<String> userinfo) {
        static final ByName NONE = new ByName(Set.of(), Set.of());

        ByName {
            idToken = Set.copyOf(idToken);
            userinfo = Set.copyOf(userinfo);
        }

        static ByName of(ClaimsAsked asked) {
            return new ByName(Set.copyOf(asked.idToken()), Set.copyOf(asked.userinfo()));
        }
    }

    /** Of {@code offline_access}, from the first factor on: whoever has not signed in for so long does so again. */
    static final Duration OFFLINE = Duration.ofDays(30);

    Grant {
        requireNonNull(id, "id");
        requireNonNull(tenant, "tenant");
        requireNonNull(client, "client");
        requireNonNull(home, "home");
        requireNonNull(person, "person");
        requireNonNull(session, "session");
        scopes = Set.copyOf(scopes);
        claims = requireNonNullElse(claims, ByName.NONE); // a grant of an earlier version has none
        requireNonNull(expiresAt, "expiresAt");
    }

    /** Of a sign-in that was answered. A tenant that is not the person's own never grants more than the session (D26). */
    static Grant of(UUID id, AuthorizationRequest request, boolean publicly, TenantId home, Session session) {
        boolean atHome = home.equals(request.tenant());
        Set<String> scopes = atHome ? request.scopes() : Scopes.without(request.scopes(), Scopes.OFFLINE);
        boolean offline = scopes.contains(Scopes.OFFLINE);
        return new Grant(
                id,
                request.tenant(),
                request.client(),
                home,
                session.person(),
                session.id(),
                scopes,
                request.demands().challenges(),
                session.mfaAt().filter(at -> !at.isBefore(request.began())).isPresent(),
                publicly,
                ByName.of(request.demands()),
                offline ? session.authTime().plus(OFFLINE) : session.expiresAt());
    }

    boolean offline() {
        return scopes.contains(Scopes.OFFLINE);
    }

    /** Whether it may be refreshed: whoever only wants to know who somebody is has nothing to refresh. */
    boolean refreshable(Issuer issuer) {
        return offline() || scopes.contains(issuer.scope());
    }

    boolean atHome() {
        return home.equals(tenant);
    }

    /** A refresh may ask for less (RFC 6749 section 6). */
    Optional<Grant> narrowed(Set<String> asked) {
        return scopes.containsAll(asked)
                ? Optional.of(new Grant(
                        id,
                        tenant,
                        client,
                        home,
                        person,
                        session,
                        asked,
                        challenges,
                        mfaForEntry,
                        publicly,
                        claims,
                        expiresAt))
                : Optional.empty();
    }
}
