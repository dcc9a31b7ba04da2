package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.openid.SubjectTokens.Subject;
import io.homeward.remediation.session.Sessions;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells an application about the person whose access token it holds, as long as that person's sessions have not been ended. */
@Singleton
class TellUser {
    private final SubjectTokens tokens;
    private final TenantDatabase database;
    private final People people;
    private final Sessions sessions;
    private final Grants grants;
    private final InstantSource clock;

    TellUser(
            SubjectTokens tokens,
            TenantDatabase database,
            People people,
            Sessions sessions,
            Grants grants,
            InstantSource clock) {
        this.tokens = tokens;
        this.database = database;
        this.people = people;
        this.sessions = sessions;
        this.grants = grants;
        this.clock = clock;
    }

    /** @throws OAuthRefusal where the token is none of this issuer's, has ended, or was not given for this */
    Map<String, Object> of(TenantId tenant, Optional<String> token) {
        Subject subject = token.flatMap(text -> tokens.shown(tenant, text))
                .orElseThrow(() -> new OAuthRefusal(OAuthError.TOKEN_INVALID));
        if (!subject.scopes().contains(Scopes.OPENID)) {
            throw new OAuthRefusal(OAuthError.SCOPE_INSUFFICIENT);
        }
        Person person = current(subject).orElseThrow(() -> new OAuthRefusal(OAuthError.TOKEN_INVALID));
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", person.id().toString());
        claims.put("oid", person.id().toString());
        claims.put("tid", tenant.toString());
        claims.putAll(UserClaims.of(person, subject.scopes(), named(subject)));
        return claims;
    }

    /** The person, unless something has ended his sessions since. */
    Optional<Person> current(Subject subject) {
        if (subject.grant().isPresent() && grant(subject).isEmpty()) {
            return Optional.empty();
        }
        return database.in(subject.home(), handle -> sessions.notOverruled(handle, subject.home(), subject.session())
                .filter(session -> session.person().equals(subject.person()))
                .flatMap(session -> people.find(handle, subject.home(), session.person()))
                .filter(Person::mayExist));
    }

    private Set<String> named(Subject subject) {
        return grant(subject).map(grant -> grant.claims().userinfo()).orElse(Set.of());
    }

    private Optional<Grant> grant(Subject subject) {
        return subject.grant()
                .flatMap(id -> database.in(
                        subject.tenant(), handle -> grants.live(handle, subject.tenant(), id, clock.instant())));
    }
}
