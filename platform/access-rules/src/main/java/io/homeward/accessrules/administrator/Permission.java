package io.homeward.accessrules.administrator;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.Rule;
import java.util.Optional;

/** Whether an act is allowed. */
public sealed interface Permission {
    record Permitted() implements Permission {}

    record Denied(Reason reason) implements Permission {
        public Denied {
            requireNonNull(reason, "reason");
        }

        /** The row of the law, where one speaks of it. */
        public Optional<Rule> rule() {
            return reason == Reason.FOREIGN ? Optional.of(Rule.D10) : Optional.empty();
        }
    }

    /** Why not. */
    enum Reason {
        /** The person belongs to another tenant; 403, and his state is untouched (D10). */
        FOREIGN,
        /** Nobody releases himself (invariant 11). */
        HIMSELF,
        /** Delegated rights do not count for somebody with delegated access elsewhere. */
        NOT_A_MEMBER,
        /** App-only tokens do not count for somebody with delegated access elsewhere. */
        APP_ONLY,
        /** No role, or no permission, for this act. */
        ROLE,
        /** Does not rank above the person. */
        RANK,
        /** No fresh MFA in the session; stepping up helps. */
        MFA
    }
}
