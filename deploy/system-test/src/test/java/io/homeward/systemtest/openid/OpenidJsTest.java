package io.homeward.systemtest.openid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.Json;
import io.homeward.local.door.PublicDoor;
import io.homeward.local.sample.Administration;
import io.homeward.local.sample.Organisation;
import io.homeward.local.sample.Person;
import io.homeward.systemtest.NodeProject;
import io.homeward.systemtest.RunningSuite;
import io.homeward.systemtest.RunningSuite.Installation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Clients that were not written for this provider, as they come ({@code src/test/openid-js}): openid-client, which the OpenID Foundation has
 * certified, and MSAL. What the person does is done over HTTP on the pages.
 */
@ExtendWith(RunningSuite.class)
class OpenidJsTest {
    private static final String BACK = "https://reading.example/callback";
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(15);

    @Test
    void a_certified_client_finds_every_rule_of_the_basic_and_config_profiles_kept(Installation installation)
            throws Exception {
        NodeProject.installed("openid-js").test("openid-client.test.mjs", environment(installation, "certified"));
    }

    @Test
    void msal_signs_people_and_applications_in(Installation installation) throws Exception {
        NodeProject.installed("openid-js").test("msal.test.mjs", environment(installation, "msal"));
    }

    private static Map<String, String> environment(Installation installation, String name) throws Exception {
        PublicDoor door = installation.door();
        Organisation organisation = installation.organisation(name);
        var administration = new Administration(door, organisation);
        Person person = administration.person("Mira Holm", "reader");
        administration.await(person);
        Certificate certificate = Certificate.in(installation.files(name));

        ObjectNode server = Json.object().put("displayName", "Reading room");
        server.putObject("web").putArray("redirectUris").add(BACK);
        server.putArray("keyCredentials")
                .addObject()
                .put("type", "AsymmetricX509Cert")
                .put("usage", "Verify")
                .put("key", certificate.der());
        String serverId = application(door, organisation, server);
        String secret = done(door.post(
                        organisation.token(), "/v1.0/applications/" + serverId + "/addPassword", Json.object()))
                .text("/secretText");
        ObjectNode program = Json.object().put("displayName", "Reader");
        program.putObject("publicClient").putArray("redirectUris").add(BACK);
        String programId = application(door, organisation, program);
        for (String each : new String[] {serverId, programId}) {
            awaitKnown(door, organisation, each);
        }
        return Map.ofEntries(
                Map.entry("HOMEWARD_EDGE", door.edge().toString()),
                Map.entry("HOMEWARD_TENANT", organisation.id()),
                Map.entry("HOMEWARD_DOMAIN", organisation.domain()),
                Map.entry("HOMEWARD_BACK", BACK),
                Map.entry("HOMEWARD_PERSON", person.userPrincipalName()),
                Map.entry("HOMEWARD_PASSWORD", person.password()),
                Map.entry("HOMEWARD_CLIENT", serverId),
                Map.entry("HOMEWARD_SECRET", secret),
                Map.entry("HOMEWARD_KEY", certificate.pem()),
                Map.entry("HOMEWARD_CERTIFICATE_HASH", certificate.hash()),
                Map.entry("HOMEWARD_PUBLIC_CLIENT", programId));
    }

    private static String application(PublicDoor door, Organisation organisation, ObjectNode application) {
        return done(door.post(organisation.token(), "/v1.0/applications", application))
                .text("/appId");
    }

    /** Until people can be sent to sign in for it, and it can prove itself. */
    private static void awaitKnown(PublicDoor door, Organisation organisation, String application) {
        String path = "/%s/oauth2/v2.0/authorize?client_id=%s&redirect_uri=%s"
                .formatted(organisation.id(), application, BACK);
        Eventually.get(() -> door.get(null, path), "the application", answer -> answer.status() == 303, KNOWN_WITHIN);
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer;
    }
}
