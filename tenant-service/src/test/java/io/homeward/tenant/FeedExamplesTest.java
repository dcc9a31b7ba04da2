package io.homeward.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.feed.FeedJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What readers learn the feeds from is what the feeds really say: same members, same kinds of values. */
@RunningService
class FeedExamplesTest {

    @Test
    void a_person_looks_as_in_the_example() {
        Organisation here = Organisation.made();
        PersonId rui = here.person("rui");
        here.join(rui, here.group("helpers"));

        assertThat(shape(Feeds.snapshot("people", rui).orElseThrow()))
                .isEqualTo(shape(Feeds.example("feed-people.json").get(0)));
    }

    @Test
    void a_relationship_looks_as_in_the_example() {
        Organisation partner = Organisation.made();
        String id = Organisation.agreed(partner, Organisation.made(), DirectoryRole.HELPDESK_ADMINISTRATOR);
        partner.administration()
                .body(Map.of(
                        "accessContainer", Map.of("accessContainerId", partner.group("helpers")),
                        "accessDetails", Organisation.accessDetails(DirectoryRole.HELPDESK_ADMINISTRATOR)))
                .post(Organisation.RELATIONSHIPS + "/" + id + "/accessAssignments")
                .then()
                .statusCode(201);

        assertThat(shape(Feeds.snapshot("relationships", id).orElseThrow()))
                .isEqualTo(shape(Feeds.example("feed-relationships.json").get(0)));
    }

    @Test
    void an_application_looks_as_in_the_example() {
        Organisation here = Organisation.made();
        var upstream = here.administration()
                .body(Map.of(
                        "displayName",
                        "Records",
                        "homewardUpstream",
                        Map.of("name", "records", "uri", "http://x.example")))
                .post(Organisation.APPLICATIONS)
                .then()
                .statusCode(201)
                .extract();

        assertThat(shape(Feeds.snapshot("applications", here.clientId()).orElseThrow()))
                .isEqualTo(shape(Feeds.example("feed-applications.json").get(0)));
        assertThat(shape(Feeds.snapshot("applications", upstream.path("appId")).orElseThrow()))
                .isEqualTo(shape(Feeds.example("feed-applications.json").get(1)));
    }

    @Test
    void rules_look_as_in_the_example() throws Exception {
        for (JsonNode example : Feeds.example("feed-rules.json")) {
            TenantRules rules = FeedJson.mapper().treeToValue(example, TenantRules.class);
            assertThat(sorted(FeedJson.mapper().valueToTree(rules))).isEqualTo(sorted(example));
        }
        for (JsonNode old : Feeds.example("feed-rules-format-1.json")) {
            assertThat(FeedJson.mapper().treeToValue(old, TenantRules.class).formatKnown())
                    .isTrue();
        }
        Organisation here = Organisation.made();
        here.administration()
                .body(Feeds.example("conditional-access-policy-request.json").toString())
                .post(Organisation.POLICIES)
                .then()
                .statusCode(201);
        JsonNode published = Feeds.snapshot("rules", here.id()).orElseThrow();
        JsonNode example = Feeds.example("feed-rules.json").get(0);
        assertThat(sorted(published.at("/policies/0/conditions")))
                .isEqualTo(sorted(example.at("/policies/0/conditions")));
        assertThat(sorted(published.at("/policies/0/grant"))).isEqualTo(sorted(example.at("/policies/0/grant")));
    }

    /** Members and kinds of values, whatever the values are; null and a text are told apart only where the contract does. */
    private static Object shape(JsonNode node) {
        if (node.isObject()) {
            var members = new TreeMap<String, Object>();
            node.properties().forEach(member -> members.put(member.getKey(), shape(member.getValue())));
            // The members that may be null for a person.
            members.computeIfPresent("mail", (key, value) -> "STRING or NULL");
            members.computeIfPresent("preferredLanguage", (key, value) -> "STRING or NULL");
            return members;
        }
        if (node.isArray()) {
            return node.isEmpty() ? List.of() : List.of(shape(node.get(0)));
        }
        return node.getNodeType().toString();
    }

    /** The same with sets in one order. */
    private static Object sorted(JsonNode node) {
        if (node.isObject()) {
            var members = new TreeMap<String, Object>();
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            return node.valueStream()
                    .map(FeedExamplesTest::sorted)
                    .map(Object::toString)
                    .sorted()
                    .toList();
        }
        return node.asText();
    }
}
