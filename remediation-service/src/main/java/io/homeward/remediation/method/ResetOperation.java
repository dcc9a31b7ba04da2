package io.homeward.remediation.method;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.vault.Vault;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The long-running operation that Graph has a password reset be. It is done before the answer leaves, so all there is to keep of it is when; that
 * stands in its id, sealed for tenant and person.
 */
record ResetOperation(String id, Instant at) {
    private static final String KIND = "reset-operation/";

    ResetOperation {
        requireNonNull(id, "id");
        requireNonNull(at, "at");
    }

    static ResetOperation done(Vault vault, TenantId tenant, PersonId person, Instant at) {
        byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(at.toEpochMilli()).array();
        byte[] sealed = vault.seal(binding(tenant, person), time).bytes();
        return new ResetOperation(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), at);
    }

    /** @return empty where it is none of this person's */
    static Optional<ResetOperation> find(Vault vault, TenantId tenant, PersonId person, String id) {
        try {
            return vault.opened(binding(tenant, person), Base64.getUrlDecoder().decode(id))
                    .map(time -> new ResetOperation(
                            id, Instant.ofEpochMilli(ByteBuffer.wrap(time).getLong())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String binding(TenantId tenant, PersonId person) {
        return KIND + tenant + "/" + person;
    }
}
