package io.homeward.remediation.enrolment;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.Passwords;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Lets somebody begin who has no password of his own yet. From then on his account is as one with a temporary password (H13): with whatever he
 * comes in, he registers a second factor and sets a password. Who was given another ticket before has lost it, and every flow begun with it.
 */
@Singleton
public class IssueEnrolment {
    private final TenantDatabase database;
    private final Enrolments enrolments;
    private final Passwords passwords;
    private final Credentials credentials;
    private final EnrolmentSettings settings;
    private final InstantSource clock;

    IssueEnrolment(
            TenantDatabase database,
            Enrolments enrolments,
            Passwords passwords,
            Credentials credentials,
            EnrolmentSettings settings,
            InstantSource clock) {
        this.database = database;
        this.enrolments = enrolments;
        this.passwords = passwords;
        this.credentials = credentials;
        this.settings = settings;
        this.clock = clock;
    }

    /** A ticket, shown this once. */
    public record Issued(Ticket ticket, Instant expiresAt) {}

    /** How far somebody is. */
    public enum Progress {
        /** Nothing was issued, or it has expired. */
        NONE,
        OPEN,
        /** He has a password of his own, or a second factor beside the one he was given. */
        ENROLLED
    }

    /** @param expiresAt of the ticket, while one is {@link Progress#OPEN} */
    public record Standing(Progress progress, Optional<Instant> expiresAt) {}

    /**
     * @param by who asked for it, for the record
     * @throws Refusal where the person has enrolled: he is helped as everybody else is, with a temporary password
     */
    public Issued issue(TenantId tenant, PersonId person, String by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        var issued = new Issued(Ticket.random(), now.plus(settings.lifetime()));
        return database.in(tenant, handle -> {
            credentials.lock(handle, tenant, person);
            if (enrolled(handle, tenant, person)) {
                throw new Refusal(Fault.ALREADY_ENROLLED, "Reset the password instead.");
            }
            credentials.beginAnew(handle, tenant, person, now);
            enrolments.replace(handle, tenant, person, issued.ticket(), by, now, issued.expiresAt());
            return issued;
        });
    }

    public Standing look(TenantId tenant, PersonId person) {
        return database.in(tenant, handle -> {
            if (enrolled(handle, tenant, person)) {
                return new Standing(Progress.ENROLLED, Optional.empty());
            }
            Optional<Instant> expires = enrolments.open(handle, tenant, person, clock.instant());
            return new Standing(expires.isPresent() ? Progress.OPEN : Progress.NONE, expires);
        });
    }

    /** A factor without any password comes from an enrolment that was begun and never ended; that is no enrolment. */
    private boolean enrolled(Handle handle, TenantId tenant, PersonId person) {
        return passwords.isOwn(handle, tenant, person)
                || (passwords.exists(handle, tenant, person)
                        && credentials.totp(handle, tenant, person).isPresent());
    }
}
