package io.homeward.remediation.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.remediation.session.Account;
import io.homeward.remediation.session.Accounts;
import io.homeward.remediation.session.Sessions;
import io.homeward.vault.Sealed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    private final Passkeys passkeys;
    private final RecoveryCodes recoveryCodes;
    private final AccessPasses accessPasses;
    private final Capabilities capabilities;

    Credentials(
            Accounts accounts,
            Sessions sessions,
            Passwords passwords,
            Totps totps,
            Passkeys passkeys,
            RecoveryCodes recoveryCodes,
            AccessPasses accessPasses,
            Capabilities capabilities) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.totps = totps;
        this.passkeys = passkeys;
        this.recoveryCodes = recoveryCodes;
        this.accessPasses = accessPasses;
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
     * @param address where that was
     * @return the factor; empty where the code does not fit
     */
    public Optional<SecondFactor> registerTotp(
            Handle handle,
            TenantId tenant,
            PersonId person,
            Sealed sealedSeed,
            String code,
            Optional<String> address,
            Instant now) {
        accounts.lock(handle, tenant, person);
        if (!totps.register(handle, tenant, person, sealedSeed, code, address, now)) {
            return Optional.empty();
        }
        capabilities.tell(handle, tenant, person);
        return totp(handle, tenant, person);
    }

    /**
     * Registers a passkey, where what the authenticator made fits the challenge.
     *
     * @param name what its owner calls it
     * @return the factor; empty where it does not fit, or there is no room for another
     */
    public Optional<SecondFactor> registerPasskey(
            Handle handle,
            TenantId tenant,
            PersonId person,
            JsonNode credential,
            String challenge,
            String name,
            Instant now) {
        accounts.lock(handle, tenant, person);
        Optional<Passkey> passkey = passkeys.register(handle, tenant, person, credential, challenge, name, now);
        passkey.ifPresent(made -> capabilities.tell(handle, tenant, person));
        return passkey.map(Passkey::factor);
    }

    /** Who presents this passkey, as far as its id says; {@link #present} proves it. */
    public Optional<PersonId> ownerOf(Handle handle, TenantId tenant, JsonNode credential) {
        return passkeys.ownerOf(handle, tenant, credential);
    }

    /**
     * One use of a passkey of this person. One that turns out to have a double counts no more.
     *
     * @param discovered nobody was named to the browser
     */
    public Passkeys.Presentation present(
            Handle handle,
            TenantId tenant,
            PersonId person,
            JsonNode credential,
            String challenge,
            boolean discovered,
            Instant now) {
        accounts.lock(handle, tenant, person);
        var presented = passkeys.present(handle, tenant, person, credential, challenge, discovered, now);
        if (presented instanceof Passkeys.Presentation.Cloned) {
            capabilities.tell(handle, tenant, person);
        }
        return presented;
    }

    /**
     * A new set of recovery codes in the place of the old one.
     *
     * @return the codes, for the only time
     */
    public List<String> renewRecoveryCodes(Handle handle, TenantId tenant, PersonId person, Instant now) {
        accounts.lock(handle, tenant, person);
        return recoveryCodes.renew(handle, tenant, person, now);
    }

    /**
     * One try with a recovery code.
     *
     * @return what it proves; empty where it is none, or was used before
     */
    public Optional<SecondFactor> useRecoveryCode(
            Handle handle, TenantId tenant, PersonId person, String code, Optional<String> address, Instant now) {
        accounts.lock(handle, tenant, person);
        return recoveryCodes
                .factor(handle, tenant, person)
                .filter(each -> recoveryCodes.use(handle, tenant, person, code, address, now));
    }

    /**
     * What is now known against the person casts a doubt on whatever was registered since what it is evidence of: that counts no more, also when
     * the risk is closed, until a home administrator has confirmed it (invariant 6).
     */
    public void doubt(Handle handle, TenantId tenant, PersonId person, UserRisk risk, Instant now) {
        risk.earliestActivity().ifPresent(since -> {
            accounts.lock(handle, tenant, person);
            int doubted = FactorTable.PASSKEY.doubt(handle, tenant, person, since, now)
                    + FactorTable.TOTP.doubt(handle, tenant, person, since, now);
            if (doubted > 0) {
                capabilities.tell(handle, tenant, person);
            }
        });
    }

    /** A kind of factor that somebody can have. */
    public enum FactorOf {
        PASSKEY,
        TOTP
    }

    /** Whether the person has a second factor that counts. */
    public boolean registered(Handle handle, TenantId tenant, PersonId person) {
        return capabilities
                .find(handle, tenant, person)
                .filter(Capability::registered)
                .isPresent();
    }

    /** @return whether there was such a passkey of his */
    public boolean rename(Handle handle, TenantId tenant, PersonId person, UUID method, String name) {
        accounts.lock(handle, tenant, person);
        return passkeys.rename(handle, tenant, person, method, name);
    }

    /** Which kind of factor this one of his is, where he has it. */
    public Optional<FactorOf> kindOf(Handle handle, TenantId tenant, PersonId person, UUID method) {
        if (passkeys.of(handle, tenant, person).stream()
                .anyMatch(each -> each.methodId().equals(method))) {
            return Optional.of(FactorOf.PASSKEY);
        }
        return totps.registered(handle, tenant, person)
                .filter(each -> each.methodId().equals(method))
                .map(each -> FactorOf.TOTP);
    }

    /**
     * Takes a factor away; with the last one go the recovery codes, which stand in for one.
     *
     * @return whether it was there
     */
    public boolean remove(Handle handle, TenantId tenant, PersonId person, FactorOf kind, UUID method) {
        accounts.lock(handle, tenant, person);
        boolean removed =
                switch (kind) {
                    case PASSKEY -> FactorTable.PASSKEY.remove(handle, tenant, person, method);
                    case TOTP -> FactorTable.TOTP.remove(handle, tenant, person, method);
                };
        if (removed) {
            capabilities.tell(handle, tenant, person);
            if (passkeys.of(handle, tenant, person).isEmpty()
                    && totps.registered(handle, tenant, person).isEmpty()) {
                recoveryCodes.forget(handle, tenant, person);
            }
        }
        return removed;
    }

    /**
     * A home administrator vouches for a factor: it counts whatever it was doubted for.
     *
     * @return whether that changed anything
     */
    public boolean confirm(Handle handle, TenantId tenant, PersonId person, UUID method, String by, Instant now) {
        accounts.lock(handle, tenant, person);
        boolean confirmed = passkeys.confirm(handle, tenant, person, method, by, now)
                || totps.confirm(handle, tenant, person, method, by, now);
        if (confirmed) {
            capabilities.tell(handle, tenant, person);
        }
        return confirmed;
    }

    /** The factor behind a person's authenticator app, as access-rules knows it; empty where it counts no more. */
    public Optional<SecondFactor> totp(Handle handle, TenantId tenant, PersonId person) {
        return totps.registered(handle, tenant, person)
                .filter(totp -> !totp.doubted())
                .map(Totps.Registered::factor);
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
        FactorTable.TOTP.forget(handle, tenant, person);
        FactorTable.PASSKEY.forget(handle, tenant, person);
        recoveryCodes.forget(handle, tenant, person);
        accessPasses.forget(handle, tenant, person);
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

    /** Who signs him in may be another since. */
    public void tellAnew(Handle handle, TenantId tenant, PersonId person) {
        if (accounts.lockKnown(handle, tenant, person).isPresent()) {
            capabilities.tellIfChanged(handle, tenant, person);
        }
    }

    /** The same for everybody whose name is in one of these domains. */
    public void tellAnewOf(Handle handle, TenantId tenant, Collection<String> domains) {
        capabilities.toldOf(handle, tenant, domains).forEach(person -> tellAnew(handle, tenant, person));
    }
}
