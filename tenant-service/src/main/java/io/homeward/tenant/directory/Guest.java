package io.homeward.tenant.directory;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * That a person of this directory was invited from another tenant (D11).
 *
 * @param since when the state became so
 * @param home who he is where his account is; present once he accepted, and never changed after
 */
public record Guest(State state, Instant since, Optional<Home> home) {

    public record Home(TenantId tenant, PersonId person) {}

    /** Graph: {@code externalUserState}. */
    public enum State {
        PENDING_ACCEPTANCE("PendingAcceptance"),
        ACCEPTED("Accepted");

        private final String wire;

        State(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }

        static State of(String wire) {
            return Arrays.stream(values())
                    .filter(state -> state.wire.equals(wire))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The database returned no state: " + wire));
        }
    }

    public Guest {
        if ((state == State.ACCEPTED) != home.isPresent()) {
            throw new IllegalArgumentException("Who accepted is known, and nobody else is");
        }
    }

    public static Guest invited(Instant at) {
        return new Guest(State.PENDING_ACCEPTANCE, at, Optional.empty());
    }
}
