package io.homeward.feed;

import io.homeward.accessrules.TenantId;

/** A change carries a body that this reader does not understand. The feed stops here and goes stale, so that decisions fail closed. */
public final class UnreadableBody extends RuntimeException {
    public UnreadableBody(TenantId tenant, String key, Throwable cause) {
        super("The body of %s in tenant %s cannot be read".formatted(key, tenant), cause);
    }
}
