package io.homeward.tenant.waiver;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.WaiverId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A waiver as a customer sees it: enough to decide, and not who it is.
 *
 * @param pseudonym the same for the same person in this customer's eyes, another in everybody else's
 */
record Offered(
        WaiverId id,
        TenantId home,
        String homeName,
        UUID pseudonym,
        String reason,
        Instant from,
        Instant until,
        boolean accepted) {

    static UUID pseudonym(TenantId customer, UUID person) {
        String pair = "waiver of %s for %s".formatted(person, customer);
        return UUID.nameUUIDFromBytes(pair.getBytes(StandardCharsets.UTF_8));
    }
}
