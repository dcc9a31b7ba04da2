package io.homeward.remediation.method;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.remediation.credential.Passwords;
import io.homeward.remediation.credential.Totps;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What somebody proves himself with, as Graph lists it; secrets are always null. */
@Singleton
public class AuthenticationMethods {
    /** Graph's fixed id of everybody's password. */
    static final String PASSWORD = "28c10230-6103-485e-b985-444c60001490";

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

    AuthenticationMethods(TenantDatabase database, People people, Passwords passwords, Totps totps) {
        this.database = database;
        this.people = people;
        this.passwords = passwords;
        this.totps = totps;
    }

    /** One of them. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Method(
            @JsonProperty("@odata.type") String type,
            String id,
            Instant createdDateTime,
            @Nullable String password,
            @Nullable String secretKey) {}

    /**
     * @return empty where there is nobody of that id or name in the tenant entered
     * @throws GraphRefusal 403 where the caller may not
     */
    Optional<List<Method>> of(Caller caller, String idOrName) {
        TenantId tenant = mayRead(caller, idOrName);
        return database.in(
                tenant, handle -> find(handle, tenant, idOrName).map(person -> methods(handle, tenant, person.id())));
    }

    private List<Method> methods(Handle handle, TenantId tenant, PersonId person) {
        var methods = new ArrayList<Method>();
        passwords
                .setAt(handle, tenant, person)
                .ifPresent(at -> methods.add(
                        new Method("#microsoft.graph.passwordAuthenticationMethod", PASSWORD, at, null, null)));
        totps.registered(handle, tenant, person)
                .ifPresent(totp -> methods.add(new Method(
                        "#microsoft.graph.softwareOathAuthenticationMethod",
                        totp.methodId().toString(),
                        totp.at(),
                        null,
                        null)));
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
