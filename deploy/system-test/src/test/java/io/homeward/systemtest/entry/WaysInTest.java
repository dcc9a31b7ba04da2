package io.homeward.systemtest.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.Json;
import io.homeward.local.door.PublicDoor;
import io.homeward.local.door.SignIn;
import io.homeward.local.sample.Organisation;
import io.homeward.local.sample.Person;
import io.homeward.local.sample.Relationship;
import io.homeward.systemtest.RunningSuite;
import io.homeward.systemtest.RunningSuite.Installation;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A waiver (D14), a chain (D20) and an invitation (D11): each gets the tenant's token, is let in with it, and is stopped with it. */
@ExtendWith(RunningSuite.class)
class WaysInTest {
    /** Invariant 3. */
    private static final Duration PROPAGATION = Duration.ofSeconds(1);

    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(15);
    private static final String PEOPLE = "/v1.0/users?$top=1";

    @Test
    void a_waiver_lets_in_while_it_lasts(Installation installation) throws IOException {
        PublicDoor door = installation.door();
        var harbour = new Workplace(installation, "waiving");
        var fjord = new Workplace(installation, "accepting");
        harbour.administration().mfaPolicy();
        Person tom = harbour.person("Tom Keane");
        String group = harbour.administration().group("Technicians", List.of(tom));
        Relationship.agree(door, harbour.organisation(), fjord.organisation(), group);
        String hana = harbour.enrolled(harbour.administrator("Hana Novak"));
        String ines = harbour.enrolled(harbour.administrator("Ines Prado"));
        String lars = fjord.enrolled(fjord.administrator("Lars Moe"));
        harbour.tokenFor(fjord.organisation(), harbour.enrolled(tom));

        harbour.sprayed(tom);
        String atHome = harbour.signedInAgain(tom);
        harbour.refused(fjord.organisation(), atHome, "D6", 530034);
        String waiver = "/v1/waivers/" + waiver(door, hana, ines, tom);
        Answer offered = door.post(lars, waiver + "/accept", Json.object());
        assertThat(offered.status()).as(offered.text()).isEqualTo(200);

        String token = harbour.tokenFor(fjord.organisation(), atHome);
        Answer waived = door.get(token, PEOPLE);
        assertThat(waived.status()).as(waived.text()).isEqualTo(200);
        assertThat(waived.rule()).isEqualTo("D14");

        Answer revoked = door.post(hana, waiver + "/revoke", Json.object());
        assertThat(revoked.status()).as(revoked.text()).isEqualTo(200);
        refusedAtOnce(door, token, "D6", 530034);
        harbour.refused(fjord.organisation(), atHome, "D6", 530034);
        assertThat(installation.died()).isEmpty();
    }

    @Test
    void a_chain_lets_in_until_one_of_its_links_is_suspended_or_the_risk_at_home_is_high(Installation installation) {
        PublicDoor door = installation.door();
        var distributor = new Workplace(installation, "distributor");
        var reseller = new Workplace(installation, "reseller");
        Organisation customer = installation.organisation("supplied");
        Person ingrid = distributor.person("Ingrid Berg");
        Person tom = distributor.person("Tom Keane");
        String group = distributor.administration().group("Technicians", List.of(ingrid, tom));
        String none = reseller.administration().group("Technicians", List.of());
        Relationship first = Relationship.agree(door, reseller.organisation(), customer, none);
        Relationship second = Relationship.agree(door, distributor.organisation(), reseller.organisation(), group);
        String ingrids = distributor.enrolled(ingrid);
        String toms = distributor.enrolled(tom);
        distributor.refused(customer, ingrids, "D1", 500213);

        first.letsThrough(distributor.organisation());

        String ingridsToken = distributor.tokenFor(customer, ingrids);
        String tomsToken = distributor.tokenFor(customer, toms);
        letIn(door, ingridsToken, PEOPLE, "D2");
        letIn(door, tomsToken, PEOPLE, "D2");

        String asta = distributor.enrolled(distributor.administrator("Asta Lund"));
        ObjectNode compromised = Json.object();
        compromised.putArray("userIds").add(tom.id());
        Answer confirmed = door.post(asta, "/v1.0/identityProtection/riskyUsers/confirmCompromised", compromised);
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(204);
        refusedAtOnce(door, tomsToken, "D6", 530034);
        distributor.refused(customer, toms, "D6", 530034);
        letIn(door, ingridsToken, PEOPLE, "D2");

        Answer suspended = second.suspendedBy(reseller.organisation());
        assertThat(suspended.status()).as(suspended.text()).isEqualTo(200);
        refusedAtOnce(door, ingridsToken, "D20", 530034);
        distributor.refused(customer, ingrids, "D20", 530034);
        assertThat(installation.died()).isEmpty();
    }

