package io.homeward.gateway.entry;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who a genuine public token says is calling. Says nothing about whether he may. */
public sealed interface PublicCaller {

    /** The tenant entered: the issuer's, and the token's {@code tid}. */
    TenantId tenant();

    /** The moment from which on the token is worth nothing. */
    Instant expires();

    /**
     * A person in a session.
     *
     * @param home the tenant that owns the account
     * @param tenant equal to {@code home} for a member
     * @param clientId the application that acts for him
     * @param authTime when the first factor was given: when the session began
     * @param mfaAt when a second factor was passed in this session
     * @param began the epochs the session began with; a token without them began with none
     * @param amr how he proved himself (RFC 8176)
     * @param scored whether the sign-in could be scored when the session began; not in H17's sessions
     * @param signInRisk the level of the sign-in that began the session; empty where it was not scored
     * @param deviceCode whether the session came about by the device-code grant (D27)
     * @param actor the portal that calls on his behalf ({@code act}), where there is one
     */
    record Person(
            PersonId id,
            TenantId home,
            TenantId tenant,
            ApplicationId clientId,
            UUID sessionId,
            Instant authTime,
            Optional<Instant> mfaAt,
            Set<String> amr,
            Epochs began,
            boolean scored,
            Optional<RiskLevel> signInRisk,
            boolean deviceCode,
            Set<String> scopes,
            Optional<String> actor,
            Instant expires)
            implements PublicCaller {
        public Person {
            amr = Set.copyOf(amr);
            scopes = Set.copyOf(scopes);
        }

        public boolean isMember() {
            return home.equals(tenant);
        }
    }

    /**
     * An application without a person.
     *
     * @param permissions those in the token; what counts is what of them it still has
     * @param actor somebody who acts for it ({@code act}): a portal that calls without a person (D21)
     */
    record Application(
            ApplicationId id, TenantId tenant, Set<String> permissions, Optional<String> actor, Instant expires)
            implements PublicCaller {
        public Application {
            permissions = Set.copyOf(permissions);
        }
    }
}
