package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.TenantId;
import java.util.Optional;
import java.util.UUID;

/** A flow, in the tenant in which it was begun. Opaque to clients: {@code <tenant>.<uuid>}. */
public record FlowId(TenantId tenant, UUID value) {
    public FlowId {
        requireNonNull(tenant, "tenant");
        requireNonNull(value, "value");
    }

    static Optional<FlowId> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new FlowId(TenantId.of(text.substring(0, dot)), UUID.fromString(text.substring(dot + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As it stands in front of a state that a provider has sent back. */
    static Optional<FlowId> inState(TenantId tenant, String state) {
        int dot = state.indexOf('.');
        return dot < 0 ? Optional.empty() : parse(tenant + "." + state.substring(0, dot));
    }

    @Override
    public String toString() {
        return tenant + "." + value;
    }
}
