package io.homeward.accessrules.administrator;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who wants to act. */
public sealed interface Actor {

    /** The tenant in which the actor's rights hold: the one entered with the token. */
    TenantId actingIn();

    /**
     * @param home where he is a member; other than {@code actingIn} for guests and technicians
     * @param roles held in {@code actingIn}
     * @param mfaAt when MFA was last passed in the session
     */
    record Person(PersonId person, TenantId home, TenantId actingIn, Set<RoleId> roles, Optional<Instant> mfaAt)
            implements Actor {
        public Person {
            requireNonNull(person, "person");
            requireNonNull(home, "home");
            requireNonNull(actingIn, "actingIn");
            roles = Set.copyOf(roles);
            requireNonNull(mfaAt, "mfaAt");
        }
    }

    /**
     * An app-only token.
     *
     * @param permitted the acts its permissions allow, as the caller has read them from the token
     */
    record Application(TenantId actingIn, Set<Act> permitted) implements Actor {
        public Application {
            requireNonNull(actingIn, "actingIn");
            permitted = Set.copyOf(permitted);
        }
    }
}
