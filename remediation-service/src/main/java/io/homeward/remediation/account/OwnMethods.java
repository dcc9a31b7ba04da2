package io.homeward.remediation.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.credential.Passkey;
import io.homeward.remediation.credential.Passkeys;
import io.homeward.remediation.credential.Passwords;
import io.homeward.remediation.credential.RecoveryCodes;
import io.homeward.remediation.credential.Totps;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What somebody proves himself with. */
@Singleton
class OwnMethods {
    private final TenantDatabase database;
    private final Passwords passwords;
    private final Totps totps;
    private final Passkeys passkeys;
    private final RecoveryCodes recoveryCodes;

    OwnMethods(
            TenantDatabase database, Passwords passwords, Totps totps, Passkeys passkeys, RecoveryCodes recoveryCodes) {
        this.database = database;
        this.passwords = passwords;
        this.totps = totps;
        this.passkeys = passkeys;
        this.recoveryCodes = recoveryCodes;
    }

    /**
     * @param kind {@code password}, {@code softwareOath} or {@code passkey}, as a home posture names them
     * @param secondFactor whether it is of a kind that counts as one
     * @param phishingResistant null for the password
     * @param name of a passkey, as its owner calls it
     * @param synced whether it may be copied to his other devices; null where that is no question
     * @param usable false where it proves nothing until an administrator has looked at it (invariant 6), or has a double
     */
    @JsonInclude
    record Shown(
            String id,
            String kind,
            Instant registeredAt,
            boolean secondFactor,
            @Nullable Boolean phishingResistant,
            @Nullable String name,
            @Nullable Boolean synced,
            @Nullable Instant lastUsedAt,
            boolean usable) {}

    /** @param madeAt null where none were ever made, or all went with the last factor */
    @JsonInclude
    record Codes(@Nullable Instant madeAt, int unused) {}

    record All(List<Shown> value, Codes recoveryCodes) {
        boolean has(String kind) {
            return value.stream().anyMatch(each -> each.kind().equals(kind) && each.usable());
        }

        boolean registered() {
            return value.stream().anyMatch(each -> each.secondFactor() && each.usable());
        }
    }

    All of(AccountHolder holder) {
        TenantId home = holder.home();
        PersonId person = holder.person();
        return database.in(
                home,
                handle -> new All(
                        methods(handle, home, person),
                        recoveryCodes
                                .left(handle, home, person)
                                .map(left -> new Codes(left.madeAt(), left.unused()))
                                .orElseGet(() -> new Codes(null, 0))));
    }

    private List<Shown> methods(Handle handle, TenantId home, PersonId person) {
        var factors = new ArrayList<Shown>();
        passkeys.of(handle, home, person).stream().map(OwnMethods::shown).forEach(factors::add);
        totps.registered(handle, home, person).map(OwnMethods::shown).ifPresent(factors::add);
        factors.sort(Comparator.comparing(Shown::registeredAt));
        passwords
                .setAt(handle, home, person)
                .ifPresent(at ->
                        factors.addFirst(new Shown("password", "password", at, false, null, null, null, null, true)));
        return List.copyOf(factors);
    }

    private static Shown shown(Passkey passkey) {
        return new Shown(
                passkey.methodId().toString(),
                "passkey",
                passkey.registeredAt(),
                true,
                true,
                passkey.name(),
                passkey.synced(),
                passkey.lastUsedAt().orElse(null),
                passkey.counts());
    }

    private static Shown shown(Totps.Registered totp) {
        return new Shown(
                totp.methodId().toString(), "softwareOath", totp.at(), true, false, null, null, null, !totp.doubted());
    }
}
