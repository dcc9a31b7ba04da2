package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.TenantId;
import java.time.Instant;

/**
 * A flow as it is kept.
 *
 * @param version rises with every change
 * @param challenge what an authenticator has to sign in this state: 256 random bits in base64url, new with every change of state, so good once;
 *     blank in a flow of a release that made none, and then nothing signs it
 */
record Flow(FlowId id, int version, FlowState state, Instant expiresAt, String challenge) {
    Flow {
        requireNonNull(id, "id");
        requireNonNull(state, "state");
        requireNonNull(expiresAt, "expiresAt");
        requireNonNull(challenge, "challenge");
    }

    TenantId tenant() {
        return id.tenant();
    }

    Opening opening() {
        return state.opening();
    }

    /** The same flow, of which it is known now whose it is. */
    Flow named(String userPrincipalName) {
        var named = new FlowState.SignIn(opening().named(userPrincipalName), state.because());
        return new Flow(id, version, named, expiresAt, challenge);
    }
}
