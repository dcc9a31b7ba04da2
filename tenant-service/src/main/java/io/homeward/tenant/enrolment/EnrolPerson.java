package io.homeward.tenant.enrolment;

import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.directory.People;
import io.homeward.tenant.directory.Person;
import io.homeward.tenant.directory.RemediationService;
import io.homeward.tenant.directory.ResetPassword;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Lets a user begin. Whoever holds his ticket becomes him, so it is issued by whom may reset his password, and to nobody who has one of his own
 * or is known by another tenant.
 */
@Singleton
public class EnrolPerson {
    private final TenantDatabase database;
    private final People people;
    private final RemediationService remediation;
    private final AuditTrail audit;

    EnrolPerson(TenantDatabase database, People people, RemediationService remediation, AuditTrail audit) {
        this.database = database;
        this.people = people;
        this.remediation = remediation;
        this.audit = audit;
    }

    /**
     * @param key an object id or a user principal name
     * @throws Refusal {@link Fault#PERSON_UNKNOWN}; what {@link ResetPassword#may} refuses, guests among it;
     *     {@link Fault#ALREADY_ENROLLED}; {@link Fault#INVALID} for disabled accounts
     */
    RemediationService.Ticket issue(Authority by, String key, Instant now) {
        Person person = people.find(by.tenant(), key).orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
        ResetPassword.may(by, person, now);
        if (!person.profile().accountEnabled()) {
            throw new Refusal(Fault.INVALID, "The account is disabled.");
        }
        RemediationService.Ticket ticket = remediation.issueEnrolment(by.tenant(), person.id(), by.caller());
        return database.in(by.tenant(), handle -> {
            audit.record(
                    handle,
                    by.tenant(),
                    Activity.START_ENROLMENT
                            .on(Target.user(person.id(), person.profile().userPrincipalName()))
                            .with("expiresAt", ticket.expiresAt()));
            return ticket;
        });
    }
}
