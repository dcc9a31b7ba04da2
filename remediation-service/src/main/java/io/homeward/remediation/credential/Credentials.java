package io.homeward.remediation.credential;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.remediation.session.Account;
import io.homeward.remediation.session.Accounts;
import io.homeward.remediation.session.Sessions;
import io.homeward.vault.Sealed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Every change to what a person proves himself with. Each takes the account's lock, does all that follows (sessions end, the epoch rises, the
 * capability is told) and leaves it to the caller's transaction to make it true at once.
 */
@Singleton
public class Credentials {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Totps totps;
    private final Capabilities capabilities;

    Credentials(Accounts accounts, Sessions sessions, Passwords passwords, Totps totps, Capabilities capabilities) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.totps = totps;
        this.capabilities = capabilities;
    }

    /** Whose doing a new password is. */
    public enum Origin {
        /** An administrator's, to be replaced by its owner with MFA before it counts. */
        TEMPORARY,
        /** An administrator's, given for good. */
        GIVEN,
        /** The owner's, who passed MFA for it. */
        OWNER_WITH_MFA,
        /** The owner's, with nothing but the old password. */
        OWNER
    }

    /** @param replaced whether there was one before; then all sessions ended and the epoch rose */
    public record PasswordSet(boolean replaced, long sessionEpoch) {}

    /**
     * @param hash by {@link PasswordHashes#hash}, made before the transaction
     * @param by who did it, for the record
     */
    public PasswordSet setPassword(
            Handle handle, TenantId tenant, PersonId person, String hash, Origin origin, String by, Instant now) {
        Account account = accounts.lock(handle, tenant, person);
        boolean replaced = passwords.exists(handle, tenant, person);
        passwords.replace(handle, tenant, person, hash, origin == Origin.TEMPORARY, by, now);
        switch (origin) {
            case TEMPORARY -> accounts.setTemporaryPasswordPending(handle, tenant, person, true);
            case OWNER_WITH_MFA -> accounts.setTemporaryPasswordPending(handle, tenant, person, false);
            case GIVEN, OWNER -> {
                // Whoever was to replace a temporary one with MFA still is.
            }
        }
        long epoch = account.sessionEpoch();
        if (replaced) {
            sessions.endAll(handle, tenant, person, "passwordReplaced", now);
            epoch = accounts.raiseEpoch(handle, tenant, person);
        }
        capabilities.tell(handle, tenant, person);
        return new PasswordSet(replaced, epoch);
    }

    /**
     * Registers a person's authenticator app, where the code fits and there is none yet.
     *
     * @return the factor; empty where the code does not fit
     */
    public Optional<SecondFactor> registerTotp(
            Handle handle, TenantId tenant, PersonId person, Sealed sealedSeed, String code, Instant now) {
        accounts.lock(handle, tenant, person);
        if (!totps.register(handle, tenant, person, sealedSeed, code, now)) {
            return Optional.empty();
        }
        capabilities.tell(handle, tenant, person);
        return totp(handle, tenant, person);
    }

    /** The factor behind a person's authenticator app, as access-rules knows it. */
    public Optional<SecondFactor> totp(Handle handle, TenantId tenant, PersonId person) {
        return totps.registered(handle, tenant, person).map(Capabilities::factor);
    }

    /** Whoever looks at somebody's credentials before he changes them takes the lock first. */
    public void lock(Handle handle, TenantId tenant, PersonId person) {
        accounts.lock(handle, tenant, person);
    }

    /**
     * Somebody without a password of his own is to begin anew: what he set up while he never set one is forgotten, his sessions end, and from
     * now on he has to register a second factor and set a password with it, as after a temporary one (H13).
     */
    public void beginAnew(Handle handle, TenantId tenant, PersonId person, Instant now) {
        accounts.lock(handle, tenant, person);
        totps.forget(handle, tenant, person);
        accounts.setTemporaryPasswordPending(handle, tenant, person, true);
        endSessions(handle, tenant, person, "enrolmentIssued", now);
    }

    /** Ends everything that began before now, with all its tokens. */
    public void endSessions(Handle handle, TenantId tenant, PersonId person, String because, Instant now) {
        accounts.lock(handle, tenant, person);
        sessions.endAll(handle, tenant, person, because, now);
        accounts.raiseEpoch(handle, tenant, person);
        capabilities.tell(handle, tenant, person);
    }

    /**
     * The person was disabled or deleted. Somebody of whom nothing is held needs no ending.
     *
     * @see #endSessions
     */
    public void endSessionsOfKnown(Handle handle, TenantId tenant, PersonId person, String because, Instant now) {
        if (accounts.lockKnown(handle, tenant, person).isPresent()) {
            endSessions(handle, tenant, person, because, now);
        }
    }
}
