package io.homeward.remediation.method;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.remediation.credential.AccessPasses;
import io.homeward.remediation.credential.Passkey;
import io.homeward.remediation.credential.Totps;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a person proves himself with, as Graph shows it. Secrets are always null; {@code isUsable} and {@code usabilityReason} are our own
 * ({@code enabled}, {@code registeredAfterActivity} of invariant 6, {@code cloneSuspected}).
 */
public sealed interface Method {
    /** Graph's fixed id of everybody's password. */
    String PASSWORD = "28c10230-6103-485e-b985-444c60001490";

    String id();

    /** The collection of its kind, by the last part of its address. */
    default String collection() {
        return switch (this) {
            case OfPassword method -> "passwordMethods";
            case OfSoftwareOath method -> "softwareOathMethods";
            case OfFido2 method -> "fido2Methods";
            case OfAccessPass method -> "temporaryAccessPassMethods";
        };
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OfPassword(
            @JsonProperty("@odata.type") String type,
            String id,
            Instant createdDateTime,
            @Nullable String password) implements Method {
        static OfPassword setAt(Instant at) {
            return new OfPassword("#microsoft.graph.passwordAuthenticationMethod", PASSWORD, at, null);
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OfSoftwareOath(
            @JsonProperty("@odata.type") String type,
            String id,
            Instant createdDateTime,
            @Nullable String secretKey,
            boolean isUsable,
            String usabilityReason)
            implements Method {
        static OfSoftwareOath of(Totps.Registered totp) {
            return new OfSoftwareOath(
                    "#microsoft.graph.softwareOathAuthenticationMethod",
                    totp.methodId().toString(),
                    totp.at(),
                    null,
                    !totp.doubted(),
                    reason(totp.doubted(), false));
        }
    }

    /**
     * @param model of the authenticator; not known here
     * @param passkeyType whether it may be copied to its owner's other devices
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OfFido2(
            @JsonProperty("@odata.type") String type,
            String id,
            String displayName,
            Instant createdDateTime,
            @Nullable Instant lastUsedDateTime,
            UUID aaGuid,
            @Nullable String model,
            List<String> attestationCertificates,
            String attestationLevel,
            String passkeyType,
            boolean isUsable,
            String usabilityReason)
            implements Method {
        static OfFido2 of(Passkey passkey) {
            return new OfFido2(
                    "#microsoft.graph.fido2AuthenticationMethod",
                    passkey.methodId().toString(),
                    passkey.name(),
                    passkey.registeredAt(),
                    passkey.lastUsedAt().orElse(null),
                    passkey.model(),
                    null,
                    List.of(),
                    // One that was given is kept, and nothing is concluded from it.
                    "notAttested",
                    passkey.synced() ? "synced" : "deviceBound",
                    passkey.counts(),
                    reason(passkey.doubted(), passkey.cloneSuspected()));
        }
    }

    /** @param temporaryAccessPass only in the answer that made it */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OfAccessPass(
            @JsonProperty("@odata.type") String type,
            String id,
            @Nullable String temporaryAccessPass,
            Instant createdDateTime,
            Instant startDateTime,
            long lifetimeInMinutes,
            boolean isUsableOnce,
            boolean isUsable,
            String methodUsabilityReason)
            implements Method {
        static OfAccessPass of(AccessPasses.Pass pass, @Nullable String text, Instant now) {
            var usability = pass.usability(now);
            return new OfAccessPass(
                    "#microsoft.graph.temporaryAccessPassAuthenticationMethod",
                    pass.id().toString(),
                    text,
                    pass.createdAt(),
                    pass.startsAt(),
                    pass.lifetime().toMinutes(),
                    pass.once(),
                    usability == AccessPasses.Usability.ENABLED_BY_POLICY,
                    usability.wireName());
        }
    }

    private static String reason(boolean doubted, boolean cloneSuspected) {
        if (doubted) {
            return "registeredAfterActivity";
        }
        return cloneSuspected ? "cloneSuspected" : "enabled";
    }
}
