package io.homeward.browsertest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.browsertest.Site.Running;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Json;
import io.homeward.local.door.NotAsExpected;
import io.homeward.local.sample.Person;
import io.homeward.local.sample.Relationship;
import java.util.List;

/** What organisations agree on about each other's people. */
final class Abroad {
    private static final String PARTNERS = "/v1.0/policies/crossTenantAccessPolicy/partners";

    private Abroad() {}

    /** These people of the provider look after the customer. */
    static Relationship lookAfter(Running site, Home provider, Home customer, Person... technicians) {
        return Relationship.agree(
                site.installation().door(),
                provider.organisation(),
                customer.organisation(),
                provider.administration().group("For " + customer.organisation().name(), List.of(technicians)));
    }

    /** The host invites him, and he accepts. */
    static void invite(Running site, Home host, Person guest, String tokenAtHome) {
        ObjectNode invitation = Json.object()
                .put("invitedUserEmailAddress", guest.userPrincipalName())
                .put("inviteRedirectUrl", "https://" + host.organisation().domain() + "/welcome");
        String link = host.made("/v1.0/invitations", invitation).text("/inviteRedeemUrl");
        ObjectNode ticket = Json.object().put("ticket", link.substring(link.lastIndexOf('=') + 1));
        Answer redeemed = site.installation().door().post(tokenAtHome, "/v1/invitations/redeem", ticket);
        if (redeemed.status() != 200) {
            throw new NotAsExpected("200", redeemed);
        }
    }

    /** The customer lets in nobody from there (D24). */
    static void distrust(Home customer, Home home) {
        ObjectNode partner = Json.object().put("tenantId", home.organisation().id());
        partner.putObject("homeward").put("distrusted", true);
        customer.made(PARTNERS, partner);
    }
}
