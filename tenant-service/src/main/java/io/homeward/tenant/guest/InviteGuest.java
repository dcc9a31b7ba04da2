package io.homeward.tenant.guest;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.GuestAdmission;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.directory.Guest;
import io.homeward.tenant.directory.Person;
import io.homeward.tenant.directory.PersonRows;
import io.homeward.tenant.directory.Profile;
import io.homeward.tenant.directory.ProfileText;
import io.homeward.tenant.registry.Tenants;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Invites somebody of another tenant: makes his record here, and a ticket. Inviting again while he has not come voids the earlier ticket. */
@Singleton
public class InviteGuest {
    /** Long enough for a holiday; a ticket that nobody used by then lies in a mailbox for others to find. */
    private static final Duration VALID = Duration.ofDays(30);

    private final TenantDatabase database;
    private final PersonRows rows;
    private final AddressOwner owners;
    private final GuestAdmission admission;
    private final AuditTrail audit;

    InviteGuest(
            TenantDatabase database, PersonRows rows, AddressOwner owners, GuestAdmission admission, AuditTrail audit) {
        this.database = database;
        this.rows = rows;
        this.owners = owners;
        this.admission = admission;
        this.audit = audit;
    }

    /** @param type what he is to be called here; he is somebody from outside either way */
    record Wanted(String mail, Optional<String> displayName, Profile.UserType type, String redirectUrl) {}

    /**
     * @throws Refusal {@link Fault#INVALID} where a member has the address; {@link Fault#ALREADY_THERE} where the invited person has accepted
     *     before; {@link Fault#NOT_ALLOWED} where the tenant takes no guests from there; {@link Fault#NAME_TAKEN}, {@link Fault#OUTRANKED}
     */
    Invitation invite(Authority by, Wanted wanted, Instant at) {
        Optional<TenantId> home = owners.of(wanted.mail());
        return database.in(by.tenant(), handle -> {
            if (home.isPresent() && !admission.admits(handle, by.tenant(), home.get())) {
                throw new Refusal(Fault.NOT_ALLOWED, "This tenant takes no guests from there.");
            }
            Person guest = present(handle, by, wanted).orElseGet(() -> added(handle, by, wanted, at));
            Ticket ticket = Ticket.of(by.tenant());
            UUID id = UUID.randomUUID();
            voidOpen(handle, by.tenant(), guest.id(), at);
            handle.createUpdate("""
                            insert into invitation (tenant_id, invitation_id, person_id, mail, redirect_url, ticket_hash, invited_at, expires_at)
                            values (:tenant, :id, :person, :mail, :redirect, :hash, :at, :expires)""")
                    .bind("tenant", by.tenant().value())
                    .bind("id", id)
                    .bind("person", guest.id().value())
                    .bind("mail", wanted.mail())
                    .bind("redirect", wanted.redirectUrl())
                    .bind("hash", ticket.hash())
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .bind("expires", at.plus(VALID).atOffset(ZoneOffset.UTC))
                    .execute();
            audit.record(
                    handle,
                    by.tenant(),
                    Activity.INVITE_USER.on(
                            Target.user(guest.id(), guest.profile().userPrincipalName())
                                    .changed("mail", null, wanted.mail())));
            return new Invitation(id, guest.id(), guest.profile(), wanted.mail(), wanted.redirectUrl(), ticket);
        });
    }

    /** Whoever has the address here already; a new ticket for somebody with a role is a way to his role. */
    private static Optional<Person> present(Handle handle, Authority by, Wanted wanted) {
        Optional<Person> present = handle.createQuery("""
                        select person_id from person where tenant_id = :tenant and deleted_at is null
                            and (mail_lower = lower(:mail) or user_principal_name_lower = lower(:mail))
                        order by guest_state nulls first limit 1""")
                .bind("tenant", by.tenant().value())
                .bind("mail", wanted.mail())
                .mapTo(UUID.class)
                .findOne()
                .map(id -> PersonRows.locked(handle, by.tenant(), new PersonId(id)));
        present.ifPresent(person -> {
            Guest guest = person.guest()
                    .orElseThrow(() -> new Refusal(
                            Fault.INVALID,
                            "The invited user already exists in the directory as object ID: %s."
                                    .formatted(person.id())));
            if (guest.state() == Guest.State.ACCEPTED) {
                throw new Refusal(Fault.ALREADY_THERE, "That person has accepted an invitation before.");
            }
            by.outranks(Right.INVITE_GUESTS, person.id(), person.roles());
        });
        return present;
    }

    private Person added(Handle handle, Authority by, Wanted wanted, Instant at) {
        String domain = Tenants.find(handle, by.tenant())
                .orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN))
                .defaultDomain();
        String name = wanted.mail().replaceAll("[@/\\\\]", "_") + "#EXT#@" + domain;
        Profile profile = new Profile(
                        name,
                        wanted.displayName().orElseGet(() -> wanted.mail()
                                .substring(0, wanted.mail().indexOf('@'))),
                        true,
                        wanted.type(),
                        Map.of(ProfileText.MAIL, wanted.mail()),
                        List.of(),
                        List.of())
                .checked();
        return rows.insert(
                handle, by.tenant(), new PersonId(UUID.randomUUID()), profile, Optional.of(Guest.invited(at)), at);
    }

    /** Makes every ticket of his useless that nobody has used. */
    public static void voidOpen(Handle handle, TenantId tenant, PersonId guest, Instant at) {
        handle.createUpdate("""
                        update invitation set voided_at = :at
                        where tenant_id = :tenant and person_id = :person and redeemed_at is null and voided_at is null""")
                .bind("tenant", tenant.value())
                .bind("person", guest.value())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute();
    }
}
