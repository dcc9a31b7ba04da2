package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.openid.SubjectTokens.Subject;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What a token is (RFC 7662), and the end of it (RFC 7009). */
@Singleton
class KnownTokens {
    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final TenantDatabase database;
    private final Clients clients;
    private final Grants grants;
    private final SubjectTokens subjects;
    private final TellUser people;
    private final EdgeSettings edge;
    private final InstantSource clock;

    KnownTokens(
            TenantDatabase database,
            Clients clients,
            Grants grants,
            SubjectTokens subjects,
            TellUser people,
            EdgeSettings edge,
            InstantSource clock) {
        this.database = database;
        this.clients = clients;
        this.grants = grants;
        this.subjects = subjects;
        this.people = people;
        this.edge = edge;
        this.clock = clock;
    }

    /**
     * A refresh token is told to its own client only, an access token to every application of the tenant that can prove itself. What is none, is
     * somebody else's, or has ended is not active, and no more is said.
     */
    Map<String, Object> introspect(TenantId tenant, TokenRequest request) {
        Instant now = clock.instant();
        Application asking = clients.confidential(tenant, request, now);
        String token = request.required("token");
        return good(tenant, token, now)
                .filter(grant -> grant.client().equals(asking.id()))
                .map(this::told)
                .or(() -> subjects.shown(tenant, token)
                        .filter(subject -> people.current(subject).isPresent())
                        .map(this::told))
                .orElse(INACTIVE);
    }

    /** Ends the grant of a refresh token; one that is none any more has ended already. */
    void revoke(TenantId tenant, TokenRequest request) {
        Instant now = clock.instant();
        String token = request.required("token");
        Optional<Grant> grant = good(tenant, token, now);
        Application asking =
                clients.known(tenant, request, grant.filter(Grant::publicly).isPresent(), now);
        if (subjects.shown(tenant, token).isPresent()) {
            throw new OAuthRefusal(OAuthError.TOKEN_TYPE_UNSUPPORTED);
        }
        grant.filter(each -> each.client().equals(asking.id()))
                .ifPresent(each -> database.in(tenant, handle -> {
                    grants.end(handle, tenant, each.id(), "revoked", now);
                    return each;
                }));
    }

    private Optional<Grant> good(TenantId tenant, String token, Instant now) {
        return database.in(
                tenant,
                handle -> grants.show(handle, tenant, token, now) instanceof Grants.Shown.Good good
                        ? Optional.of(good.grant())
                        : Optional.empty());
    }

    private Map<String, Object> told(Grant grant) {
        var said = new LinkedHashMap<String, Object>();
        said.put("active", true);
        said.put("token_type", "refresh_token");
        said.put("client_id", grant.client().toString());
        said.put("sub", grant.person().toString());
        said.put("scope", String.join(" ", new TreeSet<>(grant.scopes())));
        said.put("exp", grant.expiresAt().getEpochSecond());
        said.put("iss", new Issuer(edge.url(), grant.tenant()).name());
        return said;
    }

    private Map<String, Object> told(Subject subject) {
        var said = new LinkedHashMap<String, Object>();
        said.put("active", true);
        said.put("token_type", "Bearer");
        said.put("client_id", subject.client().toString());
        said.put("sub", subject.person().toString());
        subject.acr().ifPresent(acr -> said.put("acr", acr));
        subject.authTime().ifPresent(time -> said.put("auth_time", time.getEpochSecond()));
        said.put("sid", subject.session().toString());
        said.put("tid", subject.tenant().toString());
        said.put("home_tid", subject.home().toString());
        said.put("scope", String.join(" ", new TreeSet<>(subject.scopes())));
        said.put("exp", subject.expiresAt().getEpochSecond());
        said.put("iss", new Issuer(edge.url(), subject.tenant()).name());
        return said;
    }
}
