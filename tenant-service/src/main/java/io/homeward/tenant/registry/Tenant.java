package io.homeward.tenant.registry;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import java.time.Instant;

/**
 * An organisation of this installation.
 *
 * @param administration the application made with it
 */
public record Tenant(
        TenantId id, String displayName, String defaultDomain, ApplicationId administration, Instant createdAt) {}
