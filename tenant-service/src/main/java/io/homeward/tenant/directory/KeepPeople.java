package io.homeward.tenant.directory;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.registry.Tenants;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Adds, changes and deletes people. A password goes to remediation-service first, outside any transaction of ours: where it is refused, or
 * remediation-service is away, the directory has not changed.
 */
@Singleton
public class KeepPeople {
    private final People people;
    private final Tenants tenants;
    private final RemediationService remediation;

    KeepPeople(People people, Tenants tenants, RemediationService remediation) {
        this.people = people;
        this.tenants = tenants;
        this.remediation = remediation;
    }

    /**
     * Graph: {@code passwordProfile}.
     *
     * @param temporary whether it has to be replaced at the next sign-in
     */
    public record NewPassword(String text, boolean temporary) {
        @Override
        public String toString() {
            return "NewPassword[...]";
        }
    }

    /** @throws Refusal {@link Fault#NAME_TAKEN}, {@link Fault#INVALID}, or what {@link RemediationService#givePassword} refuses */
    public Person add(Authority by, Profile profile, Optional<NewPassword> password, Instant at) {
        TenantId tenant = by.tenant();
        Profile checked = profile.checked();
        ofTheTenant(tenants.domains(tenant), checked);
        if (people.find(tenant, checked.userPrincipalName()).isPresent()) {
            throw new Refusal(Fault.NAME_TAKEN);
        }
        var id = new PersonId(UUID.randomUUID());
        // Nobody can use it before the directory knows the person, so a failure after this leaves nothing that works.
        password.ifPresent(given -> remediation.givePassword(tenant, id, given.text(), given.temporary(), by.caller()));
        return people.add(tenant, id, checked, Optional.empty(), at);
    }

    /**
     * @param key an object id or a user principal name
     * @param change of the profile; empty where only the password changes
     * @throws Refusal {@link Fault#PERSON_UNKNOWN}, {@link Fault#OUTRANKED}, {@link Fault#NOT_ALLOWED}, or as for {@link #add}
     */
    public void change(
            Authority by,
            String key,
            Optional<UnaryOperator<Profile>> change,
            Optional<NewPassword> password,
            Instant now) {
        TenantId tenant = by.tenant();
        Person before = people.find(tenant, key).orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
        List<String> domains = tenants.domains(tenant);
        change.ifPresent(profile -> changed(by, before, profile, domains));
        password.ifPresent(given -> {
            ResetPassword.may(by, before, now);
            remediation.givePassword(tenant, before.id(), given.text(), given.temporary(), by.caller());
        });
        change.ifPresent(
                profile -> people.change(tenant, before.id(), present -> changed(by, present, profile, domains), now));
    }

    /** @throws Refusal {@link Fault#PERSON_UNKNOWN}, {@link Fault#OUTRANKED} */
    public void delete(Authority by, String key, Instant at) {
        Person person = people.find(by.tenant(), key).orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
        people.delete(by.tenant(), person.id(), present -> mayActOn(by, Right.WRITE_USERS, present), at);
    }

    private static Person changed(Authority by, Person present, UnaryOperator<Profile> change, List<String> domains) {
        mayActOn(by, Right.WRITE_USERS, present);
        Profile profile = change.apply(present.profile()).checked();
        ofTheTenant(domains, profile);
        return present.with(profile);
    }

    /**
     * Nobody acts on somebody who outranks him, and nobody from outside on somebody with access to further tenants: what he does here would
     * reach there.
     *
     * @throws Refusal {@link Fault#NOT_ALLOWED}, {@link Fault#OUTRANKED}
     */
    static void mayActOn(Authority by, Right right, Person person) {
        by.needing(right).outranks(right, person.id(), person.roles());
        if (person.delegates() && by.isFromOutside()) {
            throw new Refusal(Fault.NOT_ALLOWED);
        }
    }

    /** A member is named in a domain of his tenant; a guest keeps the name he has elsewhere. */
    private static void ofTheTenant(List<String> domains, Profile profile) {
        if (profile.userType() == Profile.UserType.MEMBER && !domains.contains(profile.domain())) {
            throw new Refusal(
                    Fault.INVALID,
                    "The domain portion of the userPrincipalName property is invalid: '%s' is not a domain of this tenant."
                            .formatted(profile.domain()));
        }
    }
}
