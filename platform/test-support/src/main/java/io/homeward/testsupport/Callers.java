package io.homeward.testsupport;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.InternalToken;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Callers for tests, with genuine internal tokens: {@code given().auth().oauth2(Callers.token("risk-service", Callers.member(...)))}. Needs
 * the keys of {@link SuiteKeys} (or {@link RealDatabase}) in the service under test.
 */
public final class Callers {
    private Callers() {}

    /** A person in his own tenant, who has just signed in with MFA. */
    public static Caller.Person member(TenantId tenant, PersonId person, String... roles) {
        return external(tenant, person, tenant, roles);
    }

    /** A person in his own tenant whose session has seen a password only. */
    public static Caller.Person memberWithoutMfa(TenantId tenant, PersonId person, String... roles) {
        return person(tenant, person, tenant, Optional.empty(), roles);
    }

    /** A person in his own tenant who passed his second factor then. */
    public static Caller.Person memberWithMfaAt(Instant mfaAt, TenantId tenant, PersonId person, String... roles) {
        return person(tenant, person, tenant, Optional.of(mfaAt), roles);
    }

    /** A person of one tenant in another, with these roles there. */
    public static Caller.Person external(TenantId home, PersonId person, TenantId entered, String... roles) {
        return person(home, person, entered, Optional.of(Instant.now()), roles);
    }

    private static Caller.Person person(
            TenantId home, PersonId person, TenantId entered, Optional<Instant> mfaAt, String... roles) {
        return new Caller.Person(
                person,
                home,
                entered,
                Set.of(roles),
                Set.of(),
                new ApplicationId(UUID.randomUUID()),
                UUID.randomUUID(),
                Instant.now(),
                mfaAt,
                Optional.empty());
    }

    public static Caller.Application application(TenantId tenant, String... permissions) {
        return new Caller.Application(new ApplicationId(UUID.randomUUID()), tenant, Set.of(permissions));
    }

    public static Caller.Service service(String name) {
        return new Caller.Service(name);
    }

    public static Caller.Anonymous anonymous() {
        return new Caller.Anonymous();
    }

    /** A token for the service {@code audience}, made by the gateway, or by the calling service where one is calling. */
    public static String token(String audience, Caller caller) {
        String maker = caller instanceof Caller.Service service ? service.name() : "gateway";
        return InternalToken.make(maker, audience, InternalToken.key(SuiteKeys.of(audience)), caller, Instant.now());
    }
}
