package io.homeward.tenant.guest;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.GUEST_INVITER;
import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static io.homeward.accessrules.DirectoryRole.USER_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.Callers;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class InvitationTest {
    private static final String INVITATIONS = "/v1.0/invitations";
    private static final String REDEEM = "/v1/invitations/redeem";

    @Inject
    TenantDatabase database;

    private Organisation host;
    private Organisation home;
    private PersonId rui;

    @BeforeEach
    void begin() {
        host = Organisation.made();
        home = Organisation.made();
        rui = home.person("rui");
    }

    private String mail() {
        return "rui@" + home.domain();
    }

    private static Map<String, Object> wanted(String mail) {
        return new HashMap<>(
                Map.of("invitedUserEmailAddress", mail, "inviteRedirectUrl", "https://host.example/welcome"));
    }

    private ExtractableResponse<Response> invited(String mail) {
        return host.administration()
                .body(wanted(mail))
                .post(INVITATIONS)
                .then()
                .statusCode(201)
                .extract();
    }

    private static String ticket(ExtractableResponse<Response> invitation) {
        String url = invitation.path("inviteRedeemUrl");
        return url.substring(url.indexOf("ticket=") + "ticket=".length());
    }

    private ValidatableResponse redeemed(String ticket) {
        return home.member(rui).body(Map.of("ticket", ticket)).post(REDEEM).then();
    }

    private static JsonNode published(Object person) {
        return Feeds.snapshot("people", person).orElseThrow();
    }

    @Test
    void an_invitation_makes_a_guest_who_accepts_once_at_home() {
        var invitation = host.member(GUEST_INVITER)
                .body(wanted(mail()))
                .post(INVITATIONS)
                .then()
                .statusCode(201)
                .body("'@odata.context'", containsString("invitations/$entity"), "id", notNullValue())
                .body("status", equalTo("PendingAcceptance"), "invitedUserType", equalTo("Guest"))
                .body("inviteRedeemUrl", containsString("/v1/invitations/redeem#ticket="))
                .body(
                        "sendInvitationMessage",
                        equalTo(false),
                        "inviteRedirectUrl",
                        equalTo("https://host.example/welcome"))
                .extract();
        String guest = invitation.path("invitedUser.id");
        host.administration()
                .queryParam("$select", "userPrincipalName,userType,externalUserState,mail,creationType")
                .get(USERS + "/" + guest)
                .then()
                .body("userPrincipalName", equalTo("rui_" + home.domain() + "#EXT#@" + host.domain()))
                .body("userType", equalTo("Guest"), "externalUserState", equalTo("PendingAcceptance"))
                .body("mail", equalTo(mail()), "creationType", equalTo("Invitation"));
        assertThat(published(guest).at("/guest/state").asText()).isEqualTo("PendingAcceptance");
        assertThat(published(guest).at("/guest/homePerson").isNull()).isTrue();

        redeemed(ticket(invitation))
                .statusCode(200)
                .body("tenant.id", equalTo(host.id().toString()), "userId", equalTo(guest))
                .body("tenant.displayName", startsWith("Organisation"))
                .body("inviteRedirectUrl", equalTo("https://host.example/welcome"));

        JsonNode linked = published(guest).path("guest");
        assertThat(linked.path("state").asText()).isEqualTo("Accepted");
        assertThat(linked.path("homeTenant").asText()).isEqualTo(home.id().toString());
        assertThat(linked.path("homePerson").asText()).isEqualTo(rui.toString());
        // Where he is a guest he finds himself, though his roles there are none.
        Organisation.as(Callers.external(home.id(), rui, host.id()))
                .get("/v1.0/me")
                .then()
                .statusCode(200)
                .body("id", equalTo(guest));
        redeemed(ticket(invitation)).statusCode(404);
    }

    @Test
    void unknown_used_voided_expired_and_foreign_tickets_look_the_same() {
        var used = invited(mail());
        redeemed(ticket(used)).statusCode(200);
        PersonId anna = home.person("anna");
        String voided = ticket(invited("anna@" + home.domain()));
        invited("anna@" + home.domain());
        home.person("bela");
        var old = invited("bela@" + home.domain());
        expire(old);
        home.person("cleo");
        var ended = invited("cleo@" + home.domain());
        host.administration()
                .body(Map.of("accountEnabled", false))
                .patch(USERS + "/" + ended.path("invitedUser.id"))
                .then()
                .statusCode(204);
        home.person("dora");
        var deleted = invited("dora@" + home.domain());
        host.administration()
                .delete(USERS + "/" + deleted.path("invitedUser.id"))
                .then()
                .statusCode(204);
        String unknown = Ticket.of(host.id()).text();
        String nowhere = Ticket.of(new TenantId(UUID.randomUUID())).text();

        var answers = new ArrayList<String>();
        for (var attempt : List.of(
                Map.entry("rui", ticket(used)),
                Map.entry("rui", unknown),
                Map.entry("rui", nowhere),
                Map.entry("rui", "nonsense"),
                Map.entry("anna", voided),
                Map.entry("bela", ticket(old)),
                Map.entry("cleo", ticket(ended)),
                Map.entry("dora", ticket(deleted)))) {
            PersonId who = PersonId.of(home.administration()
                    .get(USERS + "/" + attempt.getKey() + "@" + home.domain())
                    .path("id"));
            answers.add(home.member(who)
                    .body(Map.of("ticket", attempt.getValue()))
                    .post(REDEEM)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .extract()
                    .path("detail"));
        }
        assertThat(answers).containsOnly("There is no such invitation, or it cannot be used any more.");
        assertThat(anna).isNotNull();
    }

    /** As if it had been sent a month ago. */
    private void expire(ExtractableResponse<Response> invitation) {
        database.in(host.id(), handle -> handle.createUpdate(
                        "update invitation set expires_at = now() where tenant_id = :tenant and invitation_id = :id")
                .bind("tenant", host.id().value())
                .bind("id", UUID.fromString(invitation.path("id")))
                .execute());
    }

    @Test
    void only_whose_address_it_is_accepts_and_only_with_a_second_factor_at_home() {
        String ticket = ticket(invited(mail()));
        PersonId other = home.person("other");
        // His mail says so, but the domain is another tenant's: that proves nothing.
        Organisation third = Organisation.made();
        PersonId impostor = third.person("impostor");
        third.administration()
                .body(Map.of("mail", mail()))
                .patch(USERS + "/" + impostor)
                .then()
                .statusCode(204);

        home.member(other).body(Map.of("ticket", ticket)).post(REDEEM).then().statusCode(404);
        third.member(impostor)
                .body(Map.of("ticket", ticket))
                .post(REDEEM)
                .then()
                .statusCode(404);
        home.administration().body(Map.of("ticket", ticket)).post(REDEEM).then().statusCode(403);
        Organisation.as(Callers.external(
                        home.id(), rui, third.id(), HELPDESK_ADMINISTRATOR.id().toString()))
                .body(Map.of("ticket", ticket))
                .post(REDEEM)
                .then()
                .statusCode(403);
        Organisation.as(Callers.memberWithoutMfa(home.id(), rui))
                .body(Map.of("ticket", ticket))
                .post(REDEEM)
                .then()
                .statusCode(403);
        redeemed(ticket).statusCode(200);
    }

    @Test
    void nobody_takes_anothers_invitation_by_taking_his_name() {
        String ticket = ticket(invited(mail()));
        Organisation third = Organisation.made();
        PersonId impostor = third.person("impostor");

        // His own tenant calls him a guest, and gives him a name in a domain that is another's.
        third.administration()
                .body(Map.of("userType", "Guest", "userPrincipalName", mail()))
                .patch(USERS + "/" + impostor)
                .then()
                .statusCode(400)
                .body("error.message", containsString(home.domain()));
        third.administration()
                .body(Map.of(
                        "displayName", "x", "userPrincipalName", mail(), "userType", "Guest", "accountEnabled", true))
                .post(USERS)
                .then()
                .statusCode(400);
        // Had the name come about in some other way, it would open nothing.
        database.in(third.id(), handle -> handle.createUpdate(
                        "update person set user_principal_name = :name where tenant_id = :tenant and person_id = :person")
                .bind("tenant", third.id().value())
                .bind("person", impostor.value())
                .bind("name", mail())
                .execute());
        third.member(impostor)
                .body(Map.of("ticket", ticket))
                .post(REDEEM)
                .then()
                .statusCode(404);
        redeemed(ticket).statusCode(200);
    }

    @Test
    void a_mail_that_nobody_has_proven_opens_no_record_with_roles_or_groups() {
        home.administration()
                .body(Map.of("mail", "rui@mail.example"))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(204);
        var invitation = invited("rui@mail.example");
        PersonId guest = PersonId.of(invitation.path("invitedUser.id"));
        String group = host.group("trusted");
        host.join(guest, group);
        redeemed(ticket(invitation)).statusCode(404);
        host.administration()
                .delete("/v1.0/groups/" + group + "/members/" + guest + "/$ref")
                .then()
                .statusCode(204);
        String assignment = host.appoint(guest, HELPDESK_ADMINISTRATOR);
        redeemed(ticket(invited("rui@mail.example"))).statusCode(404);
        host.administration()
                .delete(Organisation.ROLES + "/" + assignment)
                .then()
                .statusCode(204);

        redeemed(ticket(invited("rui@mail.example"))).statusCode(200);
    }

    @Test
    void a_role_given_to_somebody_who_has_not_come_voids_what_was_sent_to_him() {
        var earlier = invited(mail());
        host.appoint(PersonId.of(earlier.path("invitedUser.id")), HELPDESK_ADMINISTRATOR);

        redeemed(ticket(earlier)).statusCode(404);
        redeemed(ticket(invited(mail()))).statusCode(200);
    }

    @Test
    void the_host_gives_a_guest_nothing_to_sign_in_with() {
        var invitation = invited(mail());
        String guest = USERS + "/" + invitation.path("invitedUser.id");
        String enrolment = "/v1/users/" + invitation.path("invitedUser.id") + "/enrolment";
        var password = Map.of("passwordProfile", Map.of("password", "kelp viola 4471 river"));
        // Whatever he is called.
        host.administration()
                .body(Map.of("userType", "Member"))
                .patch(guest)
                .then()
                .statusCode(204);

        for (int linked = 0; linked < 2; linked++) {
            host.administration()
                    .body(password)
                    .patch(guest)
                    .then()
                    .statusCode(400)
                    .body("error.message", containsString("signs in at home"));
            host.administration().post(enrolment).then().statusCode(400);
            redeemed(ticket(invitation)).statusCode(linked == 0 ? 200 : 404);
        }
    }

    @Test
    void only_who_gives_roles_calls_a_guest_a_member() {
        String guest = invited(mail()).path("invitedUser.id");

        for (var attempt : List.of(Map.entry(USER_ADMINISTRATOR, 403), Map.entry(GLOBAL_ADMINISTRATOR, 204))) {
            host.member(attempt.getKey())
                    .body(Map.of("userType", "Member"))
                    .patch(USERS + "/" + guest)
                    .then()
                    .statusCode(attempt.getValue());
        }
    }

    @Test
    void a_mail_counts_where_nobody_else_owns_its_domain() {
        home.administration()
                .body(Map.of("mail", "Rui@Mail.example"))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(204);

        redeemed(ticket(invited("rui@mail.example"))).statusCode(200);
    }

    @Test
    void neither_a_host_that_takes_no_guests_nor_a_home_that_lets_none_go_is_bypassed() {
        String ticket = ticket(invited(mail()));
        crossTenant(home, "b2bCollaborationOutbound", "blocked");
        redeemed(ticket).statusCode(403);
        crossTenant(home, "b2bCollaborationOutbound", "allowed");
        crossTenant(host, "b2bCollaborationInbound", "blocked");
        redeemed(ticket).statusCode(403);
        host.administration().body(wanted(mail())).post(INVITATIONS).then().statusCode(403);
        crossTenant(host, "b2bCollaborationInbound", "allowed");
        redeemed(ticket).statusCode(200);
    }

    private static void crossTenant(Organisation where, String direction, String access) {
        where.administration()
                .body(Map.of(
                        direction,
                        Map.of(
                                "usersAndGroups",
                                Map.of(
                                        "accessType",
                                        access,
                                        "targets",
                                        List.of(Map.of("target", "AllUsers", "targetType", "user"))))))
                .patch("/v1.0/policies/crossTenantAccessPolicy/default")
                .then()
                .statusCode(204);
    }

    @Test
    void a_ticket_used_twice_at_once_links_once() throws Exception {
        String ticket = ticket(invited(mail()));
        Callable<Integer> use = () ->
                home.member(rui).body(Map.of("ticket", ticket)).post(REDEEM).statusCode();

        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = new ArrayList<Integer>();
            for (var one : threads.invokeAll(List.of(use, use, use, use))) {
                answers.add(one.get());
            }
            assertThat(answers).containsOnlyOnce(200).containsOnly(200, 404);
        }
    }

    @Test
    void a_guest_deleted_and_invited_again_inherits_and_is_one_guest() {
        var first = invited(mail());
        redeemed(ticket(first)).statusCode(200);
        String earlier = first.path("invitedUser.id");
        host.administration().body(wanted(mail())).post(INVITATIONS).then().statusCode(409);
        host.administration().delete(USERS + "/" + earlier).then().statusCode(204);
        // Under another address this time, so that the name leads nowhere.
        home.administration()
                .body(Map.of("mail", "rui@mail.example"))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(204);
        var second = invited("rui@mail.example");
        String later = second.path("invitedUser.id");
        assertThat(published(later).path("predecessors")).isEmpty();

        redeemed(ticket(second)).statusCode(200);

        assertThat(published(later).path("predecessors"))
                .extracting(JsonNode::asText)
                .containsExactly(earlier);
        host.administration()
                .post("/v1.0/directory/deletedItems/" + earlier + "/restore")
                .then()
                .statusCode(409);
    }

    @Test
    void disabling_or_deleting_the_record_is_known_to_the_feed_at_once() {
        var invitation = invited(mail());
        redeemed(ticket(invitation)).statusCode(200);
        String guest = invitation.path("invitedUser.id");

        host.administration()
                .body(Map.of("accountEnabled", false))
                .patch(USERS + "/" + guest)
                .then()
                .statusCode(204);
        assertThat(published(guest).path("accountEnabled").asBoolean()).isFalse();
        host.administration().delete(USERS + "/" + guest).then().statusCode(204);
        assertThat(published(guest).path("deleted").asBoolean()).isTrue();
        assertThat(published(guest).at("/guest/state").asText()).isEqualTo("Accepted");
    }

    @Test
    void who_may_invite() {
        for (var may : List.of(USER_ADMINISTRATOR, GUEST_INVITER, GLOBAL_ADMINISTRATOR)) {
            host.member(may)
                    .body(wanted(may.name().toLowerCase(java.util.Locale.ROOT) + "@elsewhere.example"))
                    .post(INVITATIONS)
                    .then()
                    .statusCode(201);
        }
        host.application("User.Invite.All")
                .body(wanted("app@elsewhere.example"))
                .post(INVITATIONS)
                .then()
                .statusCode(201);
        host.member(SECURITY_READER)
                .body(wanted(mail()))
                .post(INVITATIONS)
                .then()
                .statusCode(403);
        host.member().body(wanted(mail())).post(INVITATIONS).then().statusCode(403);
        host.technicianOf(home, GLOBAL_ADMINISTRATOR)
                .body(wanted(mail()))
                .post(INVITATIONS)
                .then()
                .statusCode(403);
        // To be called a member is for those to give who give roles.
        var member = wanted(mail());
        member.put("invitedUserType", "Member");
        host.member(GUEST_INVITER).body(member).post(INVITATIONS).then().statusCode(403);
        host.member(GLOBAL_ADMINISTRATOR)
                .body(member)
                .post(INVITATIONS)
                .then()
                .statusCode(201)
                .body("invitedUserType", equalTo("Member"));
    }

    @Test
    void a_new_ticket_for_somebody_with_a_role_is_not_for_those_below_him() {
        var first = invited(mail());
        PersonId guest = PersonId.of(first.path("invitedUser.id"));
        host.appoint(guest, HELPDESK_ADMINISTRATOR);

        host.member(GUEST_INVITER)
                .body(wanted(mail()))
                .post(INVITATIONS)
                .then()
                .statusCode(403)
                .body("error.message", containsString("ranks above"));
        host.member(USER_ADMINISTRATOR)
                .body(wanted(mail()))
                .post(INVITATIONS)
                .then()
                .statusCode(201);
    }

    @Test
    void bad_invitations_are_refused_by_name() {
        PersonId anna = host.person("anna");

        for (var bad : List.of(
                Map.entry("invitedUserEmailAddress", "no mail"),
                Map.entry("invitedUserEmailAddress", "a\u0000b@c.example"),
                Map.entry("inviteRedirectUrl", "welcome"),
                Map.entry("inviteRedirectUrl", "javascript:alert(1)"),
                Map.entry("inviteRedirectUrl", "https://user:word@host.example"),
                Map.entry("invitedUserType", "Robot"),
                Map.entry("invitedUserDisplayName", "a\u0001b"))) {
            var body = wanted(mail());
            body.put(bad.getKey(), bad.getValue());
            host.administration()
                    .body(body)
                    .post(INVITATIONS)
                    .then()
                    .statusCode(400)
                    .body("error.code", notNullValue(), "error.message", containsString(bad.getKey()));
        }
        host.administration()
                .body(wanted("anna@" + host.domain()))
                .post(INVITATIONS)
                .then()
                .statusCode(400)
                .body("error.message", containsString(anna.toString()));
        host.administration().body(Map.of()).post(INVITATIONS).then().statusCode(400);
        home.member(rui).body(Map.of()).post(REDEEM).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void the_ticket_is_nowhere_but_in_the_answer() {
        var invitation = invited(mail());
        String ticket = ticket(invitation);

        String kept = database.in(host.id(), handle -> handle.createQuery(
                        "select row_to_json(i)::text from invitation i where invitation_id = :id")
                .bind("id", UUID.fromString(invitation.path("id")))
                .mapTo(String.class)
                .one());
        assertThat(kept).contains("ticket_hash").doesNotContain(ticket);
        String trail = database.in(
                host.id(), handle -> handle.createQuery("select string_agg(entry::text, ' ') from audit_entry")
                        .mapTo(String.class)
                        .findOne()
                        .orElse(""));
        assertThat(trail).contains("Invite external user").doesNotContain(ticket);
    }
}
