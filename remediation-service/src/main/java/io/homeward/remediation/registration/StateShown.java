package io.homeward.remediation.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.home.RegistrationState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody is, on the wire.
 *
 * @param state {@code outOfScope}, {@code pending}, {@code inGrace}, {@code forced} or {@code registered}
 * @param startedAt of his clock, in grace
 * @param deadline from when on he is forced
 * @param daysLeft whole or begun days of 24 h, in grace
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StateShown(
        String state,
        @Nullable Instant startedAt,
        @Nullable Instant deadline,
        @Nullable Integer daysLeft) {

    static StateShown of(RegistrationState state) {
        return switch (state) {
            case RegistrationState.OutOfScope out -> new StateShown("outOfScope", null, null, null);
            case RegistrationState.Pending pending -> new StateShown("pending", null, null, null);
            case RegistrationState.InGrace(var startedAt, var deadline, var daysLeft) ->
                new StateShown("inGrace", startedAt, deadline, daysLeft);
            case RegistrationState.Forced(var since) -> new StateShown("forced", null, since, null);
            case RegistrationState.Registered registered -> new StateShown("registered", null, null, null);
        };
    }

    /** Of what is kept. */
    static StateShown of(Standing standing, Optional<Instant> clock, Instant now) {
        return of(
                switch (standing) {
                    case OUT_OF_SCOPE -> new RegistrationState.OutOfScope();
                    case UNREGISTERED ->
                        clock.map(start -> RegistrationState.running(start, now))
                                .orElseGet(RegistrationState.Pending::new);
                    case REGISTERED -> new RegistrationState.Registered();
                });
    }
}
