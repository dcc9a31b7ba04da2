package io.homeward.remediation.method;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.remediation.credential.AccessPasses;
import io.homeward.remediation.credential.Passkeys;
import io.homeward.remediation.credential.Passwords;
import io.homeward.remediation.credential.Totps;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What somebody proves himself with, as Graph lists it; secrets are always null. */
@Singleton
public class AuthenticationMethods {
    private static final Set<String> READING = Set.of(HelpPerson.PERMISSION, "UserAuthenticationMethod.Read.All");
    private static final Set<DirectoryRole> READERS = Set.of(
            DirectoryRole.GLOBAL_ADMINISTRATOR,
            DirectoryRole.PRIVILEGED_AUTHENTICATION_ADMINISTRATOR,
            DirectoryRole.AUTHENTICATION_ADMINISTRATOR,
            DirectoryRole.USER_ADMINISTRATOR,
            DirectoryRole.HELPDESK_ADMINISTRATOR,
            DirectoryRole.SECURITY_ADMINISTRATOR,
            DirectoryRole.SECURITY_READER,
            DirectoryRole.GLOBAL_READER);

    private final TenantDatabase database;
    private final People people;
    private final Passwords passwords;
    private final Totps totps;
    private final Passkeys passkeys;
    private final AccessPasses accessPasses;
    private final InstantSource clock;

    AuthenticationMethods(
            TenantDatabase database,
            People people,
            Passwords passwords,
            Totps totps,
            Passkeys passkeys,
            AccessPasses accessPasses,
            InstantSource clock) {
        this.database = database;
        this.people = people;
        this.passwords = passwords;
        this.totps = totps;
        this.passkeys = passkeys;
        this.accessPasses = accessPasses;
        this.clock = clock;
    }

    /**
     * @return empty where there is nobody of that id or name in the tenant entered
     * @throws GraphRefusal 403 where the caller may not
     */
    Optional<List<Method>> of(Caller caller, String idOrName) {
        TenantId tenant = mayRead(caller, idOrName);
        return database.in(
                tenant, handle -> find(handle, tenant, idOrName).map(person -> methods(handle, tenant, person.id())));
    }

    /** Kinds that Graph knows and nobody here can have: asked for, they are empty. */
    private static final Set<String> NOBODY_HAS = Set.of(
            "emailMethods",
            "externalAuthenticationMethods",
            "microsoftAuthenticatorMethods",
            "phoneMethods",
            "platformCredentialMethods",
            "windowsHelloForBusinessMethods");

    private static final Set<String> SOMEBODY_HAS =
            Set.of("passwordMethods", "softwareOathMethods", "fido2Methods", "temporaryAccessPassMethods");

    /**
     * Those of one kind, by the last part of their address.
     *
     * @throws GraphRefusal 403 where the caller may not; 404 where there is nobody of that id or name, or no such kind
     */
    List<Method> ofKind(Caller caller, String idOrName, String collection) {
        List<Method> all = of(caller, idOrName).orElseThrow(() -> GraphRefusal.notFound(idOrName));
        if (!NOBODY_HAS.contains(collection) && !SOMEBODY_HAS.contains(collection)) {
            throw GraphRefusal.notFound(collection);
        }
        return all.stream().filter(each -> each.collection().equals(collection)).toList();
    }

    /** Somebody whose methods the caller may read. */
    record Whose(TenantId tenant, PersonId person) {}

    /** @throws GraphRefusal 403 where the caller may not */
    Optional<Whose> whose(Caller caller, String idOrName) {
        TenantId tenant = mayRead(caller, idOrName);
        return database.in(tenant, handle -> find(handle, tenant, idOrName))
                .map(person -> new Whose(tenant, person.id()));
    }

    /** What somebody has, of all kinds. */
    List<Method> methods(Handle handle, TenantId tenant, PersonId person) {
        var methods = new ArrayList<Method>();
        passwords.setAt(handle, tenant, person).map(Method.OfPassword::setAt).ifPresent(methods::add);
        passkeys.of(handle, tenant, person).stream().map(Method.OfFido2::of).forEach(methods::add);
        totps.registered(handle, tenant, person).map(Method.OfSoftwareOath::of).ifPresent(methods::add);
        accessPasses
                .of(handle, tenant, person)
                .map(pass -> Method.OfAccessPass.of(pass, null, clock.instant()))
                .ifPresent(methods::add);
        return methods;
    }

    private Optional<Person> find(Handle handle, TenantId tenant, String idOrName) {
        try {
            return people.find(handle, tenant, PersonId.of(idOrName)).filter(person -> !person.deleted());
        } catch (IllegalArgumentException e) {
            return people.named(handle, tenant, idOrName);
        }
    }

    private static TenantId mayRead(Caller caller, String idOrName) {
        return switch (caller) {
            case Caller.Person person -> {
                boolean himself = person.isMember() && person.id().toString().equals(idOrName);
                Set<RoleId> roles = person.roles().stream().map(RoleId::of).collect(Collectors.toUnmodifiableSet());
                if (!himself && DirectoryRole.known(roles).stream().noneMatch(READERS::contains)) {
                    throw GraphRefusal.forbidden();
                }
                yield person.tenant();
            }
            case Caller.Application application -> {
                if (application.permissions().stream().noneMatch(READING::contains)) {
                    throw GraphRefusal.forbidden();
                }
                yield application.tenant();
            }
            case Caller.Service service -> throw GraphRefusal.forbidden();
            case Caller.Anonymous anonymous -> throw GraphRefusal.forbidden();
        };
    }
}
