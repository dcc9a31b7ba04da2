package io.homeward.tenant.provider;

import io.homeward.accessrules.TenantId;
import io.homeward.vault.Sealed;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An external OpenID Connect provider of a tenant.
 *
 * @param secret sealed; nobody is shown it again
 */
public record Provider(
        TenantId tenant,
        UUID id,
        Definition definition,
        Optional<Sealed> secret,
        Instant createdAt,
        Instant modifiedAt) {}
