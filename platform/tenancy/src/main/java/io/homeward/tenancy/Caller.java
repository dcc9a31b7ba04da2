package io.homeward.tenancy;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is calling a service, as the gateway or another service has said it in an internal token. Closed on purpose: a
 * resource that serves one kind of caller names it, and every other kind is refused.
 */
public sealed interface Caller {

    /**
     * A person in a session.
     *
     * @param home the tenant that owns the account
     * @param tenant the tenant entered; equal to {@code home} for a member
     * @param roles the directory roles (Graph role template ids) he has <em>in the tenant entered</em>, and nothing more
     * @param scopes delegated permissions granted to the client he uses (Graph names, e.g. {@code User.Read.All})
     * @param clientId the application that acts for him
     * @param mfaAt when he last passed a second factor in this session; empty where he has not
     * @param actor the portal that calls on his behalf (RFC 8693 {@code act}), where there is one
     */
    record Person(
            PersonId id,
            TenantId home,
            TenantId tenant,
            Set<String> roles,
            Set<String> scopes,
            ApplicationId clientId,
            UUID sessionId,
            Instant authTime,
            Optional<Instant> mfaAt,
            Optional<String> actor)
            implements Caller {
        public Person {
            roles = Set.copyOf(roles);
            scopes = Set.copyOf(scopes);
        }

        public boolean isMember() {
            return home.equals(tenant);
        }
    }

    /**
     * An application without a person. It acts in its own tenant only.
     *
     * @param permissions application permissions (Graph names, e.g. {@code IdentityRiskyUser.ReadWrite.All})
     */
    record Application(ApplicationId id, TenantId tenant, Set<String> permissions) implements Caller {
        public Application {
            permissions = Set.copyOf(permissions);
        }
    }

    /** Another service of the suite, by its name. */
    record Service(String name) implements Caller {}

    /** Nobody yet: the public routes of sign-in, discovery and keys. */
    record Anonymous() implements Caller {}
}
