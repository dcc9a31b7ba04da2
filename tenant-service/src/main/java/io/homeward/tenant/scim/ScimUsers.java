package io.homeward.tenant.scim;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.directory.KeepPeople;
import io.homeward.tenant.directory.People;
import io.homeward.tenant.directory.Person;
import io.homeward.tenant.directory.Profile;
import io.homeward.tenant.scim.ScimFilter.Attribute;
import io.homeward.tenant.scim.ScimFilter.Kind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The users that a provisioning client keeps: the directory's people, with the client's names. */
@Singleton
class ScimUsers {
    private static final Map<String, Attribute> ATTRIBUTES = Map.ofEntries(
            Map.entry("id", new Attribute(Kind.ID, "p.person_id")),
            Map.entry("username", new Attribute(Kind.CASELESS_TEXT, "p.user_principal_name_lower")),
            Map.entry("externalid", new Attribute(Kind.TEXT, "x.external_id")),
            Map.entry("displayname", new Attribute(Kind.CASELESS_TEXT, "p.display_name_lower")),
            Map.entry("active", new Attribute(Kind.FLAG, "p.account_enabled")),
            Map.entry("emails", new Attribute(Kind.CASELESS_TEXT, "p.mail_lower")),
            Map.entry("emails.value", new Attribute(Kind.CASELESS_TEXT, "p.mail_lower")),
            Map.entry("name.givenname", new Attribute(Kind.CASELESS_TEXT, "p.given_name_lower")),
            Map.entry("name.familyname", new Attribute(Kind.CASELESS_TEXT, "p.surname_lower")),
            Map.entry("employeenumber", new Attribute(Kind.TEXT, "p.employee_id")),
            Map.entry("2.0:user:employeenumber", new Attribute(Kind.TEXT, "p.employee_id")));
    private static final String FROM = """
            from person p left join scim_name x
                on x.tenant_id = p.tenant_id and x.resource = 'User' and x.resource_id = p.person_id
            where p.tenant_id = :tenant and p.deleted_at is null and\s""";

    private final TenantDatabase database;
    private final People people;
    private final KeepPeople keep;

    ScimUsers(TenantDatabase database, People people, KeepPeople keep) {
        this.database = database;
        this.people = people;
        this.keep = keep;
    }

    /** A user with the client's name of him. */
    record Kept(Person person, Optional<String> externalId) {}

    record Page(List<Kept> users, long total) {}

    Page list(TenantId tenant, ScimQuery query) {
        ScimFilter filter = ScimFilter.of(query.filter(), ATTRIBUTES);
        record Found(List<UUID> ids, Map<UUID, String> names, long total) {}
        Found found = database.in(tenant, handle -> {
            long total = handle.createQuery("select count(*) " + FROM + filter.condition())
                    .bindMap(filter.bindings())
                    .bind("tenant", tenant.value())
                    .mapTo(Long.class)
                    .one();
            List<UUID> ids = handle.createQuery("select p.person_id " + FROM + filter.condition()
                            + " order by p.person_id limit :count offset :skip")
                    .bindMap(filter.bindings())
                    .bind("tenant", tenant.value())
                    .bind("count", query.count())
                    .bind("skip", query.startIndex() - 1)
                    .mapTo(UUID.class)
                    .list();
            return new Found(ids, ScimNames.USERS.of(handle, tenant, ids), total);
        });
        List<Kept> users = people.some(tenant, found.ids()).stream()
                .map(person -> new Kept(
                        person,
                        Optional.ofNullable(found.names().get(person.id().value()))))
                .collect(Collectors.toList());
        return new Page(users, found.total());
    }

    /** @throws Refusal {@link Fault#PERSON_UNKNOWN} */
    Kept find(TenantId tenant, PersonId id) {
        Person person = people.find(tenant, id).orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
        return new Kept(person, database.in(tenant, handle -> ScimNames.USERS.of(handle, tenant, id.value())));
    }

    Kept add(Authority by, JsonNode body, Instant at) {
        var written = new ScimUser();
        written.read(body);
        Person added = keep.add(
                by,
                written.profile(Optional.empty()),
                password(written),
                at,
                (handle, person) ->
                        ScimNames.USERS.write(handle, by.tenant(), person.id().value(), written.externalId()));
        return new Kept(added, written.externalId());
    }

    /** @param precondition is told the present state under the lock, and throws where it is not the expected one */
    Kept replace(Authority by, PersonId id, JsonNode body, Consumer<Kept> precondition, Instant at) {
        var written = new ScimUser();
        written.read(body);
        return write(by, id, password(written), present -> written, precondition, at);
    }

    /** @param precondition as for {@link #replace} */
    Kept patch(Authority by, PersonId id, ScimPatch patch, Consumer<Kept> precondition, Instant at) {
        var wanted = new ScimUser();
        patch.on(wanted);
        return write(
                by,
                id,
                password(wanted),
                present -> {
                    var user = new ScimUser(present.person().profile(), present.externalId());
                    patch.on(user);
                    return user;
                },
                precondition,
                at);
    }

    private interface Writing {
        ScimUser on(Kept present);
    }

    private Kept write(
            Authority by,
            PersonId id,
            Optional<KeepPeople.NewPassword> password,
            Writing writing,
            Consumer<Kept> precondition,
            Instant at) {
        Person after = keep.rewrite(
                by,
                id,
                password,
                (handle, person) -> {
                    Kept present = present(handle, by.tenant(), person);
                    precondition.accept(present);
                    ScimUser user = writing.on(present);
                    Profile profile = user.profile(Optional.of(person.profile()));
                    ScimNames.USERS.write(handle, by.tenant(), id.value(), user.externalId());
                    return profile;
                },
                at);
        return find(by.tenant(), after.id());
    }

    /** @param precondition as for {@link #replace} */
    void delete(Authority by, PersonId id, Consumer<Kept> precondition, Instant at) {
        keep.delete(by, id.toString(), at, (handle, person) -> {
            precondition.accept(present(handle, by.tenant(), person));
            ScimNames.USERS.write(handle, by.tenant(), id.value(), Optional.empty());
        });
    }

    private static Kept present(Handle handle, TenantId tenant, Person person) {
        return new Kept(person, ScimNames.USERS.of(handle, tenant, person.id().value()));
    }

    /** What a client sets is the person's own until he changes it: it is the client that knows it, and nobody here. */
    private static Optional<KeepPeople.NewPassword> password(ScimUser user) {
        return Optional.ofNullable(user.text(ScimUser.PASSWORD)).map(text -> new KeepPeople.NewPassword(text, true));
    }
}
