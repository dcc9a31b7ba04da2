package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.TenantId;
import java.time.Instant;

/** A flow as it is kept. {@code version} rises with every change. */
record Flow(FlowId id, int version, FlowState state, Instant expiresAt) {
    Flow {
        requireNonNull(id, "id");
        requireNonNull(state, "state");
        requireNonNull(expiresAt, "expiresAt");
    }

    TenantId tenant() {
        return id.tenant();
    }

    Opening opening() {
        return state.opening();
    }
}
