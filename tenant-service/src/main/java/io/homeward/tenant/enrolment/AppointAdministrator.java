package io.homeward.tenant.enrolment;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Edge;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.directory.People;
import io.homeward.tenant.directory.Person;
import io.homeward.tenant.directory.PersonRows;
import io.homeward.tenant.directory.Profile;
import io.homeward.tenant.directory.ProfileText;
import io.homeward.tenant.directory.RemediationService;
import io.homeward.tenant.registry.DomainName;
import io.homeward.tenant.registry.Domains;
import io.homeward.tenant.registry.FirstAdministrator;
import io.homeward.tenant.registry.Tenant;
import io.homeward.tenant.role.RoleAssignments;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The operator gives a tenant its first administrator. Nobody chooses a password for him: he gets a ticket, by which he registers a second
 * factor and sets his own. Once an administrator has begun, the tenant looks after itself; the operator comes in again only with a reason,
 * as a new person, and the tenant's own audit trail shows it.
 */
@Singleton
public class AppointAdministrator implements FirstAdministrator {
    private final TenantDatabase database;
    private final People people;
    private final PersonRows rows;
    private final RoleAssignments roles;
    private final RemediationService remediation;
    private final Edge edge;
    private final AuditTrail audit;

    AppointAdministrator(
            TenantDatabase database,
            People people,
            PersonRows rows,
            RoleAssignments roles,
            RemediationService remediation,
            Edge edge,
            AuditTrail audit) {
        this.database = database;
        this.people = people;
        this.rows = rows;
        this.roles = roles;
        this.remediation = remediation;
        this.edge = edge;
        this.audit = audit;
    }

    @Override
    public void check(Wanted wanted, DomainName domain) {
        if (!DomainName.ofPerson(profile(wanted).userPrincipalName()).equals(Optional.of(domain))) {
            throw notOfTheTenant();
        }
    }

    @Override
    public Appointed appoint(Authority by, Tenant tenant, Wanted wanted, Instant at) {
        Profile profile = profile(wanted);
        if (!tenant.active()) {
            throw new Refusal(Fault.TENANT_UNKNOWN);
        }
        List<Person> present = database.in(tenant.id(), handle -> administrators(handle, tenant.id()));
        List<Person> begun = present.stream()
                .filter(each -> remediation.hasEnrolled(tenant.id(), each.id()))
                .toList();
        if (!begun.isEmpty() && wanted.reason().isEmpty()) {
            throw new Refusal(Fault.ADMINISTRATOR_THERE);
        }
        Optional<Person> same = present.stream()
                .filter(each -> each.profile().userPrincipalName().equalsIgnoreCase(profile.userPrincipalName()))
                .filter(each -> !begun.contains(each))
                .findFirst();
        if (same.isEmpty()
                && people.find(tenant.id(), profile.userPrincipalName()).isPresent()) {
            throw new Refusal(Fault.NAME_TAKEN);
        }
        PersonId id = same.map(Person::id).orElseGet(() -> new PersonId(UUID.randomUUID()));
        // Nobody can use the ticket before the directory knows the person, so a failure after this leaves nothing that
        // works.
        RemediationService.Ticket ticket = remediation.issueEnrolment(tenant.id(), id, by.caller());
        database.in(tenant.id(), handle -> {
            if (same.isEmpty()) {
                add(handle, tenant.id(), id, profile, at);
            }
            audit.record(
                    handle,
                    tenant.id(),
                    Activity.APPOINT_ADMINISTRATOR
                            .on(Target.user(id, profile.userPrincipalName()))
                            .because(wanted.reason())
                            .with("expiresAt", ticket.expiresAt()));
            return id;
        });
        return new Appointed(
                id,
                profile.userPrincipalName(),
                ticket.text(),
                edge.enrolment(tenant.id(), ticket.text(), tenant.administration()),
                ticket.expiresAt(),
                tenant.administration());
    }

    private void add(Handle handle, TenantId tenant, PersonId id, Profile profile, Instant at) {
        boolean named = DomainName.ofPerson(profile.userPrincipalName())
                .filter(name -> Domains.verified(handle, tenant, name.text()))
                .isPresent();
        if (!named) {
            throw notOfTheTenant();
        }
        rows.insert(handle, tenant, id, profile, Optional.empty(), at);
        roles.assign(handle, tenant, id, DirectoryRole.GLOBAL_ADMINISTRATOR.id(), at);
    }

    private List<Person> administrators(Handle handle, TenantId tenant) {
        return handle
                .createQuery("""
                        select r.person_id from role_assignment r join person p using (tenant_id, person_id)
                        where r.tenant_id = :tenant and r.role_id = :role and p.deleted_at is null and p.account_enabled
                        order by r.assigned_at""")
                .bind("tenant", tenant.value())
                .bind("role", DirectoryRole.GLOBAL_ADMINISTRATOR.id().value())
                .mapTo(UUID.class)
                .list()
                .stream()
                .map(id -> People.locked(handle, tenant, new PersonId(id)))
                .toList();
    }

    private static Profile profile(Wanted wanted) {
        Profile named = Profile.named(wanted.userPrincipalName(), wanted.displayName(), Profile.UserType.MEMBER);
        return wanted.mail()
                .map(mail -> named.with(ProfileText.MAIL, mail))
                .orElse(named)
                .checked();
    }

    private static Refusal notOfTheTenant() {
        return new Refusal(Fault.INVALID, "userPrincipalName ends with a verified domain of the tenant.");
    }
}
