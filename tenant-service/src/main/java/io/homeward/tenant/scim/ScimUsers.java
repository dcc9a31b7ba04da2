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
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The users that a provisioning client keeps: the directory's people, with the client's names. */
@Singleton
class ScimUsers {
    private static final ScimSearch SEARCH = new ScimSearch(
            "person",
            "person_id",
            ScimNames.USERS,
            Map.ofEntries(
                    Map.entry("id", new Attribute(Kind.ID, "r.person_id")),
                    Map.entry("username", new Attribute(Kind.CASELESS_TEXT, "r.user_principal_name_lower")),
                    Map.entry("externalid", new Attribute(Kind.TEXT, "x.external_id")),
                    Map.entry("displayname", new Attribute(Kind.CASELESS_TEXT, "r.display_name_lower")),
                    Map.entry("active", new Attribute(Kind.FLAG, "r.account_enabled")),
                    Map.entry("emails", new Attribute(Kind.CASELESS_TEXT, "r.mail_lower")),
                    Map.entry("emails.value", new Attribute(Kind.CASELESS_TEXT, "r.mail_lower")),
                    Map.entry("name.givenname", new Attribute(Kind.CASELESS_TEXT, "r.given_name_lower")),
                    Map.entry("name.familyname", new Attribute(Kind.CASELESS_TEXT, "r.surname_lower")),
                    Map.entry("employeenumber", new Attribute(Kind.TEXT, "r.employee_id")),
                    Map.entry("2.0:user:employeenumber", new Attribute(Kind.TEXT, "r.employee_id"))));

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
        ScimSearch.Found found = database.in(tenant, handle -> SEARCH.find(handle, tenant, query));
        return new Page(
                people.some(tenant, found.ids()).stream()
                        .map(person -> new Kept(person, found.name(person.id().value())))
                        .toList(),
                found.total());
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