    @Test
    void a_guest_is_let_in_as_one_and_puts_his_risk_right_at_home(Installation installation) throws IOException {
        PublicDoor door = installation.door();
        var home = new Workplace(installation, "guesthome");
        home.administration().userRiskPolicy();
        Organisation host = installation.organisation("host");
        Person gita = home.person("Gita Rao");
        String atHome = home.enrolled(gita);
        home.refused(host, atHome, "D1", 500213);

        Answer redeemed =
                door.post(atHome, "/v1/invitations/redeem", Json.object().put("ticket", ticket(door, host, gita)));
        assertThat(redeemed.status()).as(redeemed.text()).isEqualTo(200);

        String token = home.tokenFor(host, atHome);
        Answer me = letIn(door, token, "/v1.0/me", "D2");
        assertThat(me.text("/id")).isEqualTo(redeemed.text("/userId"));

        home.sprayed(gita);
        refusedAtOnce(door, token, "D3", 53011);
        Answer refused = home.refused(host, atHome, "D3", 53011);
        assertThat(refused.text("/homeward/standing/whoCanAct")).isEqualTo("self");
        assertThat(refused.text("/homeward/standing/homeTenant/id"))
                .isEqualTo(home.organisation().id());
        assertThat(refused.text("/homeward/standing/remediation/link"))
                .endsWith(home.organisation().id() + "/remediate");

        SignIn signIn = home.opened(gita);
        signIn.password(gita.password());
        signIn.goOn();
        signIn.totp(gita.code());
        signIn.changePassword("a new " + gita.password());
        letIn(door, home.tokenFor(host, signIn.token()), "/v1.0/me", "D9");
        assertThat(door.get(token, "/v1.0/me").status()).isEqualTo(401);
        assertThat(installation.died()).isEmpty();
    }

    /** Asked for by one administrator and granted by another. Returns its id. */
    private static String waiver(PublicDoor door, String first, String second, Person person) {
        ObjectNode wanted = Json.object()
                .put("person", person.id())
                .put("reason", "The clinic's migration runs tonight")
                .put(
                        "until",
                        Clock.systemUTC().instant().plus(Duration.ofHours(2)).toString());
        Answer asked = door.post(first, "/v1/waivers", wanted);
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        Answer granted = door.post(second, "/v1/waivers/" + asked.text("/id") + "/approve", Json.object());
        assertThat(granted.status()).as(granted.text()).isEqualTo(200);
        return asked.text("/id");
    }

    private static String ticket(PublicDoor door, Organisation host, Person guest) {
        Answer invited = door.post(
                host.token(),
                "/v1.0/invitations",
                Json.object()
                        .put("invitedUserEmailAddress", guest.userPrincipalName())
                        .put("inviteRedirectUrl", "https://" + host.domain() + "/welcome"));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        String link = invited.text("/inviteRedeemUrl");
        return link.substring(link.lastIndexOf('=') + 1);
    }

    private static Answer letIn(PublicDoor door, String token, String path, String rule) {
        Answer answer =
                Eventually.get(() -> door.get(token, path), "let in", each -> each.status() == 200, KNOWN_WITHIN);
        assertThat(answer.rule()).isEqualTo(rule);
        return answer;
    }

    /** Nobody sleeps here: a live token is refused within the bound. */
    private static void refusedAtOnce(PublicDoor door, String token, String rule, int code) {
        Answer answer = Eventually.get(
                () -> door.get(token, PEOPLE),
                "refused by " + rule,
                each -> each.rule().equals(rule),
                PROPAGATION);
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.code()).hasValue(code);
    }
}
