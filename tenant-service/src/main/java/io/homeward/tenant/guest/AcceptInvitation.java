package io.homeward.tenant.guest;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.GuestAdmission;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.directory.Guest;
import io.homeward.tenant.directory.Person;
import io.homeward.tenant.directory.PersonRows;
import io.homeward.tenant.directory.ProfileText;
import io.homeward.tenant.registry.Tenant;
import io.homeward.tenant.registry.Tenants;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The invited person, signed in at home, says who he is. From then on his record there is his, and nobody else's. */
@Singleton
public class AcceptInvitation {
    private final TenantDatabase database;
    private final PersonRows rows;
    private final AddressOwner owners;
    private final GuestAdmission admission;
    private final AuditTrail audit;

    AcceptInvitation(
            TenantDatabase database, PersonRows rows, AddressOwner owners, GuestAdmission admission, AuditTrail audit) {
        this.database = database;
        this.rows = rows;
        this.owners = owners;
        this.admission = admission;
        this.audit = audit;
    }

    /** @param guest the record that is his now */
    record Accepted(Tenant host, PersonId guest, String redirectUrl) {}

    private record Kept(UUID id, PersonId guest, String mail, String redirectUrl) {}

    /**
     * @param home a member in his own tenant, with a second factor passed lately
     * @throws Refusal {@link Fault#INVITATION_UNKNOWN} whatever is wrong with the ticket, also where it is for another address;
     *     {@link Fault#NOT_ALLOWED} where his home or the host is against it; {@link Fault#ALREADY_THERE} where he is another guest there
     */
    Accepted accept(Caller.Person home, String text, Instant at) {
        Ticket ticket = Ticket.read(text)
                .filter(read -> !read.host().equals(home.home()))
                .orElseThrow(AcceptInvitation::unknown);
        Kept sent = database.inEach(List.of(ticket.host(), home.home()), handle -> open(handle, ticket, at));
        Optional<TenantId> owner = owners.of(sent.mail());
        return database.inEach(List.of(ticket.host(), home.home()), handle -> {
            // The person before his invitation, as whoever invites him again or gives him a role locks them.
            Person guest = PersonRows.locked(handle, ticket.host(), sent.guest());
            Kept invitation = open(handle, ticket, at);
            Person himself =
                    PersonRows.find(handle, home.home(), home.id().toString()).orElseThrow(AcceptInvitation::unknown);
            if (!isHis(invitation.mail(), himself, owner, guest)) {
                throw unknown();
            }
            if (!admission.admits(handle, ticket.host(), home.home())
                    || !admission.letsGo(handle, home.home(), ticket.host())) {
                throw new Refusal(Fault.NOT_ALLOWED, "One of the two organisations does not allow this.");
            }
            if (!guest.profile().accountEnabled()) {
                throw unknown();
            }
            handle.createUpdate("""
                            update invitation set redeemed_at = :at where tenant_id = :tenant and invitation_id = :id""")
                    .bind("tenant", ticket.host().value())
                    .bind("id", invitation.id())
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute();
            rows.link(handle, guest, new Guest.Home(home.home(), home.id()), at);
            audit.recordInEach(
                    handle,
                    List.of(ticket.host(), home.home()),
                    Activity.REDEEM_INVITATION.on(
                            Target.user(guest.id(), guest.profile().userPrincipalName())));
            Tenant host = Tenants.find(handle, ticket.host()).orElseThrow(AcceptInvitation::unknown);
            return new Accepted(host, guest.id(), invitation.redirectUrl());
        });
    }

    /** One that can be used, with its row locked, so that it is used once. */
    private static Kept open(Handle handle, Ticket ticket, Instant at) {
        return handle.createQuery("""
                        select i.invitation_id, i.person_id, i.mail, i.redirect_url from invitation i join person p using (tenant_id, person_id)
                        where i.tenant_id = :tenant and i.ticket_hash = :hash and i.redeemed_at is null and i.voided_at is null
                            and i.expires_at > :at and p.deleted_at is null and p.guest_state = 'PendingAcceptance'
                        for update of i""")
                .bind("tenant", ticket.host().value())
                .bind("hash", ticket.hash())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .map((row, context) -> new Kept(
                        row.getObject("invitation_id", UUID.class),
                        new PersonId(row.getObject("person_id", UUID.class)),
                        row.getString("mail"),
                        row.getString("redirect_url")))
                .findOne()
                .orElseThrow(AcceptInvitation::unknown);
    }

    /**
     * By his name or his mail where his own tenant has proven the domain. Where nobody has, his tenant alone says that the mail is his: that is
     * enough for a record that opens nothing yet, and for no other.
     */
    private static boolean isHis(String mail, Person himself, Optional<TenantId> owner, Person guest) {
        if (himself.guest().isPresent()) {
            return false;
        }
        boolean named = himself.profile().userPrincipalName().equalsIgnoreCase(mail);
        boolean reached = mail.equalsIgnoreCase(himself.profile().text(ProfileText.MAIL));
        return owner.map(tenant -> tenant.equals(himself.tenant()) && (named || reached))
                .orElseGet(() ->
                        reached && guest.roles().isEmpty() && guest.groups().isEmpty());
    }

    private static Refusal unknown() {
        return new Refusal(Fault.INVITATION_UNKNOWN);
    }
}
