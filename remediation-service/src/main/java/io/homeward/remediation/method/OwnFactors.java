package io.homeward.remediation.method;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.graph.refusal.Rejection;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.Credentials.FactorOf;
import io.homeward.remediation.notice.Notice;
import io.homeward.remediation.notice.PersonNotices;
import io.homeward.remediation.session.SessionId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody may do to his own factors: name them, take one away, have new recovery codes made, in a session that may ({@link MayChangeFactors}). He
 * is told of all but the name.
 */
@Singleton
public class OwnFactors {
    private static final int LONGEST_NAME = 60;

    private final TenantDatabase database;
    private final MayChangeFactors may;
    private final AddOwnFactor addOwnFactor;
    private final Credentials credentials;
    private final PersonNotices notices;
    private final InstantSource clock;

    OwnFactors(
            TenantDatabase database,
            MayChangeFactors may,
            AddOwnFactor addOwnFactor,
            Credentials credentials,
            PersonNotices notices,
            InstantSource clock) {
        this.database = database;
        this.may = may;
        this.addOwnFactor = addOwnFactor;
        this.credentials = credentials;
        this.notices = notices;
        this.clock = clock;
    }

    /** @throws GraphRefusal 403 where the session may not, 404 where the person has no such factor */
    public void remove(TenantId tenant, PersonId person, SessionId session, String method, Surroundings where) {
        mayChange(tenant, person, session);
        Instant now = clock.instant();
        database.in(tenant, handle -> {
            UUID id = id(method);
            FactorOf kind =
                    credentials.kindOf(handle, tenant, person, id).orElseThrow(() -> GraphRefusal.notFound(method));
            credentials.remove(handle, tenant, person, kind, id);
            var thing = kind == FactorOf.PASSKEY ? Notice.Thing.PASSKEY : Notice.Thing.TOTP;
            notices.tell(handle, tenant, person, Notice.of(Notice.Kind.FACTOR_REMOVED, thing, where), now);
            return id;
        });
    }

    /** @throws GraphRefusal 403 where the session may not, 400 for no name, 404 where the person has no such passkey */
    public void rename(TenantId tenant, PersonId person, SessionId session, String method, String name) {
        mayChange(tenant, person, session);
        String shown = name.strip();
        if (shown.isEmpty()
                || shown.codePointCount(0, shown.length()) > LONGEST_NAME
                || shown.codePoints().anyMatch(Character::isISOControl)) {
            throw GraphRefusal.badRequest("displayName has from 1 to 60 characters, and none that cannot be shown.");
        }
        database.in(tenant, handle -> {
            if (!credentials.rename(handle, tenant, person, id(method), shown)) {
                throw GraphRefusal.notFound(method);
            }
            return shown;
        });
    }

    /**
     * New recovery codes in the place of the old ones.
     *
     * @return the codes, for the only time
     * @throws GraphRefusal 403 where the session may not, 400 for somebody without a factor they could stand in for
     */
    public List<String> renewRecoveryCodes(TenantId tenant, PersonId person, SessionId session, Surroundings where) {
        mayChange(tenant, person, session);
        Instant now = clock.instant();
        return database.in(tenant, handle -> {
            if (!credentials.registered(handle, tenant, person)) {
                throw GraphRefusal.badRequest("Recovery codes stand in for a factor. Register one first.");
            }
            var notice = Notice.of(Notice.Kind.FACTOR_REGISTERED, Notice.Thing.RECOVERY_CODES, where);
            notices.tell(handle, tenant, person, notice, now);
            return credentials.renewRecoveryCodes(handle, tenant, person, now);
        });
    }

    /**
     * The same on his own page, which shows them until he says that he has kept them.
     *
     * @throws GraphRefusal see {@link #renewRecoveryCodes}
     */
    public void renewRecoveryCodes(AddOwnFactor.Adding by) {
        List<String> codes = renewRecoveryCodes(by.tenant(), by.person(), by.session(), by.where());
        database.in(by.tenant(), handle -> {
            addOwnFactor.keepCodes(handle, by, codes, clock.instant());
            return by;
        });
    }

    private void mayChange(TenantId tenant, PersonId person, SessionId id) {
        switch (may.change(tenant, person, id, clock.instant())) {
            case FactorLeave.Granted granted -> {
                // Go on.
            }
            case FactorLeave.Stale stale ->
                throw refused("Sign in again with a second factor: this needs a fresh one.", Optional.empty());
            case FactorLeave.Withheld(var rule) -> throw refused("Not in this session.", Optional.of(rule.name()));
            case FactorLeave.Unknown unknown ->
                throw new Refusal(Fault.BUSY, "Nothing can be changed at the moment. Try again in a little while.");
        }
    }

    private static GraphRefusal refused(String inner, Optional<String> rule) {
        var rejection = Rejection.of(
                        403,
                        "not-allowed",
                        "This caller may not do that",
                        "Insufficient privileges to complete the operation.")
                .withInner(inner);
        return new GraphRefusal(
                rule.map(name -> rejection.withMember("rule", name)).orElse(rejection));
    }

    private static UUID id(String method) {
        try {
            return UUID.fromString(method);
        } catch (IllegalArgumentException e) {
            throw GraphRefusal.notFound(method);
        }
    }
}
