package io.homeward.remediation.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.credential.Passwords;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody proves himself with. */
@Singleton
class OwnMethods {
    private final TenantDatabase database;
    private final Capabilities capabilities;
    private final Passwords passwords;

    OwnMethods(TenantDatabase database, Capabilities capabilities, Passwords passwords) {
        this.database = database;
        this.capabilities = capabilities;
        this.passwords = passwords;
    }

    /**
     * @param kind {@code password}, {@code softwareOath}, {@code passkey}, {@code fido2}, ... as a home posture names them
     * @param phishingResistant null for the password
     * @param secondFactor whether it counts as one
     */
    @JsonInclude
    record Shown(
            String id,
            String kind,
            Instant registeredAt,
            boolean secondFactor,
            @Nullable Boolean phishingResistant) {}

    record All(List<Shown> value) {}

    All of(AccountHolder holder) {
        return database.in(holder.home(), handle -> {
            var methods = new ArrayList<Shown>();
            passwords
                    .setAt(handle, holder.home(), holder.person())
                    .ifPresent(at -> methods.add(new Shown("password", "password", at, false, null)));
            capabilities.find(handle, holder.home(), holder.person()).orElse(Capability.NONE).factors().stream()
                    .sorted(Comparator.comparing(SecondFactor::registeredAt))
                    .map(OwnMethods::shown)
                    .forEach(methods::add);
            return new All(List.copyOf(methods));
        });
    }

    private static Shown shown(SecondFactor factor) {
        return new Shown(
                factor.id(),
                kind(factor.kind()),
                factor.registeredAt(),
                factor.kind().countsAsSecondFactor(),
                factor.phishingResistant());
    }

    private static String kind(FactorKind kind) {
        return switch (kind) {
            case TOTP -> "softwareOath";
            case PASSKEY -> "passkey";
            case SECURITY_KEY -> "fido2";
            case PUSH -> "push";
            case SMS -> "sms";
            case VOICE -> "voice";
            case FEDERATED -> "federatedMultiFactor";
            case EMAIL_CODE -> "email";
            case RECOVERY_CODE -> "recoveryCode";
            case TEMPORARY_ACCESS_PASS -> "temporaryAccessPass";
        };
    }
}
