package io.homeward.remediation.openid;

import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.risk.SignIn;
import io.homeward.remediation.risk.SignInReports;
import io.homeward.remediation.session.Session;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells risk-service that a session was used: no sign-in of its own, but one that says with which session and token it was made, so that a stolen
 * one shows. Kept here and told afterwards; nobody waits for it.
 */
@Singleton
class SessionUses {
    private final TenantDatabase database;
    private final People people;
    private final SignInReports reports;
    private final EdgeSettings edge;

    SessionUses(TenantDatabase database, People people, SignInReports reports, EdgeSettings edge) {
        this.database = database;
        this.people = people;
        this.reports = reports;
        this.edge = edge;
    }

    /**
     * @param shown the kind of token that was shown, in Graph's words
     * @param code 0 where a token was given, else why not
     */
    void report(
            TenantId home,
            Session session,
            Application client,
            TokenRequest.Sender from,
            String shown,
            SignInCode code,
            Instant now) {
        // A portal that keeps a secret exchanges on its own server: where that stands, and what it calls itself, says
        // nothing about the person.
        Optional<TokenRequest.Sender> himself = Optional.of(from).filter(sender -> !client.confidential());
        database.in(home, handle -> {
            String name = people.find(handle, home, session.person())
                    .map(Person::userPrincipalName)
                    .orElse(session.person().toString());
            var use = new SignIn(
                    UUID.randomUUID(),
                    now,
                    session.person().toString(),
                    name,
                    client.id().toString(),
                    client.displayName(),
                    himself.flatMap(sender -> sender.surroundings().origin().address())
                            .map(IpAddress::toString)
                            .orElse(null),
                    "Browser",
                    himself.flatMap(TokenRequest.Sender::userAgent).orElse(null),
                    false,
                    new SignIn.DeviceDetail(null, null, null, null),
                    null,
                    session.id().toString(),
                    new Issuer(edge.url(), home).name(),
                    shown,
                    new SignIn.Status(code.number(), code == SignInCode.SUCCESS ? null : "refused"));
            reports.signIn(handle, home, use, now);
            return use;
        });
    }
}
