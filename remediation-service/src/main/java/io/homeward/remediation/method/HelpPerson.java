package io.homeward.remediation.method;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.notice.Notice;
import io.homeward.remediation.notice.PersonNotices;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A home administrator helps somebody of his own tenant: a new password, or the end of all sessions. */
@Singleton
public class HelpPerson {
    /** The application permission for both. */
    static final String PERMISSION = "UserAuthenticationMethod.ReadWrite.All";

    private final TenantDatabase database;
    private final MayHelp mayHelp;
    private final Credentials credentials;
    private final GivePassword givePassword;
    private final PersonNotices notices;
    private final InstantSource clock;

    HelpPerson(
            TenantDatabase database,
            MayHelp mayHelp,
            Credentials credentials,
            GivePassword givePassword,
            PersonNotices notices,
            InstantSource clock) {
        this.database = database;
        this.mayHelp = mayHelp;
        this.credentials = credentials;
        this.givePassword = givePassword;
        this.notices = notices;
        this.clock = clock;
    }

    /** @param password that was made, for the only time; empty where one was given */
    record Reset(TenantId tenant, PersonId person, Optional<String> password, Instant at) {}

    /**
     * @param password empty where one is to be made
     * @throws GraphRefusal 403 where the caller may not; 400 for a guest, whose account is another tenant's (D11)
     */
    Reset resetPassword(Caller caller, String idOrName, Optional<String> password) {
        var helped = mayHelp.permittedPassword(caller, idOrName);
        PersonId person = helped.person().id();
        String chosen = password.orElseGet(TemporaryPassword::generate);
        givePassword.give(helped.tenant(), person, chosen, true, helped.by());
        return new Reset(
                helped.tenant(),
                person,
                password.isPresent() ? Optional.empty() : Optional.of(chosen),
                clock.instant());
    }

    /** Ends all sessions of somebody; everybody may end his own. */
    void revokeSessions(Caller caller, String idOrName) {
        TenantId tenant = MayHelp.actor(caller).actingIn();
        PersonId person = mayHelp.himself(caller, idOrName)
                .map(Person::id)
                .orElseGet(() -> mayHelp.permitted(caller, idOrName).person().id());
        Instant now = clock.instant();
        database.in(tenant, handle -> {
            credentials.endSessions(handle, tenant, person, "revoked", now);
            notices.tell(handle, tenant, person, Notice.of(Notice.Kind.SESSIONS_ENDED, Surroundings.UNKNOWN), now);
            return person;
        });
    }
}
